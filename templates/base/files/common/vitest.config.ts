import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Nothing here may reach AWS: no profile, no metadata service, an endpoint that refuses.
    env: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_PROFILE: '',
      AWS_REGION: '__region__',
      AWS_SECRET_ACCESS_KEY: 'test',
      POWERTOOLS_METRICS_NAMESPACE: 'stack',
    },
    silent: 'passed-only',
    // By default, Vitest leaves one core unused: half of a machine with two
    maxWorkers: '100%',
    // Tests import their handlers afresh: on a busy machine that takes seconds
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{infra,integration,build}/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          // One worker: its tests share what they load, and each stack that they build
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'build',
          include: ['test/build/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
