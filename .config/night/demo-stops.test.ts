import { IsoDate } from '@rahyar/domain';
import { expect, it } from 'vitest';
import { stopDemo } from './demo-stops.ts';

it('ends with the same memory when the demonstration is killed and started again', async () => {
  const outcome = await stopDemo({ people: 1_000, stops: 4, seed: 7 });
  expect(outcome.differences).toEqual([]);
  expect(outcome.stops).toBeGreaterThan(0);
}, 240_000);

it('sees a memory that is not the same: one follow-up less, with the audit entry of it', async () => {
  const outcome = await stopDemo({
    people: 500,
    stops: 0,
    seed: 7,
    spoil: async (store) => {
      const [open] = (await store.dueFollowUps(IsoDate.parse('2100-01-01'), { limit: 1 }))._unsafeUnwrap();
      if (open === undefined) throw new Error('no follow-up is open');
      (await store.changeFollowUps([{ key: 'spoilt', id: open.followUp.id, state: 'cancelled', by: 'nobody' }]))._unsafeUnwrap();
    },
  });
  expect(outcome.differences.map((difference) => difference.split(':')[0])).toEqual(['open', 'audit']);
}, 240_000);
