import { agree } from '../agree.ts';
import { gives, valueIn } from '../expect-answer.ts';
import {
  changeNumber,
  day,
  eventNumber,
  FAR_AHEAD,
  followUpId,
  LONG_AGO,
  messageNumber,
  planNumber,
  plannedNumber,
  planRowNumber,
  referralId,
  referralNumber,
  registeredEvent,
  staffNumber,
} from '../specimens.ts';
import type { StoreUnderTest } from '../store-under-test.ts';

const TERMS = { limit: 1, leaseMs: 86_400_000 };
const COMMAND = { key: 'command-key-0001', operation: 'bank.loans.create', partner: 'bank', input: { a: [1, 'ب'] }, beganAtMs: 5 };
const DELIVERY = { partner: 'part', webhookId: 'webhook-1', change: { thing: 'referral-1', stateVersion: 2 }, leaseEndsAtMs: 1 };
const ANNOUNCEMENT = { id: 'a', knownAt: LONG_AGO, body: { holiday: true } };

/** Everything that was answered is there when the store is opened again, keys and turns included. A store that does not last is only asked. */
export async function keepsAcrossReopening(makeStore: () => Promise<StoreUnderTest>): Promise<void> {
  const before = await makeStore();
  const { store: first } = before;
  await gives(first.appendEvents([registeredEvent(1), eventNumber(2)]), 2);
  const upTo = await valueIn(first.openDay(day('2026-11-23')));
  await gives(first.saveReferral(referralNumber(1)), referralNumber(1));
  await gives(first.putFollowUps([plannedNumber(1), plannedNumber(2, { responsible: 'staff-2' }), plannedNumber(3)]), 3);
  const change = changeNumber(3, { messages: [messageNumber(1, { notBefore: LONG_AGO }), messageNumber(2, { notBefore: FAR_AHEAD })] });
  await valueIn(first.changeFollowUps([change]));
  const claimed = await valueIn(first.claimFollowUps(TERMS));
  const [message] = await valueIn(first.claimMessages(TERMS));
  await gives(first.loadPlan('plan-1', [[planRowNumber(1)]]), 1);
  await gives(first.publishPlan(planNumber(1), { on: day('2026-11-23') }), true);
  await gives(first.loadPlan('plan-2', [[planRowNumber(2)]]), 1);
  await gives(first.appendAnnouncements([ANNOUNCEMENT]), 1);
  agree((await first.commands.begin(COMMAND)).isOk(), true, 'the command');
  await first.deliveries.claim(DELIVERY);
  await first.deliveries.finish(DELIVERY);
  const audit = await valueIn(first.readAudit(0, 100));
  const events = await valueIn(first.readEvents(0, 100));

  const { store, dispose } = (await before.reopen?.()) ?? before;
  try {
    await gives(store.readEvents(0, 100), events);
    await gives(store.appendEvents([eventNumber(2), eventNumber(3)]), 1);
    agree((await valueIn(store.readEvents(upTo, 100))).length, 1, 'events after those of the day');
    await gives(store.openDay(day('2026-11-23')), upTo);
    await gives(store.getReferral(referralId(1)), referralNumber(1));
    await gives(store.readAudit(0, 100), audit);
    await gives(store.getFollowUp(claimed[0]?.followUp.id ?? followUpId(0)), claimed[0]);
    const [repeated] = await valueIn(store.changeFollowUps([change]));
    agree(repeated?.kind, 'repeated', 'a change from before');
    agree((await valueIn(store.claimFollowUps(TERMS)))[0]?.followUp.id, 'followUp-2', 'whose turn it is');
    await gives(store.settleMessages([{ key: 'message-1', revision: message?.revision ?? 0, outcome: { kind: 'sent' } }]), 1);
    await gives(store.putMessages([messageNumber(2)]), 0);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), [planRowNumber(1)]);
    await gives(store.publishPlan(planNumber(2), { on: day('2026-11-24') }), true);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), [planRowNumber(2)]);
    await gives(store.announcementsKnownAt(FAR_AHEAD), [ANNOUNCEMENT]);
    agree((await store.commands.find(COMMAND.key)).unwrapOr(undefined), COMMAND, 'the command');
    agree(await store.deliveries.claim(DELIVERY), 'seen', 'the delivery');
  } finally {
    await dispose?.();
  }
}
