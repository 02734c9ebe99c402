import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, create, read, search } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { CodeV1, choiceOf, DayV1, Flag, IbanV1, openWordOf, PositiveAmountV1, SubjectRef } from '../contract/wire.ts';
import { PartySeenV1, PartyV1, RawStatus } from './party.ts';

export const CHEQUE_KINDS = ['ordinary', 'bank', 'certified', 'single_use'] as const;
/** What a cheque is for, in the four letters of the banks' reason codes. */
export const CHEQUE_PURPOSES = [
  'POSA',
  'IOSP',
  'HIPA',
  'ISAP',
  'FXAP',
  'DRPA',
  'RTAP',
  'MPTP',
  'IMPT',
  'LMAP',
  'CDAP',
  'TCAP',
  'GEAC',
  'LRPA',
  'CCPA',
  'GPAC',
  'CPAC',
  'GPPC',
  'SPAC',
] as const;

/**
 * A cheque exists for its receiver once accepted, at issue and at every transfer. A refused or returned one goes back to the issuer, who
 * cancels it. A bounced cheque may be presented again, or be made good.
 */
export const DIGITAL_CHEQUE_MACHINE = stateMachine({
  states: {
    registered: { fa: 'ثبت‌شده', en: 'registered' },
    awaiting_guarantor: { fa: 'در انتظار امضای ضامن', en: 'awaiting the guarantor' },
    awaiting_acceptance: { fa: 'در انتظار تأیید گیرنده', en: 'awaiting acceptance' },
    accepted: { fa: 'تأییدشده', en: 'accepted' },
    awaiting_transfer_acceptance: { fa: 'در انتظار تأیید گیرندهٔ انتقال', en: 'awaiting acceptance of the transfer' },
    presented: { fa: 'ارائه‌شده برای وصول', en: 'presented' },
    cleared: { fa: 'نقدشده', en: 'cleared' },
    bounced: { fa: 'برگشتی', en: 'bounced' },
    partly_bounced: { fa: 'برگشتی بخشی از مبلغ', en: 'bounced in part' },
    refused: { fa: 'ردشده از سوی گیرنده', en: 'refused by the receiver' },
    returned: { fa: 'عودت‌شده', en: 'returned to the issuer' },
    cancelled: { fa: 'ابطال‌شده', en: 'cancelled' },
  },
  initial: 'registered',
  transitions: [
    { action: 'accept', from: ['awaiting_acceptance', 'awaiting_transfer_acceptance'], to: 'accepted', by: 'caller' },
    { action: 'reject', from: ['awaiting_acceptance'], to: 'refused', by: 'caller' },
    { action: 'reject', from: ['awaiting_transfer_acceptance'], to: 'accepted', by: 'caller' },
    { action: 'transfer', from: ['accepted'], to: 'awaiting_transfer_acceptance', by: 'caller' },
    { action: 'return_to_issuer', from: ['accepted'], to: 'returned', by: 'caller' },
    {
      action: 'cancel',
      from: ['registered', 'awaiting_guarantor', 'awaiting_acceptance', 'refused', 'returned'],
      to: 'cancelled',
      by: 'caller',
    },
    { action: 'present', from: ['accepted', 'bounced', 'partly_bounced'], to: 'presented', by: 'caller' },
    { action: 'ask_guarantor', from: ['registered'], to: 'awaiting_guarantor', by: 'partner' },
    { action: 'offer', from: ['registered', 'awaiting_guarantor'], to: 'awaiting_acceptance', by: 'partner' },
    { action: 'clear', from: ['presented'], to: 'cleared', by: 'partner' },
    { action: 'bounce', from: ['presented'], to: 'bounced', by: 'partner' },
    { action: 'bounce_in_part', from: ['presented'], to: 'partly_bounced', by: 'partner' },
    { action: 'make_good', from: ['bounced', 'partly_bounced'], to: 'cleared', by: 'partner' },
  ],
});

/** 16 digits, of the Sayad system; opaque. */
const SayadId = marked('financial', z.string().regex(/^\d{16}$/, 'value.format'));
const SeriesNumber = marked('financial', z.string().regex(/^\d{1,8}$/, 'value.format'));
/** How many factors a party was authenticated with: 0 to 4. */
const AuthFactors = marked('none', z.int().min(0).max(4));

const terms = {
  memberId: SubjectRef,
  sayadId: SayadId,
  seriesNumber: SeriesNumber.optional(),
  serialNumber: SeriesNumber.optional(),
  amount: PositiveAmountV1,
  dueOn: DayV1,
  fromIban: IbanV1,
};
const EXAMPLE = {
  memberId: 'member-1',
  sayadId: '1234567890123456',
  amount: { value: 500_000_000, currency: 'IRR' },
  dueOn: '2027-01-20',
  fromIban: 'IR620700000000100000000001',
  kind: 'ordinary',
  purpose: 'GPPC',
  signers: [{ kind: 'natural', nationalId: '0499370899' }],
  receivers: [{ kind: 'natural', nationalId: '0084575948', name: 'مریم احمدی' }],
  authFactors: 2,
} as const;

