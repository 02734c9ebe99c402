import { REFERRAL_STATES, type Referral, type ReferralState } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { sameContent } from './content.ts';
import { instantOf } from './moment.ts';
import type { Rows } from './rows.ts';
import type { StoreError } from './store-error.ts';

/** Saves a checked referral, if it is new or goes forward, with its audit entry; returns it as stored. */
export async function saveReferral(rows: Rows, referral: Referral): Promise<Result<Referral, StoreError>> {
  const known = await rows.referral(referral.id);
  const holder = await rows.referralWithKey(referral.idempotencyKey);
  if (holder !== undefined && holder.id !== referral.id) return err({ kind: 'conflict', what: 'idempotencyKey' });
  if (known === undefined && referral.state !== 'created') return err({ kind: 'conflict', what: 'referralNotNew' });
  if (known !== undefined && !sameContent(known, { ...referral, state: known.state }))
    return err({ kind: 'conflict', what: 'referralContent' });
  if (known?.state === referral.state) return ok(known);
  if (known !== undefined && !isForward(known.state, referral.state)) return err({ kind: 'conflict', what: 'referralState' });
  await rows.putReferral(referral);
  await rows.insertAudit([
    {
      // A referral is in each state once.
      key: `referral.${referral.id}.${referral.state}`,
      at: instantOf(await rows.now()),
      by: known === undefined ? referral.rahyar : referral.partner,
      what: 'referral',
      of: referral.id,
      ...(known === undefined ? {} : { from: known.state }),
      to: referral.state,
    },
  ]);
  return ok(referral);
}

const isForward = (from: ReferralState, to: ReferralState): boolean =>
  from !== 'declined' && from !== 'completed' && REFERRAL_STATES.indexOf(to) > REFERRAL_STATES.indexOf(from);
