import { instantOf } from '../../moment.ts';
import type { StoredAnnouncement } from '../../records.ts';
import type { Store } from '../../store.ts';
import { agree } from '../agree.ts';
import { gives, refuses, valueIn } from '../expect-answer.ts';
import {
  changeNumber,
  day,
  eventNumber,
  FAR_AHEAD,
  followUpId,
  LONG_AGO,
  messageNumber,
  moment,
  planNumber,
  plannedNumber,
  planRowNumber,
  referralId,
  referralNumber,
  registeredEvent,
  staffNumber,
} from '../specimens.ts';
import { type Exercises, NOW_MS } from './exercise.ts';

const announced = (id: string, knownAt: string, body: StoredAnnouncement['body'] = { holiday: '2026-12-01' }): StoredAnnouncement => ({
  id,
  knownAt: moment(knownAt),
  body,
});

export const ANNOUNCEMENT_EXERCISES: Exercises = {
  'tells what was known at a moment, by moment and id': async (store) => {
    const rows = [
      announced('c', '2026-11-01T00:00:00.000Z'),
      announced('b', '2026-11-02T00:00:00.000Z', { days: ['عید', null, 1.5, { a: true }] }),
      announced('a', '2026-11-02T00:00:00.000Z', 'text'),
      announced('d', '2026-11-03T00:00:00.000Z'),
    ] as const;
    await gives(store.appendAnnouncements([rows[3], rows[1], rows[0], rows[2]]), 4);
    await gives(store.announcementsKnownAt(moment('2026-11-02T03:30:00+03:30')), [rows[0], rows[2], rows[1]]);
    await gives(store.announcementsKnownAt(moment('2026-10-31T23:59:59Z')), []);
    await gives(store.announcementsKnownAt(FAR_AHEAD), [rows[0], rows[2], rows[1], rows[3]]);
  },

  'takes an announcement once, and none that contradicts it': async (store) => {
    await gives(store.appendAnnouncements([announced('a', LONG_AGO), announced('a', '2001-01-01T03:30:00+03:30')]), 1);
    await refuses(store.appendAnnouncements([announced('b', LONG_AGO), announced('a', LONG_AGO, {})]), {
      kind: 'conflict',
      what: 'announcementContent',
    });
    await refuses(store.appendAnnouncements([announced('b', LONG_AGO), announced('a', '2001-01-01T00:00:01Z')]), {
      kind: 'conflict',
      what: 'announcementContent',
    });
    await refuses(store.appendAnnouncements([announced('b', LONG_AGO), announced('not an id', LONG_AGO)]), {
      kind: 'invalid',
      what: 'announcement',
    });
    await gives(store.announcementsKnownAt(FAR_AHEAD), [announced('a', LONG_AGO)]);
  },
};

