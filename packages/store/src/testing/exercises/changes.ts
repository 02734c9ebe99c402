import { agree } from '../agree.ts';
import { allValues, gives, refuses, valueIn } from '../expect-answer.ts';
import {
  changeNumber,
  day,
  FAR_AHEAD,
  followUpId,
  followUpNumber,
  LONG_AGO,
  messageNumber,
  plannedNumber,
  staffNumber,
} from '../specimens.ts';
import type { Exercises } from './exercise.ts';

const TERMS = { limit: 10, leaseMs: 60_000 };
const ORDER = { key: 'order-1', from: staffNumber(1), to: staffNumber(2), by: 'staff-9' };

export const CHANGE_EXERCISES: Exercises = {
  'changes a follow-up with its audit entry and its message': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const record = {
      followUp: followUpNumber(1, { state: 'snoozed', dueOn: '2026-11-25', responsible: 'staff-2' }),
      wakesAt: FAR_AHEAD,
      revision: 2,
      attempts: 0,
    };
    const change = changeNumber(1, {
      state: 'snoozed',
      wakesAt: '2199-01-01T03:30:00+03:30',
      dueOn: '2026-11-25',
      responsible: 'staff-2',
      because: 'asked',
      messages: [messageNumber(1)],
    });
    await gives(store.changeFollowUps([change]), [{ kind: 'changed', record }]);
    await gives(store.getFollowUp(followUpId(1)), record);
    const [stored] = await valueIn(store.readAudit(0, 10));
    const { at, ...entry } = stored?.entry ?? { at: '' };
    agree(
      entry,
      { key: 'change-1', by: 'staff-1', what: 'followUp', of: 'followUp-1', from: 'scheduled', to: 'snoozed', because: 'asked' },
      'the audit entry',
    );
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) throw new Error(`the audit tells its moment as ${at}`);
    const [told] = await valueIn(store.claimMessages(TERMS));
    agree(told?.message, messageNumber(1), 'the message');
  },

  'makes a change once, however often it is asked for': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const change = changeNumber(1, { messages: [messageNumber(1)], ifRevision: 1 });
    const [first] = await valueIn(store.changeFollowUps([change]));
    const [second] = await valueIn(store.changeFollowUps([change]));
    agree([first?.kind, second?.kind], ['changed', 'repeated'], 'the outcomes');
    agree((await valueIn(store.getFollowUp(followUpId(1)))).revision, 2, 'the revision');
    agree((await valueIn(store.readAudit(0, 10))).length, 1, 'audit entries');
    agree((await valueIn(store.claimMessages(TERMS))).length, 1, 'messages');
  },

  'refuses a key that was used for something else, and does nothing of that call': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2)]), 2);
    await valueIn(store.changeFollowUps([changeNumber(1)]));
    for (const other of [changeNumber(2, { key: 'change-1' }), changeNumber(1, { state: 'cancelled' })])
      await refuses(store.changeFollowUps([changeNumber(2, { key: 'fresh' }), other]), { kind: 'conflict', what: 'key' });
    await refuses(store.handOver({ ...ORDER, key: 'change-1' }), { kind: 'conflict', what: 'key' });
    await refuses(store.changeFollowUps([changeNumber(2), changeNumber(2)]), { kind: 'invalid', what: 'change' });
    agree((await valueIn(store.getFollowUp(followUpId(2)))).revision, 1, 'the other follow-up');
  },

  'changes nothing on a revision that is not the latest': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    await valueIn(store.changeFollowUps([changeNumber(1, { state: 'inProgress', wakesAt: FAR_AHEAD })]));
    const now = await valueIn(store.getFollowUp(followUpId(1)));
    await gives(store.changeFollowUps([changeNumber(1, { key: 'late', ifRevision: 1, messages: [messageNumber(1)] })]), [
      { kind: 'stale', record: now },
    ]);
    await gives(store.getFollowUp(followUpId(1)), now);
    agree((await valueIn(store.readAudit(0, 10))).length, 1, 'audit entries');
    await gives(store.claimMessages(TERMS), []);
  },

  'keeps closed what is done or cancelled': async (store) => {
    for (const [number, state] of ['done', 'cancelled'].entries()) {
      await gives(store.putFollowUps([plannedNumber(number)]), 1);
      await valueIn(store.changeFollowUps([changeNumber(number, { state, wakesAt: LONG_AGO })]));
      const closed = await valueIn(store.getFollowUp(followUpId(number)));
      agree([closed.followUp.state, closed.wakesAt], [state, undefined], 'the closed one');
      await gives(store.changeFollowUps([changeNumber(number, { key: `open-${number}`, state: 'inProgress' })]), [
        { kind: 'closed', record: closed },
      ]);
      await gives(store.putFollowUps([plannedNumber(number)]), 0);
    }
    await gives(store.claimFollowUps(TERMS), []);
  },

  'lets a cancellation win over a running claim': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const [taken] = await valueIn(store.claimFollowUps(TERMS));
    const [cancelled] = await valueIn(store.changeFollowUps([changeNumber(1, { key: 'cancel', state: 'cancelled', by: 'staff-2' })]));
    agree(cancelled?.kind, 'changed', 'the cancellation');
    const [late] = await valueIn(store.changeFollowUps([changeNumber(1, { ifRevision: taken?.revision, messages: [messageNumber(1)] })]));
    agree(late?.kind, 'closed', 'the worker');
    agree((await valueIn(store.getFollowUp(followUpId(1)))).followUp.state, 'cancelled', 'the state');
    await gives(store.claimMessages(TERMS), []);
  },

  'says of a follow-up that it does not have, and goes on with the others in their order': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2)]), 2);
    const outcomes = await valueIn(
      store.changeFollowUps([
        changeNumber(2, { key: 'a', state: 'inProgress' }),
        changeNumber(3),
        changeNumber(1, { ifRevision: 7 }),
        changeNumber(2, { key: 'b', ifRevision: 2 }),
        changeNumber(2, { key: 'c' }),
      ]),
    );
    agree(
      outcomes.map(({ kind }) => kind),
      ['changed', 'notFound', 'stale', 'changed', 'closed'],
      'the outcomes',
    );
    agree(
      (await valueIn(store.readAudit(0, 10))).map(({ entry: { key, from, to } }) => `${key} ${from} ${to}`),
      ['a scheduled inProgress', 'b inProgress done'],
      'the audit',
    );
  },

  'does nothing of a batch in which one row is wrong, or one message contradicts another': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2)]), 2);
    const broken = { ...changeNumber(2), by: 'Sara Ahmadi' };
    await refuses(store.changeFollowUps([changeNumber(1), broken]), {
      kind: 'invalid',
      what: 'change',
      issues: [{ path: [1, 'by'], code: 'value.format' }],
    });
    await gives(store.putMessages([messageNumber(1)]), 1);
    const contradiction = changeNumber(2, { messages: [messageNumber(2), messageNumber(1, { kind: 'other' })] });
    await refuses(store.changeFollowUps([changeNumber(1), contradiction]), { kind: 'conflict', what: 'key' });
    for (const number of [1, 2]) agree((await valueIn(store.getFollowUp(followUpId(number)))).revision, 1, 'the revision');
    await gives(store.readAudit(0, 10), []);
    agree((await valueIn(store.claimMessages(TERMS))).length, 1, 'messages');
  },

  'lets one of those who act at once on the same revision win': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const outcomes = await allValues(
      [1, 2, 3, 4, 5].map((number) => store.changeFollowUps([changeNumber(1, { key: `k${number}`, ifRevision: 1 })])),
    );
    agree(outcomes.flat().filter(({ kind }) => kind === 'changed').length, 1, 'how many won');
    agree((await valueIn(store.readAudit(0, 10))).length, 1, 'audit entries');
    const repeated = await allValues([1, 2, 3].map(() => store.changeFollowUps([changeNumber(1, { key: 'k9' })])));
    agree(
      repeated.flat().map(({ kind }) => kind),
      ['closed', 'closed', 'closed'],
      'those after them',
    );
  },

  'makes one change of several that come at once under one key': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const outcomes = await allValues([1, 2, 3, 4].map(() => store.changeFollowUps([changeNumber(1, { state: 'inProgress' })])));
    agree(
      outcomes
        .flat()
        .map(({ kind }) => kind)
        .sort(),
      ['changed', 'repeated', 'repeated', 'repeated'],
      'the outcomes',
    );
  },

  'hands over the open work of one to another, once, and voids the claims on it': async (store) => {
    await gives(store.putFollowUps([1, 2, 3, 4].map((number) => plannedNumber(number, number === 3 ? { responsible: 'staff-3' } : {}))), 4);
    await valueIn(store.changeFollowUps([changeNumber(4)]));
    const taken = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: 60_000 }));
    await gives(store.handOver({ ...ORDER, because: 'leave' }), 2);
    await gives(store.handOver(ORDER), 0);
    agree(
      (await valueIn(store.dueFollowUps(day('2026-11-23'), { responsible: staffNumber(2) }))).map(({ followUp, revision, attempts }) => [
        followUp.id,
        revision,
        attempts,
      ]),
      [
        ['followUp-1', 3, 0],
        ['followUp-2', 2, 0],
      ],
      'the work of the other',
    );
    agree((await valueIn(store.getFollowUp(followUpId(4)))).followUp.responsible, 'staff-1', 'who did what is done');
    const [late] = await valueIn(store.changeFollowUps([changeNumber(1, { ifRevision: taken[0]?.revision })]));
    agree(late?.kind, 'stale', 'the claim from before');
    const { at: _, ...entry } = (await valueIn(store.readAudit(0, 10))).at(-1)?.entry ?? { at: '' };
    agree(entry, { key: 'order-1', by: 'staff-9', what: 'handOver', of: 'staff-1', to: 'staff-2', because: 'leave' }, 'the audit entry');
    agree(
      (await valueIn(store.claimFollowUps(TERMS))).map(({ followUp }) => followUp.id),
      ['followUp-1', 'followUp-2', 'followUp-3'],
      'what is claimed afterwards: what the void claim held is free at once',
    );
  },

  'refuses a hand-over whose key was used for another, or that is none': async (store) => {
    await gives(store.handOver(ORDER), 0);
    await refuses(store.handOver({ ...ORDER, to: staffNumber(3) }), { kind: 'conflict', what: 'key' });
    await refuses(store.handOver({ ...ORDER, key: 'a key' }), { kind: 'invalid', what: 'handOver' });
    agree((await valueIn(store.readAudit(0, 10))).length, 1, 'audit entries');
  },

  'reads the audit page by page, and hides no entry while others write': async (store) => {
    await gives(store.putFollowUps([...Array(24).keys()].map((number) => plannedNumber(number))), 24);
    const seen: string[] = [];
    let after = 0;
    const readOn = async (): Promise<void> => {
      const rows = await valueIn(store.readAudit(after, 5));
      seen.push(...rows.map(({ entry }) => entry.key));
      after = rows.at(-1)?.sequence ?? after;
    };
    for (let round = 0; round < 4; round++) {
      const changes = [0, 1, 2, 3, 4, 5].map((number) => store.changeFollowUps([changeNumber(6 * round + number)]));
      await Promise.all([allValues(changes), readOn().then(readOn).then(readOn)]);
    }
    for (let page = 0; page < 6; page++) await readOn();
    agree(seen.length, 24, 'how many entries the reader saw');
    agree(new Set(seen).size, 24, 'how many of them are different');
    await gives(
      store.readAudit(0, 100).map((rows) => rows.map(({ entry }) => entry.key)),
      seen,
      'the order in which the reader saw them',
    );
  },
};
