import { defineConfig } from 'vitest/config';

/** Whole services, killed processes and real daemons: one file at a time, after everything else. */
const heavy = [
  'test/journey/**',
  'test/contract/**',
  'test/jobs/**',
  'test/lab/**',
  'test/bot/terminal/chat/**',
  'test/cli/**',
];
const shared = {
  globalSetup: [] as string[],
  setupFiles: ['test/setup/seed.ts'],
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  restoreMocks: true,
};

export default defineConfig({
  test: {
    globalSetup: ['test/setup/packages.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: heavy,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'wholes',
          include: heavy.map((folder) => `${folder}/*.test.ts`),
          testTimeout: 120_000,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
