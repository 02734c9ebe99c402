import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from '../../packages/store/src/testing/random.ts';
import { type QueueTerms, simulateQueue } from './queue.ts';

/** Whole numbers of seconds, so that sums are exact. */
const seconds = fc.integer({ min: 1, max: 50 });
const jobs = fc.array(fc.record({ own: seconds, shared: fc.nat({ max: 5 }) }), { minLength: 1, maxLength: 40 });
const workers = fc.integer({ min: 1, max: 8 });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function randomFrom(seed: number): () => number {
  const { below } = randomOf(seed);
  return () => below(2 ** 16) / 2 ** 16;
}
const noRandom = (): number => {
  throw new Error('nobody dies');
};
const mortal = (terms: Omit<QueueTerms, 'deaths' | 'random' | 'idle'>, seed: number) =>
  simulateQueue({ ...terms, idle: 1, deaths: { life: 30, silence: 10, restart: 5 }, random: randomFrom(seed) });

describe('a simulated queue', () => {
  it('is the sum of all work for one worker, and nobody repeats anything', () => {
    fc.assert(
      fc.property(jobs, (all) => {
        const { seconds: time, repeated } = simulateQueue({ jobs: all, workers: 1, idle: 1, random: noRandom });
        expect([time, repeated]).toEqual([sum(all.map(({ own, shared }) => own + shared)), 0]);
      }),
    );
  });

  it('takes no less than the share of a worker, the longest job and the work of the database, and not much more', () => {
    fc.assert(
      fc.property(jobs, workers, (all, count) => {
        const { seconds: time, database } = simulateQueue({ jobs: all, workers: count, idle: 1, random: noRandom });
        const lengths = all.map(({ own, shared }) => own + shared);
        const atDatabase = sum(all.map(({ shared }) => shared));
        expect(time).toBeGreaterThanOrEqual(Math.max(sum(lengths) / count, Math.max(...lengths), atDatabase));
        // Whoever waits waits for the database, or there is nothing left to take.
        expect(time).toBeLessThanOrEqual(sum(lengths) / count + Math.max(...lengths) + atDatabase);
        expect(database * time).toBeCloseTo(atDatabase, 6);
      }),
    );
  });

  it('is as fast as its database, however many workers there are', () => {
    const all = Array.from({ length: 400 }, () => ({ own: 1, shared: 1 }));
    const { seconds: time, database } = simulateQueue({ jobs: all, workers: 100, idle: 1, random: noRandom });
    expect(time).toBe(401);
    expect(database).toBeGreaterThan(0.99);
  });

  it('does every job though workers die, from the same seed in the same time', () => {
    fc.assert(
      fc.property(jobs, workers, fc.nat(), (all, count, seed) => {
        const times = mortal({ jobs: all, workers: count }, seed);
        expect(times).toEqual(mortal({ jobs: all, workers: count }, seed));
        expect(times.database * times.seconds).toBeCloseTo(sum(all.map(({ shared }) => shared)), 6);
        if (times.repeated === 0)
          expect(times.seconds).toBe(simulateQueue({ jobs: all, workers: count, idle: 1, random: noRandom }).seconds);
      }),
    );
  });

  it('repeats as often as theory says: a job that lasts as long as a third of a life is begun e^(1/3) times', () => {
    const all = Array.from({ length: 20_000 }, () => ({ own: 10, shared: 0 }));
    const { repeated } = mortal({ jobs: all, workers: 4 }, 7);
    expect(repeated / 20_000).toBeCloseTo(Math.exp(1 / 3) - 1, 1);
  });

  it('loses with each death the work, the silence and the wait for another worker', () => {
    const draws = [0.5, 0];
    const { seconds: time, repeated } = simulateQueue({
      jobs: [{ own: 100, shared: 3 }],
      workers: 1,
      idle: 1,
      deaths: { life: 10, silence: 20, restart: 5 },
      random: () => draws.shift() ?? 0.999_999_999_999,
    });
    expect(repeated).toBe(2);
    // It dies after 6.9 s and takes its job again when 20 s of silence are over, at the next second that it asks; then at once; then it lives.
    expect(time).toBeCloseTo(10 * Math.LN2 + 20 + 20 + 100 + 3, 6);
  });
});
