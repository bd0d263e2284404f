import { defineConfig } from 'vitest/config';

const unit = { include: ['test/{core,editors,derived,io,cli,laws,templates}/**/*.test.ts'] };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', ...unit } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
