import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, DayV1, idOf, OneTimeUrl, openWordOf, PositiveAmountV1, SubjectRef, Title } from '../contract/wire.ts';
import { INSURANCE_PRODUCTS } from './quotes.ts';

/** From the purchase to the end of the cover; an unpaid premium lets an active policy lapse. */
export const POLICY_MACHINE = stateMachine({
  states: {
    pending_payment: { fa: 'در انتظار پرداخت', en: 'pending payment' },
    issued: { fa: 'صادرشده', en: 'issued' },
    active: { fa: 'جاری', en: 'active' },
    lapsed: { fa: 'ازاعتبارافتاده', en: 'lapsed' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
    expired: { fa: 'پایان‌یافته', en: 'expired' },
  },
  initial: 'pending_payment',
  transitions: [
    { action: 'confirm_payment', from: ['pending_payment'], to: 'issued', by: 'partner' },
    { action: 'begin_cover', from: ['issued'], to: 'active', by: 'time' },
    { action: 'lapse', from: ['active'], to: 'lapsed', by: 'partner' },
    { action: 'cancel', from: ['pending_payment', 'issued', 'active'], to: 'cancelled', by: 'caller' },
    { action: 'expire', from: ['pending_payment', 'active'], to: 'expired', by: 'time' },
  ],
});

export const policy = resource({
  name: 'policy',
  title: { fa: 'بیمه‌نامه', en: 'insurance policy' },
  prefix: 'policy',
  path: '/v1/policies',
  machine: POLICY_MACHINE,
  event: 'insurance.policy.state_changed',
  fields: {
    memberId: SubjectRef,
    quoteId: idOf('quote'),
    paymentMethod: openWordOf(['online', 'hami_credit']),
    product: openWordOf(INSURANCE_PRODUCTS),
    insurer: Title,
    policyNumber: marked('identifier', z.string().regex(/^[0-9A-Za-z/-]{4,40}$/, 'value.format')).optional(),
    premium: PositiveAmountV1,
    coverageFrom: DayV1,
    /** The last day of the cover. */
    coverageTo: DayV1,
    /** Where the premium is paid; only while the payment is pending. */
    paymentUrl: OneTimeUrl.optional(),
  },
  example: {
    memberId: 'member-1',
    quoteId: 'quote_01J9ZC2V4N',
    paymentMethod: 'online',
    product: 'third_party_motor',
    insurer: 'بیمه‌گر نمونه',
    policyNumber: '1405/12/000345',
    premium: { value: 92_000_000, currency: 'IRR' },
    coverageFrom: '2026-12-01',
    coverageTo: '2027-11-30',
  },
});

/** Policies: bought from an accepted quote, followed to the day of renewal. */
export const policies = capability({
  id: 'insurance.policies',
  title: { fa: 'بیمه‌نامه', en: 'Insurance policies' },
  processes: [],
  resources: [policy],
  operations: {
    purchase: create(policy, {
      summary: { fa: 'خرید بیمه‌نامه از روی قیمت پذیرفته‌شده', en: 'Buy a policy on an accepted quote' },
      body: { memberId: SubjectRef, quoteId: idOf('quote'), paymentMethod: choiceOf(['online', 'hami_credit']) },
      example: { memberId: 'member-1', quoteId: 'quote_01J9ZC2V4N', paymentMethod: 'online' },
      rejections: ['QUOTE_EXPIRED', 'QUOTE_NOT_ACCEPTED', 'UNINSURABLE', 'HAMI_CREDIT_TOO_LOW'],
      conflicts: ['QUOTE_ALREADY_USED'],
    }),
    get: read(policy, { summary: { fa: 'یک بیمه‌نامه', en: 'One policy' } }),
    list: list(policy, {
      summary: { fa: 'بیمه‌نامه‌های یک عضو', en: 'The policies of a member' },
      filters: {
        memberId: SubjectRef.optional(),
        state: choiceOf(['pending_payment', 'issued', 'active', 'lapsed', 'expired']).optional(),
      },
    }),
    cancel: act(policy, 'cancel', { summary: { fa: 'لغو بیمه‌نامه', en: 'Cancel a policy' }, rejections: ['OPEN_CLAIM_EXISTS'] }),
  },
});
