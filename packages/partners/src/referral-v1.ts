import { IsoDate, KeyProcess, type Referral, ReferralId, ReferralPartner, StaffId, SubjectId } from '@rahyar/domain';
import * as z from 'zod';

/**
 * A referral on the wire, version 1: opaque ids only. Who the subject is, the partner knows or asks over a channel that has consent;
 * nothing personal travels here. The idempotency key travels in its header.
 */
export const ReferralV1 = z.strictObject({
  version: z.literal(1),
  referralId: ReferralId,
  subjectId: SubjectId,
  rahyarId: StaffId,
  partner: ReferralPartner,
  process: KeyProcess,
  createdOn: IsoDate,
});
export interface ReferralV1 extends z.infer<typeof ReferralV1> {}

/** The wire form of a referral. The same referral gives the same text, key for key, whatever its state. */
export const toReferralV1 = (referral: Referral): ReferralV1 => ({
  version: 1,
  referralId: referral.id,
  subjectId: referral.subject,
  rahyarId: referral.rahyar,
  partner: referral.partner,
  process: referral.process,
  createdOn: referral.createdOn,
});
