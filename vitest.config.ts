import { defineConfig } from 'vitest/config';

/** Whole services, killed processes, real daemons and browsers: one file at a time, after everything else. */
const heavy = [
  'test/journey/**',
  'test/contract/**',
  'test/chaos/**',
  'test/fuzz/**',
  'test/jobs/**',
  'test/lab/**',
  'test/bot/terminal/chat/**',
  'test/cli/**',
  'test/browser/**',
];
const shared = {
  globalSetup: [] as string[],
  setupFiles: ['test/setup/seed.ts'],
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  restoreMocks: true,
};
/** The page's elements are Preact's. */
const oxc = { jsx: { runtime: 'automatic' as const, importSource: 'preact' } };

export default defineConfig({
  test: {
    globalSetup: ['test/setup/packages.ts'],
    projects: [
      {
        oxc,
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
        oxc,
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
