import { defineConfig } from 'vitest/config';

const minutes = (n: number) => n * 60_000;

export default defineConfig({
  test: {
    // Long tests wait for programs they started: a core need not be kept free for the runner
    maxWorkers: '100%',
    reporters: ['default', ['json', { outputFile: '.cache/test-results.json' }]],
    projects: [
      {
        test: {
          name: 'model',
          include: ['test/{core,derived,editors,extend,infrastructure}/**/*.test.ts'],
          globalSetup: ['test/support/build.ts'],
          testTimeout: minutes(3),
          // They replace no module and change nothing of the process: loading the compiler once takes half of the time
          isolate: false,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['test/{cli,host,io,laws,mutation,patterns,run,triggers}/**/*.test.ts'],
          globalSetup: ['test/support/build.ts'],
          testTimeout: minutes(3),
        },
      },
      {
        test: {
          name: 'templates',
          include: ['test/templates/**/*.test.ts'],
          testTimeout: minutes(3),
        },
      },
      {
        test: {
          name: 'parity',
          include: ['test/parity/**/*.test.ts'],
          testTimeout: minutes(5),
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: minutes(10),
          hookTimeout: minutes(10),
        },
      },
    ],
  },
});
