import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Loop } from './jobs.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('is not put off by work that keeps coming up, and does it in batches', async () => {
  let runs = 0;
  const loop = new Loop(
    'counting',
    60_000,
    async () => void (runs += 1),
    () => undefined,
  );
  for (let moment = 0; moment < 100; moment += 1) {
    loop.soon();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(runs).toBeGreaterThan(5);
  expect(runs).toBeLessThan(60);
  await loop.stop();
});

it('does what came up during the work in another run', async () => {
  let runs = 0;
  const loop = new Loop(
    'counting',
    60_000,
    async () => {
      runs += 1;
      if (runs === 1) loop.soon();
    },
    () => undefined,
  );
  loop.soon();
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs).toBe(2);
  await loop.stop();
});
