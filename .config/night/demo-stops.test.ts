import { expect, it } from 'vitest';
import { stopDemo } from './demo-stops.ts';

it('ends with the same memory when the demonstration is killed and started again', async () => {
  const outcome = await stopDemo({ people: 1_000, stops: 4, seed: 7 });
  expect(outcome.differences).toEqual([]);
  expect(outcome.stops).toBeGreaterThan(0);
}, 240_000);
