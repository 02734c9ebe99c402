import { expect, it } from 'vitest';
import { once } from './once.ts';

it('computes at the first call only', () => {
  const calls: number[] = [];
  const value = once(() => ({ call: calls.push(1) }));
  expect(calls).toHaveLength(0);
  expect(value()).toBe(value());
  expect(calls).toHaveLength(1);
});
