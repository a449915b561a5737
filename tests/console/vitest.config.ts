import { defineConfig } from 'vitest/config';

// The first user's time zone: days begin where staff are.
process.env.TZ = 'Europe/Berlin';

// Two cores shared with the server under test: files run one after another.
export default defineConfig({
  test: {
    include: ['*_test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As patient as the browser's own waits: a busy machine draws late.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['verbose'],
  },
});
