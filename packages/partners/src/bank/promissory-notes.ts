import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, compute, create, read, search, view } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import {
  AmountV1,
  DayV1,
  Flag,
  idOf,
  MomentV1,
  OneTimeUrl,
  openWordOf,
  PositiveAmountV1,
  Sha256,
  SubjectRef,
  textOf,
} from '../contract/wire.ts';
import { PartySeenV1, PartyV1, RawStatus } from './party.ts';

/**
 * From a draft to a settled note, as three providers show it: the draft is written and priced, its fee and stamp duty are paid, the issuer
 * signs and finalises, bank and ministry sign, then the guarantors. Endorsement waits for the new holder.
 */
export const PROMISSORY_NOTE_MACHINE = stateMachine({
  states: {
    draft: { fa: 'پیش‌نویس', en: 'draft' },
    awaiting_payment: { fa: 'در انتظار پرداخت کارمزد و حق تمبر', en: 'awaiting payment of fee and stamp duty' },
    awaiting_signature: { fa: 'در انتظار امضای صادرکننده', en: "awaiting the issuer's signature" },
    finalizing: { fa: 'در حال نهایی‌سازی', en: 'being finalised' },
    awaiting_guarantors: { fa: 'در انتظار امضای ضامنان', en: 'awaiting the guarantors' },
    finalized: { fa: 'صادرشده', en: 'issued' },
    awaiting_endorsement: { fa: 'در انتظار تأیید انتقال', en: 'awaiting the endorsement' },
    gradually_settled: { fa: 'تسویهٔ تدریجی', en: 'settled in part' },
    settled: { fa: 'تسویه‌شده', en: 'settled' },
    protested: { fa: 'واخواست‌شده', en: 'protested' },
    revoked: { fa: 'ابطال‌شده', en: 'revoked' },
    rejected: { fa: 'ردشده', en: 'rejected' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'draft',
  transitions: [
    { action: 'pay', from: ['awaiting_payment'], to: 'awaiting_signature', by: 'caller' },
    { action: 'finalize', from: ['awaiting_signature'], to: 'finalizing', by: 'caller' },
    { action: 'endorse', from: ['finalized'], to: 'awaiting_endorsement', by: 'caller' },
    { action: 'settle_gradually', from: ['finalized', 'gradually_settled'], to: 'gradually_settled', by: 'caller' },
    { action: 'settle', from: ['finalized', 'gradually_settled', 'protested'], to: 'settled', by: 'caller' },
    { action: 'revoke', from: ['finalized'], to: 'revoked', by: 'caller' },
    { action: 'cancel', from: ['draft', 'awaiting_payment', 'awaiting_signature', 'awaiting_guarantors'], to: 'cancelled', by: 'caller' },
    { action: 'price', from: ['draft'], to: 'awaiting_payment', by: 'partner' },
    { action: 'reject', from: ['draft', 'finalizing', 'awaiting_guarantors'], to: 'rejected', by: 'partner' },
    { action: 'countersign', from: ['finalizing'], to: 'finalized', by: 'partner' },
    { action: 'ask_guarantors', from: ['finalizing'], to: 'awaiting_guarantors', by: 'partner' },
    { action: 'approve_guarantee', from: ['awaiting_guarantors'], to: 'finalized', by: 'partner' },
    { action: 'approve_endorsement', from: ['awaiting_endorsement'], to: 'finalized', by: 'partner' },
    { action: 'refuse_endorsement', from: ['awaiting_endorsement'], to: 'finalized', by: 'partner' },
    { action: 'protest', from: ['finalized', 'gradually_settled'], to: 'protested', by: 'partner' },
    {
      action: 'expire',
      from: ['draft', 'awaiting_payment', 'awaiting_signature', 'awaiting_guarantors'],
      to: 'expired',
      by: 'time',
    },
  ],
});

/** 16 digits, of the provider; opaque. */
const PromissoryId = marked('financial', z.string().regex(/^\d{16}$/, 'value.format'));
/** 30 digits, of the provider; opaque. */
const RequestId = marked('financial', z.string().regex(/^\d{30}$/, 'value.format'));
const PaymentPlace = marked('contact', textOf(5, 200));
const PaymentId = marked('financial', z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'value.format'));

const terms = {
  memberId: SubjectRef,
  faceValue: PositiveAmountV1,
  /** Absent for a note payable on demand. */
  dueOn: DayV1.optional(),
  paymentPlace: PaymentPlace,
  transferable: Flag,
};
const price = { fee: AmountV1, stampDuty: AmountV1 };
const EXAMPLE = {
  memberId: 'member-1',
  issuer: {
    kind: 'natural',
    nationalId: '0499370899',
    mobile: '+989120000001',
    iban: 'IR620700000000100000000001',
    postalCode: '3519612345',
    address: 'سمنان، خیابان طالقانی',
  },
  recipient: { kind: 'legal', nationalId: '10101370000', name: 'بانک قرض‌الحسنهٔ رسالت' },
  faceValue: { value: 3_600_000_000, currency: 'IRR' },
  paymentPlace: 'سمنان، خیابان طالقانی',
  transferable: true,
} as const;

export const promissoryNote = resource({
  name: 'promissoryNote',
  title: { fa: 'سفته', en: 'promissory note' },
  prefix: 'prom',
  path: '/v1/promissory-notes',
  machine: PROMISSORY_NOTE_MACHINE,
  event: 'bank.promissory_note.state_changed',
  fields: {
    ...terms,
    issuer: PartySeenV1,
    recipient: PartySeenV1,
    holder: PartySeenV1.optional(),
    guarantors: z.array(z.object({ party: PartySeenV1, decision: openWordOf(['awaited', 'approved', 'refused']).optional() })).max(10),
    promissoryId: PromissoryId.optional(),
    requestId: RequestId.optional(),
    fee: AmountV1.optional(),
    stampDuty: AmountV1.optional(),
    remaining: AmountV1.optional(),
    /** Digest of the text to be signed, once the draft is priced. */
    draftSha256: Sha256.optional(),
    paymentId: PaymentId.optional(),
    signatureRequestId: idOf('sig').optional(),
    rawStatus: RawStatus.optional(),
  },
  example: {
    ...EXAMPLE,
    guarantors: [],
    promissoryId: '1234567890123456',
    requestId: '123456789012345678901234567890',
    fee: { value: 5_400_000, currency: 'IRR' },
    stampDuty: { value: 1_800_000, currency: 'IRR' },
    draftSha256: 'b'.repeat(64),
  },
});

const NoteDocumentV1 = z.object({
  url: OneTimeUrl,
  sha256: Sha256,
  signatures: openWordOf(['none', 'issuer', 'all']),
  expiresAt: MomentV1,
});

/** Electronic promissory notes: from the price of a draft to settlement. The issuer's signature is asked for at `part.signatures`. */
export const promissoryNotes = capability({
  id: 'bank.promissoryNotes',
  title: { fa: 'سفتهٔ الکترونیکی', en: 'Promissory notes' },
  processes: ['promissoryNotePurchase'],
  resources: [promissoryNote],
  operations: {
    quote: compute('/v1/promissory-notes/quote', {
      summary: { fa: 'کارمزد و حق تمبر یک سفته', en: 'Fee and stamp duty of a note' },
      body: { faceValue: PositiveAmountV1, dueOn: DayV1.optional() },
      example: { faceValue: { value: 3_600_000_000, currency: 'IRR' } },
      output: z.object({ ...price, total: AmountV1, validUntil: MomentV1 }),
      answerExample: {
        fee: { value: 5_400_000, currency: 'IRR' },
        stampDuty: { value: 1_800_000, currency: 'IRR' },
        total: { value: 7_200_000, currency: 'IRR' },
        validUntil: '2026-11-28T23:59:59+03:30',
      },
      rejections: ['FACE_VALUE_OUT_OF_RANGE'],
    }),
    issue: create(promissoryNote, {
      summary: { fa: 'ثبت پیش‌نویس سفته', en: 'Draft a promissory note' },
      body: { ...terms, issuer: PartyV1, recipient: PartyV1 },
      example: EXAMPLE,
      rejections: [
        'FACE_VALUE_OUT_OF_RANGE',
        'DUE_DATE_IN_PAST',
        'SANA_NOT_REGISTERED',
        'MOBILE_NOT_OWN',
        'DEPOSIT_REQUIRED',
        'CERTIFICATE_MISSING',
        'RECIPIENT_NOT_FOUND',
      ],
      conflicts: ['UNFINALISED_DRAFT'],
      remedies: { UNFINALISED_DRAFT: { finalise: 'finalize', cancel: 'cancel' } },
    }),
    pay: act(promissoryNote, 'pay', {
      summary: { fa: 'پرداخت کارمزد و حق تمبر', en: 'Pay fee and stamp duty' },
      body: { paymentId: PaymentId },
      example: { paymentId: 'PAY-1001' },
      rejections: ['PAYMENT_NOT_FOUND', 'PAYMENT_AMOUNT_MISMATCH'],
    }),
    finalize: act(promissoryNote, 'finalize', {
      summary: { fa: 'نهایی کردن سفتهٔ امضاشده', en: 'Finalise a signed note' },
      body: { signatureRequestId: idOf('sig') },
      example: { signatureRequestId: 'sig_01J9ZCK3V7' },
      rejections: ['FEE_UNPAID', 'SIGNATURE_MISSING', 'SIGNATURE_EXPIRED', 'DOCUMENT_HASH_MISMATCH'],
    }),
    addGuarantor: amend(promissoryNote, 'guarantors', {
      summary: { fa: 'افزودن ضامن', en: 'Add a guarantor' },
      body: { party: PartyV1 },
      example: { party: { kind: 'natural', nationalId: '0084575948', mobile: '+989120000002' } },
      appendTo: 'guarantors',
      inStates: ['draft', 'awaiting_payment', 'awaiting_signature'],
      rejections: ['GUARANTOR_NOT_ACCEPTED', 'GUARANTOR_IS_ISSUER'],
    }),
    endorse: act(promissoryNote, 'endorse', {
      summary: { fa: 'انتقال سفته به دارندهٔ دیگر', en: 'Endorse a note to another holder' },
      body: { holder: PartyV1 },
      example: { holder: { kind: 'natural', nationalId: '0084575948' } },
      rejections: ['NOT_TRANSFERABLE', 'NOT_HOLDER'],
    }),
    settleGradually: act(promissoryNote, 'settle_gradually', {
      summary: { fa: 'تسویهٔ بخشی از سفته', en: 'Settle a part of a note' },
      body: { settlement: PositiveAmountV1 },
      example: { settlement: { value: 100_000_000, currency: 'IRR' } },
      rejections: ['NOT_HOLDER', 'AMOUNT_ABOVE_REMAINING'],
    }),
    settle: act(promissoryNote, 'settle', {
      summary: { fa: 'تسویهٔ کامل سفته', en: 'Settle a note in full' },
      body: { settlement: PositiveAmountV1 },
      example: { settlement: { value: 3_600_000_000, currency: 'IRR' } },
      rejections: ['NOT_HOLDER', 'AMOUNT_BELOW_REMAINING'],
    }),
    revoke: act(promissoryNote, 'revoke', {
      summary: { fa: 'ابطال سفته', en: 'Revoke a note' },
      rejections: ['NOT_HOLDER'],
    }),
    cancel: act(promissoryNote, 'cancel', { summary: { fa: 'لغو پیش‌نویس', en: 'Cancel a draft' } }),
    get: read(promissoryNote, { summary: { fa: 'یک سفته', en: 'One note' } }),
    document: view(promissoryNote, 'document', {
      summary: { fa: 'نشانی یک‌بارمصرف متن سفته', en: 'A one-time address of the text of a note' },
      output: NoteDocumentV1,
      answerExample: {
        url: 'https://files.bank.example/d/5f2c',
        sha256: 'b'.repeat(64),
        signatures: 'none',
        expiresAt: '2026-11-28T10:00:00+03:30',
      },
    }),
    search: search(promissoryNote, {
      summary: { fa: 'جست‌وجوی سفته', en: 'Search notes' },
      by: { promissoryId: PromissoryId.optional(), requestId: RequestId.optional(), memberId: SubjectRef.optional() },
      example: { promissoryId: '1234567890123456' },
    }),
  },
});
