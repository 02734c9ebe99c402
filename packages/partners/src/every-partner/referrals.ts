import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { create, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { ReferralV1 } from '../referral-v1.ts';

/** The states of `partner-event.ts`, as a machine: the partner takes the matter up or declines it, and brings it to an end. */
export const REFERRAL_MACHINE = stateMachine({
  states: {
    created: { fa: 'رسیده', en: 'received' },
    accepted: { fa: 'پذیرفته‌شده', en: 'accepted' },
    completed: { fa: 'به نتیجه رسیده', en: 'completed' },
    declined: { fa: 'پذیرفته‌نشده', en: 'declined' },
  },
  initial: 'created',
  transitions: [
    { action: 'accept', from: ['created'], to: 'accepted', by: 'partner' },
    { action: 'complete', from: ['accepted'], to: 'completed', by: 'partner' },
    { action: 'decline', from: ['created', 'accepted'], to: 'declined', by: 'partner' },
  ],
});

/** The fields of {@link ReferralV1}, each a mark: opaque ids and words, nothing personal. */
const { version, ...shape } = ReferralV1.shape;
const fields = {
  referralId: marked('none', shape.referralId),
  subjectId: marked('none', shape.subjectId),
  rahyarId: marked('none', shape.rahyarId),
  partner: marked('none', shape.partner),
  process: marked('none', shape.process),
  createdOn: marked('none', shape.createdOn),
} satisfies { readonly [Name in keyof typeof shape]: unknown };

const EXAMPLE = {
  referralId: 'referral-1',
  subjectId: 'member-1',
  rahyarId: 'rahyar-1',
  partner: 'resalatBank',
  process: 'loanRequest',
  createdOn: '2026-11-28',
} as const;

export const referral = resource({
  name: 'referral',
  title: { fa: 'ارجاع', en: 'referral' },
  prefix: 'ref',
  path: '/v1/referrals',
  machine: REFERRAL_MACHINE,
  event: 'referral.state_changed',
  eventFields: ['referralId'],
  fields,
  example: EXAMPLE,
});

/** Handing a matter over to a partner: the first step, before any capability of the partner itself is used. */
export const referrals = capability({
  id: 'common.referrals',
  title: { fa: 'ارجاع', en: 'Referrals' },
  processes: [],
  resources: [referral],
  operations: {
    send: create(referral, {
      summary: { fa: 'سپردن یک کار به سازمان', en: 'Hand a matter over to the partner' },
      body: { version: marked('none', version), ...fields },
      example: { version: 1, ...EXAMPLE },
      rejections: ['PROCESS_NOT_SERVED', 'SUBJECT_NOT_FOUND'],
    }),
    get: read(referral, { summary: { fa: 'یک ارجاع', en: 'One referral' } }),
  },
});