export const WHOLE_EXERCISES: Exercises = {
  'begins empty': async (store) => {
    await gives(store.readEvents(0, 10), []);
    await gives(store.readAudit(0, 10), []);
    await gives(store.listReferrals(), []);
    await gives(store.dueFollowUps(day('2199-01-01')), []);
    await gives(store.claimFollowUps({ limit: 10, leaseMs: 1_000 }), []);
    await gives(store.claimMessages({ limit: 10, leaseMs: 1_000 }), []);
    await gives(store.currentPlan(), undefined);
    await gives(store.announcementsKnownAt(FAR_AHEAD), []);
  },

  'shares nothing with what goes in': async (store) => {
    const given = [registeredEvent(1), referralNumber(1), plannedNumber(1), messageNumber(1), planRowNumber(1)].map(copied);
    const [event, referral, planned, message, row] = given as [
      ReturnType<typeof registeredEvent>,
      ReturnType<typeof referralNumber>,
      ReturnType<typeof plannedNumber>,
      ReturnType<typeof messageNumber>,
      ReturnType<typeof planRowNumber>,
    ];
    await gives(store.appendEvents([event]), 1);
    await valueIn(store.saveReferral(referral));
    await gives(store.putFollowUps([planned]), 1);
    await gives(store.putMessages([message]), 1);
    await gives(store.loadPlan('plan-1', [[row]]), 1);
    const manifest = copied(planNumber(1));
    await gives(store.publishPlan(manifest, { on: day('2026-11-23') }), true);
    for (const one of [...given, manifest]) spoil(one);
    agree((await valueIn(store.readEvents(0, 1)))[0]?.event, registeredEvent(1), 'the event');
    await gives(store.getReferral(referralId(1)), referralNumber(1));
    agree((await valueIn(store.getFollowUp(followUpId(1)))).followUp, plannedNumber(1).followUp, 'the follow-up');
    agree((await valueIn(store.claimMessages({ limit: 1, leaseMs: 1_000 })))[0]?.message, messageNumber(1), 'the message');
    await gives(store.worklist(staffNumber(1), { limit: 1 }), [planRowNumber(1)]);
    await gives(store.currentPlan(), { manifest: planNumber(1), on: '2026-11-23' });
  },

  'shares nothing with what came out before, and freezes it': async (store) => {
    await gives(store.appendEvents([registeredEvent(1)]), 1);
    await valueIn(store.saveReferral(referralNumber(1)));
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2)]), 2);
    await valueIn(store.changeFollowUps([changeNumber(2, { messages: [messageNumber(1, { notBefore: LONG_AGO })] })]));
    await gives(store.loadPlan('plan-1', [[planRowNumber(1)]]), 1);
    await gives(store.publishPlan(planNumber(1), { on: day('2026-11-23') }), true);
    await gives(store.appendAnnouncements([announced('a', LONG_AGO)]), 1);
    const reads = (): Promise<unknown[]> =>
      Promise.all([
        valueIn(store.readEvents(0, 1)),
        valueIn(store.getReferral(referralId(1))),
        valueIn(store.listReferrals()),
        valueIn(store.getFollowUp(followUpId(1))),
        valueIn(store.dueFollowUps(day('2026-11-23'))),
        valueIn(store.changeFollowUps([changeNumber(2)])),
        valueIn(store.readAudit(0, 10)),
        valueIn(store.worklist(staffNumber(1), { limit: 1 })),
        valueIn(store.currentPlan()),
        valueIn(store.announcementsKnownAt(FAR_AHEAD)),
        valueIn(store.claimMessages({ limit: 1, leaseMs: 1_000, channels: ['none'] })),
      ]);
    const before = await reads();
    const expected = copied(before);
    for (const answer of before) {
      agreeFrozen(answer);
      spoil(answer);
    }
    agreeFrozen(await valueIn(store.claimFollowUps({ limit: 1, leaseMs: 1_000 })).then(spoiled));
    agreeFrozen(await valueIn(store.claimMessages({ limit: 1, leaseMs: 1_000 })).then(spoiled));
    const after = await reads();
    for (const [index, answer] of after.entries()) if (index !== 3 && index !== 4) agree(answer, expected[index], `answer ${index}`);
    agree((await valueIn(store.getFollowUp(followUpId(1)))).followUp, plannedNumber(1).followUp, 'the follow-up');
  },

  'tells its condition': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1), plannedNumber(2), plannedNumber(3, {}, FAR_AHEAD), plannedNumber(4, {}, null)]), 4);
    await valueIn(store.changeFollowUps([changeNumber(2, { messages: [messageNumber(1, { notBefore: LONG_AGO }), messageNumber(2)] })]));
    const [first] = await valueIn(store.claimMessages({ limit: 1, leaseMs: 1_000 }));
    await valueIn(store.settleMessages([{ key: first?.message.key ?? '', revision: first?.revision ?? 1, outcome: { kind: 'dead' } }]));
    const command = { key: 'command-key-0001', operation: 'a', partner: 'bank', input: {}, beganAtMs: 1 };
    agree((await store.commands.begin(command)).isOk(), true, 'a command');
    for (const thorough of [false, true]) {
      const condition = await valueIn(store.condition(thorough));
      const { faults, openFollowUps, waitingFollowUps, orphanedFollowUps, waitingMessages, deadMessages, pendingCommands } = condition;
      agree(
        { faults, openFollowUps, waitingFollowUps, orphanedFollowUps, waitingMessages, deadMessages, pendingCommands },
        {
          faults: [],
          openFollowUps: 3,
          waitingFollowUps: 1,
          orphanedFollowUps: 0,
          waitingMessages: 1,
          deadMessages: 1,
          pendingCommands: 1,
        },
        'the condition',
      );
    }
  },

  'answers nothing after it was closed': async (store) => {
    await gives(store.appendEvents([eventNumber(1)]), 1);
    const pending = store.appendEvents([eventNumber(2)]);
    await valueIn(store.close());
    await gives(pending, 1);
    const closed = { kind: 'unavailable', why: 'closed' };
    await refuses(store.appendEvents([eventNumber(3)]), closed);
    await refuses(store.readEvents(0, 1), closed);
    await refuses(store.claimFollowUps({ limit: 1, leaseMs: 1_000 }), closed);
    await refuses(store.loadPlan('plan-1', []), closed);
    agree((await store.commands.find('command-key-0001')).isErr(), true, 'whether commands fail');
    const claimed = store.deliveries.claim({ partner: 'part', webhookId: 'webhook-1', leaseEndsAtMs: 1 });
    agree(
      await claimed.then(
        () => 'answered',
        () => 'rejected',
      ),
      'rejected',
      'a delivery',
    );
  },
};

export const CONDITION_CLOCK_EXERCISES: Exercises = {
  'tells how long work has waited, and what nobody brings to an end': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1, {}, instantOf(NOW_MS - 5_000))]), 1);
    await gives(store.putMessages([messageNumber(1, { notBefore: instantOf(NOW_MS - 3_000) })]), 1);
    const { oldestWaitingMs, oldestMessageMs } = await valueIn(store.condition());
    agree({ oldestWaitingMs, oldestMessageMs }, { oldestWaitingMs: 5_000, oldestMessageMs: 3_000 }, 'the ages');
    await valueIn(store.claimFollowUps({ limit: 1, leaseMs: 1_000 }));
    agree(await waiting(store), [0, 0], 'while somebody works on it');
    clock.set(NOW_MS + 1_000);
    agree(await waiting(store), [1, 6_000], 'since it woke, when the lease is over');
    for (let attempt = 2; attempt <= 11; attempt++) {
      agree((await valueIn(store.condition())).orphanedFollowUps, 0, `orphans after ${attempt - 1} claims`);
      await valueIn(store.claimFollowUps({ limit: 1, leaseMs: 1_000 }));
      clock.set(NOW_MS + 1_000 * attempt);
    }
    agree((await valueIn(store.condition())).orphanedFollowUps, 1, 'orphans after 11 claims');
  },
};

async function waiting(store: Store): Promise<readonly [count: number, oldestMs: number]> {
  const { waitingFollowUps, oldestWaitingMs } = await valueIn(store.condition());
  return [waitingFollowUps, oldestWaitingMs];
}

const copied = <T>(value: T): T => structuredClone(value);

/** Tries to change everything inside a value; frozen things refuse, which is as good. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) spoil(inner);
  for (const key of Object.keys(value)) Reflect.set(value, key, 'spoilt');
}

function spoiled<T>(value: T): T {
  spoil(value);
  return value;
}

function agreeFrozen(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Object.isFrozen(value)) throw new Error('an answer is not frozen');
  for (const inner of Object.values(value)) agreeFrozen(inner);
}
