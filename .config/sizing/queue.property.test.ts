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
const mortal = (seed: number): Pick<QueueTerms, 'idle' | 'deaths' | 'random'> => ({
  idle: 1,
  deaths: { life: 30, silence: 10, restart: 5 },
  random: randomFrom(seed),
});
const immortal = { idle: 1, random: noRandom };

type Simulation = typeof simulateQueue;

const LAWS: Readonly<Record<string, (simulate: Simulation) => void>> = {
  'is the sum of all work for one worker, and nobody repeats anything': (simulate) =>
    fc.assert(
      fc.property(jobs, (all) => {
        const { seconds: time, repeated } = simulate({ ...immortal, jobs: all, workers: 1 });
        expect([time, repeated]).toEqual([sum(all.map(({ own, shared }) => own + shared)), 0]);
      }),
    ),

  'takes no less than the share of a worker, the longest job and the work of the database, and not much more': (simulate) =>
    fc.assert(
      fc.property(jobs, workers, (all, count) => {
        const { seconds: time, database } = simulate({ ...immortal, jobs: all, workers: count });
        const lengths = all.map(({ own, shared }) => own + shared);
        const atDatabase = sum(all.map(({ shared }) => shared));
        expect(time).toBeGreaterThanOrEqual(Math.max(sum(lengths) / count, Math.max(...lengths), atDatabase));
        // Whoever waits waits for the database, or there is nothing left to take.
        expect(time).toBeLessThanOrEqual(sum(lengths) / count + Math.max(...lengths) + atDatabase);
        expect(database * time).toBeCloseTo(atDatabase, 6);
      }),
    ),

  'is as fast as its database, however many workers there are': (simulate) => {
    const all = Array.from({ length: 400 }, () => ({ own: 1, shared: 1 }));
    const { seconds: time, database } = simulate({ ...immortal, jobs: all, workers: 100 });
    expect(time).toBe(401);
    expect(database).toBeGreaterThan(0.99);
  },

  'does every job though workers die, from the same seed in the same time': (simulate) =>
    fc.assert(
      fc.property(jobs, workers, fc.nat(), (all, count, seed) => {
        const times = simulate({ ...mortal(seed), jobs: all, workers: count });
        expect(times).toEqual(simulate({ ...mortal(seed), jobs: all, workers: count }));
        expect(times.database * times.seconds).toBeCloseTo(sum(all.map(({ shared }) => shared)), 6);
        if (times.repeated === 0) expect(times.seconds).toBe(simulate({ ...immortal, jobs: all, workers: count }).seconds);
      }),
    ),

  'repeats as often as theory says: a job that lasts as long as a third of a life is begun e^(1/3) times': (simulate) => {
    const all = Array.from({ length: 20_000 }, () => ({ own: 10, shared: 0 }));
    const { repeated } = simulate({ ...mortal(7), jobs: all, workers: 4 });
    expect(repeated / 20_000).toBeCloseTo(Math.exp(1 / 3) - 1, 1);
  },

  'loses with each death the work, the silence and the wait for another worker': (simulate) => {
    const draws = [0.5, 0];
    const { seconds: time, repeated } = simulate({
      jobs: [{ own: 100, shared: 3 }],
      workers: 1,
      idle: 1,
      deaths: { life: 10, silence: 20, restart: 5 },
      random: () => draws.shift() ?? 0.999_999_999_999,
    });
    expect(repeated).toBe(2);
    // It dies after 6.9 s and takes its job again when 20 s of silence are over, at the next second that it asks; then at once; then it lives.
    expect(time).toBeCloseTo(10 * Math.LN2 + 20 + 20 + 100 + 3, 6);
  },
};

const longer = (terms: QueueTerms, by: Partial<NonNullable<QueueTerms['deaths']>>): QueueTerms =>
  terms.deaths === undefined ? terms : { ...terms, deaths: { ...terms.deaths, ...by } };

/** Simulations that are wrong in one way. */
const SABOTEURS: Readonly<Record<string, Simulation>> = {
  'gives each worker a database of its own': (terms) =>
    simulateQueue({ ...terms, jobs: terms.jobs.map(({ own, shared }) => ({ own: own + shared, shared: 0 })) }),
  'lets the database do nothing': (terms) => simulateQueue({ ...terms, jobs: terms.jobs.map(({ own }) => ({ own, shared: 0 })) }),
  'has one worker too many': (terms) => simulateQueue({ ...terms, workers: terms.workers + 1 }),
  'has one worker only': (terms) => simulateQueue({ ...terms, workers: 1 }),
  'leaves the last job undone': (terms) => simulateQueue({ ...terms, jobs: terms.jobs.slice(0, -1) }),
  'lets nobody die': (terms) => simulateQueue({ jobs: terms.jobs, workers: terms.workers, idle: terms.idle, random: terms.random }),
  'lets workers die twice as often': (terms) => simulateQueue(longer(terms, { life: (terms.deaths?.life ?? 0) / 2 })),
  'notices a death at once': (terms) => simulateQueue(longer(terms, { silence: 0 })),
  'never asks again while it is idle': (terms) => simulateQueue({ ...terms, idle: 60 }),
  'counts no repetition': (terms) => ({ ...simulateQueue(terms), repeated: 0 }),
  'dies by a chance of its own': (terms) => simulateQueue({ ...terms, random: Math.random }),
};

describe('a simulated queue', () => {
  it.each(Object.entries(LAWS))('%s', (_name, law) => law(simulateQueue));

  it.each(Object.entries(SABOTEURS))('is not one that %s', (_name, saboteur) => {
    const broken = Object.values(LAWS).filter((law) => {
      try {
        law(saboteur);
        return false;
      } catch {
        return true;
      }
    });
    expect(broken.length).toBeGreaterThan(0);
  });
});
