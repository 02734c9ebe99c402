import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, create, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, DayV1, MomentV1, openWordOf, PositiveAmountV1, PositiveCount, SubjectRef, Title } from '../contract/wire.ts';

/** The products seen in the shop of the ecosystem; the brokerage may add some. */
export const INSURANCE_PRODUCTS = ['third_party_motor', 'comprehensive_motor', 'motorcycle', 'life'] as const;

/** A price stands for a time; accepting it in that time is what makes a policy possible. */
export const QUOTE_MACHINE = stateMachine({
  states: {
    quoted: { fa: 'قیمت‌داده‌شده', en: 'quoted' },
    accepted: { fa: 'پذیرفته‌شده', en: 'accepted' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'quoted',
  transitions: [
    { action: 'accept', from: ['quoted'], to: 'accepted', by: 'caller' },
    { action: 'expire', from: ['quoted'], to: 'expired', by: 'time' },
  ],
});

const INSURED_KINDS = ['vehicle', 'person'] as const;

/** The vehicle or the life that is insured; a vehicle is known by its plate or, without one, by its chassis. */
const InsuredItemV1 = z.object({
  kind: openWordOf(INSURED_KINDS),
  plate: marked('identifier', z.string().regex(/^[0-9آ-ی ]{2,20}$/, 'value.format')).optional(),
  chassis: marked('identifier', z.string().regex(/^[A-HJ-NPR-Z0-9]{17}$/, 'value.format')).optional(),
  modelYear: PositiveCount.optional(),
});

export const quote = resource({
  name: 'quote',
  title: { fa: 'پیشنهاد قیمت بیمه', en: 'insurance quote' },
  prefix: 'quote',
  path: '/v1/insurance-quotes',
  machine: QUOTE_MACHINE,
  event: 'insurance.quote.state_changed',
  fields: {
    memberId: SubjectRef,
    product: openWordOf(INSURANCE_PRODUCTS),
    insuredItem: InsuredItemV1,
    coverageFrom: DayV1,
    coverageMonths: PositiveCount,
    insurer: Title,
    premium: PositiveAmountV1,
    validUntil: MomentV1,
  },
  example: {
    memberId: 'member-1',
    product: 'third_party_motor',
    insuredItem: { kind: 'vehicle', plate: '12 ب 345 ایران 67', modelYear: 1398 },
    coverageFrom: '2026-12-01',
    coverageMonths: 12,
    insurer: 'بیمه‌گر نمونه',
    premium: { value: 92_000_000, currency: 'IRR' },
    validUntil: '2026-11-28T20:30:00Z',
  },
});

/** Prices of insurance, one product and one insured thing at a time. */
export const quotes = capability({
  id: 'insurance.quotes',
  title: { fa: 'قیمت بیمه', en: 'Insurance quotes' },
  processes: [],
  resources: [quote],
  operations: {
    quote: create(quote, {
      summary: { fa: 'گرفتن قیمت بیمه', en: 'Get a price' },
      body: {
        memberId: SubjectRef,
        product: choiceOf(INSURANCE_PRODUCTS),
        insuredItem: InsuredItemV1.extend({ kind: choiceOf(INSURED_KINDS) }),
        coverageFrom: DayV1,
        coverageMonths: PositiveCount.max(600),
      },
      example: {
        memberId: 'member-1',
        product: 'third_party_motor',
        insuredItem: { kind: 'vehicle', plate: '12 ب 345 ایران 67', modelYear: 1398 },
        coverageFrom: '2026-12-01',
        coverageMonths: 12,
      },
      rejections: ['UNINSURABLE', 'INSURED_ITEM_INCOMPLETE'],
    }),
    get: read(quote, { summary: { fa: 'یک پیشنهاد قیمت', en: 'One quote' } }),
    accept: act(quote, 'accept', { summary: { fa: 'پذیرفتن قیمت', en: 'Accept a quote' }, rejections: ['QUOTE_EXPIRED'] }),
  },
});