export const digitalCheque = resource({
  name: 'digitalCheque',
  title: { fa: 'چک دیجیتال', en: 'digital cheque' },
  prefix: 'chq',
  path: '/v1/digital-cheques',
  machine: DIGITAL_CHEQUE_MACHINE,
  event: 'bank.digital_cheque.state_changed',
  fields: {
    ...terms,
    kind: openWordOf(CHEQUE_KINDS),
    media: openWordOf(['paper', 'digital']),
    purpose: CodeV1,
    signers: z.array(PartySeenV1).max(10),
    receivers: z.array(PartySeenV1).max(10),
    authFactors: AuthFactors,
    locked: Flag,
    blocked: Flag,
    /** The provider numbers its kinds of blocking in more than one way; the number is kept as it came. */
    rawBlockStatus: RawStatus.optional(),
    rawStatus: RawStatus.optional(),
  },
  example: {
    ...EXAMPLE,
    signers: [...EXAMPLE.signers],
    receivers: [...EXAMPLE.receivers],
    media: 'digital',
    locked: false,
    blocked: false,
    rawBlockStatus: '0',
    rawStatus: '1',
  },
});

/** Digital cheques (Chakad) by their Sayad id: issuing, accepting, handing on, presenting. */
export const digitalCheques = capability({
  id: 'bank.digitalCheques',
  title: { fa: 'چک دیجیتال', en: 'Digital cheques' },
  processes: ['digitalCheque'],
  resources: [digitalCheque],
  operations: {
    register: create(digitalCheque, {
      summary: { fa: 'صدور و ثبت چک', en: 'Issue and register a cheque' },
      body: {
        ...terms,
        kind: choiceOf(CHEQUE_KINDS),
        purpose: choiceOf(CHEQUE_PURPOSES),
        signers: z.array(PartyV1).min(1).max(10),
        receivers: z.array(PartyV1).min(1).max(10),
        authFactors: AuthFactors,
      },
      example: { ...EXAMPLE, signers: [...EXAMPLE.signers], receivers: [...EXAMPLE.receivers] },
      rejections: [
        'DUE_DATE_IN_PAST',
        'INSUFFICIENT_AUTH_FACTORS',
        'CERTIFICATE_MISSING',
        'BOUNCED_CHEQUE',
        'JUDICIAL_BAN',
        'RECEIVER_NOT_FOUND',
      ],
      conflicts: ['SAYAD_ID_IN_USE'],
    }),
    accept: act(digitalCheque, 'accept', {
      summary: { fa: 'تأیید چک', en: 'Accept a cheque' },
      body: { authFactors: AuthFactors },
      example: { authFactors: 2 },
      rejections: ['NOT_RECEIVER', 'INSUFFICIENT_AUTH_FACTORS'],
      conflicts: ['CHEQUE_LOCKED', 'CHEQUE_BLOCKED'],
    }),
    reject: act(digitalCheque, 'reject', {
      summary: { fa: 'رد چک', en: 'Refuse a cheque' },
      rejections: ['NOT_RECEIVER'],
      conflicts: ['CHEQUE_LOCKED'],
    }),
    transfer: act(digitalCheque, 'transfer', {
      summary: { fa: 'انتقال چک', en: 'Hand a cheque on' },
      body: { receivers: z.array(PartyV1).min(1).max(10), purpose: choiceOf(CHEQUE_PURPOSES), authFactors: AuthFactors },
      example: { receivers: [{ kind: 'natural', nationalId: '0067749828' }], purpose: 'DRPA', authFactors: 2 },
      rejections: ['NOT_HOLDER', 'INSUFFICIENT_AUTH_FACTORS', 'RECEIVER_NOT_FOUND'],
      conflicts: ['CHEQUE_LOCKED', 'CHEQUE_BLOCKED'],
    }),
    returnToIssuer: act(digitalCheque, 'return_to_issuer', {
      summary: { fa: 'عودت چک به صادرکننده', en: 'Return a cheque to its issuer' },
      rejections: ['NOT_HOLDER'],
      conflicts: ['CHEQUE_LOCKED'],
    }),
    cancel: act(digitalCheque, 'cancel', {
      summary: { fa: 'ابطال چک', en: 'Cancel a cheque' },
      rejections: ['NOT_ISSUER'],
      conflicts: ['CHEQUE_LOCKED'],
    }),
    present: act(digitalCheque, 'present', {
      summary: { fa: 'ارائهٔ چک برای وصول', en: 'Present a cheque' },
      body: { toIban: IbanV1 },
      example: { toIban: 'IR620700000000100000000002' },
      rejections: ['NOT_HOLDER', 'DUE_DATE_NOT_REACHED'],
      conflicts: ['CHEQUE_LOCKED', 'CHEQUE_BLOCKED'],
    }),
    get: read(digitalCheque, { summary: { fa: 'یک چک', en: 'One cheque' } }),
    search: search(digitalCheque, {
      summary: { fa: 'جست‌وجوی چک', en: 'Search cheques' },
      by: { sayadId: SayadId.optional(), memberId: SubjectRef.optional() },
      example: { sayadId: '1234567890123456' },
    }),
  },
});
