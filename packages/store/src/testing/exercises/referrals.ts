import { agree } from '../agree.ts';
import { allValues, gives, refuses, valueIn } from '../expect-answer.ts';
import { referralId, referralNumber } from '../specimens.ts';
import type { Exercises } from './exercise.ts';

export const REFERRAL_EXERCISES: Exercises = {
  'saves a referral before it is sent, and moves it only forward': async (store) => {
    await refuses(store.saveReferral(referralNumber(1, { state: 'sent' })), { kind: 'conflict', what: 'referralNotNew' });
    for (const state of ['created', 'created', 'sent', 'accepted', 'completed', 'completed'])
      await gives(store.saveReferral(referralNumber(1, { state })), referralNumber(1, { state }));
    for (const state of ['created', 'sent', 'accepted', 'declined'])
      await refuses(store.saveReferral(referralNumber(1, { state })), { kind: 'conflict', what: 'referralState' });
    await gives(store.getReferral(referralId(1)), referralNumber(1, { state: 'completed' }));
  },

  'notes each state of a referral in the audit, once': async (store) => {
    for (const state of ['created', 'sent', 'sent', 'declined', 'declined'])
      await valueIn(store.saveReferral(referralNumber(1, { state })));
    agree(
      (await valueIn(store.readAudit(0, 10))).map(({ entry: { by, what, of, from, to } }) => ({ by, what, of, from, to })),
      [
        { by: 'staff-1', what: 'referral', of: 'referral-1', to: 'created' },
        { by: 'part', what: 'referral', of: 'referral-1', from: 'created', to: 'sent' },
        { by: 'part', what: 'referral', of: 'referral-1', from: 'sent', to: 'declined' },
      ],
      'the audit',
    );
  },

  'resends a referral unchanged: nothing but its state may differ': async (store) => {
    await gives(store.saveReferral(referralNumber(1)), referralNumber(1));
    for (const change of [
      { idempotencyKey: 'another-key-0000000' },
      { partner: 'secretariat' },
      { createdOn: '2026-11-24' },
      { subject: 'subject-2' },
    ])
      await refuses(store.saveReferral(referralNumber(1, { state: 'sent', ...change })), { kind: 'conflict', what: 'referralContent' });
    await gives(store.getReferral(referralId(1)), referralNumber(1));
  },

  'gives one idempotency key to one referral': async (store) => {
    await gives(store.saveReferral(referralNumber(1)), referralNumber(1));
    const { idempotencyKey } = referralNumber(1);
    await refuses(store.saveReferral(referralNumber(2, { idempotencyKey })), { kind: 'conflict', what: 'idempotencyKey' });
    await refuses(store.getReferral(referralId(2)), { kind: 'notFound', what: 'referral' });
  },

  'gives one idempotency key to one of two referrals that come at once': async (store) => {
    const { idempotencyKey } = referralNumber(1);
    const answers = await Promise.all([1, 2, 3].map((number) => store.saveReferral(referralNumber(number, { idempotencyKey }))));
    agree(answers.filter((answer) => answer.isOk()).length, 1, 'how many were saved');
    agree((await valueIn(store.listReferrals())).length, 1, 'how many are kept');
  },

  'refuses what is no referral': async (store) => {
    const broken = { ...referralNumber(1), idempotencyKey: 'short' };
    await refuses(store.saveReferral(broken), { kind: 'invalid', what: 'referral' });
    await gives(store.listReferrals(), []);
  },

  'lists referrals by day and id, of one partner, in some states': async (store) => {
    const rows = [referralNumber(3), referralNumber(1), referralNumber(2, { createdOn: '2026-11-22', partner: 'secretariat' })] as const;
    await allValues(rows.map((row) => store.saveReferral(row)));
    const sent = { ...rows[0], state: 'sent' as const };
    await gives(store.saveReferral(sent), sent);
    await gives(store.listReferrals(), [rows[2], rows[1], sent]);
    await gives(store.listReferrals({ partner: 'secretariat' }), [rows[2]]);
    await gives(store.listReferrals({ states: ['sent', 'accepted'] }), [sent]);
    await gives(store.listReferrals({ states: [] }), []);
    await gives(store.listReferrals({ partner: 'secretariat', states: ['sent'] }), []);
  },
};
