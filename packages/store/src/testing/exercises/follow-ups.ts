import { FOLLOW_UP_STATES } from '@rahyar/domain';
import type { PlannedFollowUp } from '../../records.ts';
import type { Store } from '../../store.ts';
import { agree } from '../agree.ts';
import { gives, refuses, valueIn } from '../expect-answer.ts';
import { changeNumber, day, FAR_AHEAD, followUpId, followUpNumber, LONG_AGO, plannedNumber, staffNumber } from '../specimens.ts';
import type { Exercises } from './exercise.ts';

const ids = async (rows: ReturnType<Store['dueFollowUps']>): Promise<string[]> => (await valueIn(rows)).map(({ followUp }) => followUp.id);

export const FOLLOW_UP_EXERCISES: Exercises = {
  'keeps a planned follow-up as its first revision': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2, { process: 'creditAssessment' }, null)]), 2);
    await gives(store.getFollowUp(followUpId(1)), { followUp: followUpNumber(1), wakesAt: LONG_AGO, revision: 1, attempts: 0 });
    await gives(store.getFollowUp(followUpId(2)), {
      followUp: followUpNumber(2, { process: 'creditAssessment' }),
      revision: 1,
      attempts: 0,
    });
    await refuses(store.getFollowUp(followUpId(3)), { kind: 'notFound', what: 'followUp' });
  },

  'gives the follow-ups that are due, by day and id, of one or all, up to a limit': async (store) => {
    const late = plannedNumber(2, { dueOn: '2026-11-22' });
    const later = plannedNumber(4, { dueOn: '2026-11-24' });
    const others = plannedNumber(10, { responsible: 'staff-2' });
    await gives(store.putFollowUps([plannedNumber(3), later, late, others, plannedNumber(1)]), 5);
    const on = day('2026-11-23');
    agree(await ids(store.dueFollowUps(on)), ['followUp-2', 'followUp-1', 'followUp-10', 'followUp-3'], 'due');
    agree(await ids(store.dueFollowUps(on, { responsible: staffNumber(2) })), ['followUp-10'], 'of one');
    agree(await ids(store.dueFollowUps(on, { limit: 2 })), ['followUp-2', 'followUp-1'], 'the first two');
    agree(await ids(store.dueFollowUps(day('2026-11-21'))), [], 'before');
  },

  'orders ids by their code units': async (store) => {
    const named = ['b', 'B', 'a.1', 'a-1', 'a1', '10', '9'].map((id) => plannedNumber(0, { id }));
    await gives(store.putFollowUps(named), named.length);
    agree(await ids(store.dueFollowUps(day('2026-11-23'))), ['10', '9', 'B', 'a-1', 'a.1', 'a1', 'b'], 'the order');
    agree(
      (await valueIn(store.claimFollowUps({ limit: 10, leaseMs: 1_000 }))).map(({ followUp }) => followUp.id),
      ['10', '9', 'B', 'a-1', 'a.1', 'a1', 'b'],
      'the order of claims',
    );
  },

  'writes a planned follow-up over the one with its id, and counts what is new or other': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2)]), 2);
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2, { dueOn: '2026-11-24' })]), 1);
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(1)]), 0);
    await gives(store.putFollowUps([plannedNumber(1, {}, FAR_AHEAD)]), 1);
    await gives(store.getFollowUp(followUpId(1)), { followUp: followUpNumber(1), wakesAt: FAR_AHEAD, revision: 2, attempts: 0 });
    await gives(store.putFollowUps([]), 0);
  },

  'plans nothing again that somebody has acted on': async (store) => {
    const acted = FOLLOW_UP_STATES.filter((state) => state !== 'scheduled' && state !== 'due');
    for (const [index, state] of acted.entries()) {
      await gives(store.putFollowUps([plannedNumber(index)]), 1);
      await valueIn(store.changeFollowUps([changeNumber(index, { state })]));
      await gives(store.putFollowUps([plannedNumber(index, { dueOn: '2026-11-24' })]), 0);
      agree((await valueIn(store.getFollowUp(followUpId(index)))).followUp.state, state, 'the state');
    }
  },

  'keeps due what fell due on the day for which it is planned again': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    await valueIn(store.changeFollowUps([changeNumber(1, { state: 'due', wakesAt: FAR_AHEAD })]));
    await gives(store.putFollowUps([plannedNumber(1)]), 0);
    await gives(store.getFollowUp(followUpId(1)), {
      followUp: followUpNumber(1, { state: 'due' }),
      wakesAt: FAR_AHEAD,
      revision: 2,
      attempts: 0,
    });
    await gives(store.putFollowUps([plannedNumber(1, { dueOn: '2026-11-24' })]), 1);
    agree((await valueIn(store.getFollowUp(followUpId(1)))).followUp.state, 'scheduled', 'the state for another day');
  },

  'keeps every follow-up that is not closed due, and no other': async (store) => {
    await gives(store.putFollowUps(FOLLOW_UP_STATES.map((state, index) => plannedNumber(index, { state }))), FOLLOW_UP_STATES.length);
    agree(
      (await valueIn(store.dueFollowUps(day('2026-11-23')))).map(({ followUp: { state } }) => state),
      FOLLOW_UP_STATES.filter((state) => state !== 'done' && state !== 'cancelled'),
      'the states',
    );
    agree((await valueIn(store.getFollowUp(followUpId(FOLLOW_UP_STATES.indexOf('done'))))).wakesAt, undefined, 'when a closed one wakes');
  },

  'takes no planned follow-up of a batch if one is none': async (store) => {
    const broken = { followUp: { ...followUpNumber(2), state: 'lost' } } as unknown as PlannedFollowUp;
    await refuses(store.putFollowUps([plannedNumber(1), broken]), {
      kind: 'invalid',
      what: 'followUp',
      issues: [{ path: [1, 'followUp', 'state'], code: 'value.option' }],
    });
    await refuses(store.getFollowUp(followUpId(1)), { kind: 'notFound', what: 'followUp' });
  },

  'spells a moment in one way': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1, {}, '2001-01-01T03:30:00+03:30')]), 1);
    await gives(store.getFollowUp(followUpId(1)), { followUp: followUpNumber(1), wakesAt: LONG_AGO, revision: 1, attempts: 0 });
    await gives(store.putFollowUps([plannedNumber(1, {}, '2001-01-01T00:00:00Z')]), 0);
  },
};
