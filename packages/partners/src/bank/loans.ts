import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, list, pageOf, read, view } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import {
  AmountV1,
  choiceOf,
  DayV1,
  DocumentV1,
  idOf,
  MomentV1,
  openWordOf,
  PositiveAmountV1,
  PositiveCount,
  SubjectRef,
} from '../contract/wire.ts';

/**
 * The two routes of a loan that were seen, and the loans of marriage and child-birth that begin at the central bank; a partner may add
 * kinds.
 */
export const LOAN_KINDS = ['zero_fee', 'low_fee', 'marriage', 'child', 'micro_business'] as const;

/** From registering a request to the last instalment. A request that was sent back is submitted again; an overdue loan can recover. */
export const LOAN_MACHINE = stateMachine({
  states: {
    draft: { fa: 'پیش‌نویس', en: 'draft' },
    submitted: { fa: 'ثبت‌شده', en: 'submitted' },
    under_review: { fa: 'در حال بررسی', en: 'under review' },
    needs_documents: { fa: 'نیازمند مدرک', en: 'needs documents' },
    approved: { fa: 'تصویب‌شده', en: 'approved' },
    contract_pending_signature: { fa: 'در انتظار امضای قرارداد', en: 'contract pending signature' },
    ready_for_disbursement: { fa: 'آمادهٔ پرداخت', en: 'ready for disbursement' },
    disbursing: { fa: 'در حال پرداخت', en: 'disbursing' },
    active: { fa: 'جاری', en: 'active' },
    overdue: { fa: 'دارای قسط معوق', en: 'overdue' },
    settled: { fa: 'تسویه‌شده', en: 'settled' },
    rejected: { fa: 'ردشده', en: 'rejected' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'draft',
  transitions: [
    { action: 'submit', from: ['draft', 'needs_documents'], to: 'submitted', by: 'caller' },
    { action: 'cancel', from: ['draft', 'submitted', 'under_review', 'needs_documents', 'approved'], to: 'cancelled', by: 'caller' },
    { action: 'review', from: ['submitted'], to: 'under_review', by: 'partner' },
    { action: 'ask_for_documents', from: ['under_review'], to: 'needs_documents', by: 'partner' },
    { action: 'approve', from: ['under_review'], to: 'approved', by: 'partner' },
    { action: 'reject', from: ['under_review'], to: 'rejected', by: 'partner' },
    { action: 'offer_contract', from: ['approved'], to: 'contract_pending_signature', by: 'partner' },
    { action: 'accept_signature', from: ['contract_pending_signature'], to: 'ready_for_disbursement', by: 'partner' },
    { action: 'disburse', from: ['ready_for_disbursement'], to: 'disbursing', by: 'partner' },
    { action: 'confirm_disbursement', from: ['disbursing'], to: 'active', by: 'partner' },
    { action: 'settle', from: ['active', 'overdue'], to: 'settled', by: 'partner' },
    { action: 'recover', from: ['overdue'], to: 'active', by: 'partner' },
    { action: 'fall_overdue', from: ['active'], to: 'overdue', by: 'time' },
    { action: 'expire', from: ['draft', 'needs_documents', 'approved', 'contract_pending_signature'], to: 'expired', by: 'time' },
  ],
});

export const LOAN_PURPOSES = ['livelihood', 'business', 'marriage', 'child', 'housing', 'treatment', 'education'] as const;

/** What stands for the loan: a promissory note, a guarantor's note, a hami's support. */
export const GUARANTEE_KINDS = ['promissory_note', 'guarantor_note', 'hami_support'] as const;
const guarantee = { promissoryNoteId: idOf('prom').optional(), guarantor: SubjectRef.optional() };

/** The code of the central bank for a loan of marriage or child-birth: 15 digits. Matching of documents must begin within 12 working days. */
const trackingCode = marked('financial', z.string().regex(/^\d{15}$/, 'value.format'));

export const loan = resource({
  name: 'loan',
  title: { fa: 'وام', en: 'loan' },
  prefix: 'loan',
  path: '/v1/loans',
  machine: LOAN_MACHINE,
  event: 'bank.loan.state_changed',
  fields: {
    memberId: SubjectRef,
    kind: openWordOf(LOAN_KINDS),
    amount: PositiveAmountV1,
    installmentCount: PositiveCount,
    purpose: openWordOf(LOAN_PURPOSES),
    creditAssessmentId: idOf('cra').optional(),
    trackingCode: trackingCode.optional(),
    guarantees: z.array(z.object({ kind: openWordOf(GUARANTEE_KINDS), ...guarantee })).max(10),
    documents: z.array(DocumentV1).max(50),
    remaining: AmountV1.optional(),
  },
  example: {
    memberId: 'member-1',
    kind: 'zero_fee',
    amount: { value: 3_000_000_000, currency: 'IRR' },
    installmentCount: 60,
    purpose: 'business',
    guarantees: [],
    documents: [],
  },
});

const InstallmentV1 = z.object({
  number: PositiveCount,
  dueOn: DayV1,
  amount: PositiveAmountV1,
  paid: AmountV1,
  paidAt: MomentV1.optional(),
  penalty: AmountV1,
});

/** Loans of the bank: registering a request, and following it to its last instalment. */
export const loans = capability({
  id: 'bank.loans',
  title: { fa: 'وام', en: 'Loans' },
  processes: ['loanRequest'],
  resources: [loan],
  operations: {
    create: create(loan, {
      summary: { fa: 'ثبت پیش‌نویس درخواست وام', en: 'Draft a loan request' },
      body: {
        memberId: SubjectRef,
        kind: choiceOf(LOAN_KINDS),
        amount: PositiveAmountV1,
        installmentCount: PositiveCount.max(120),
        purpose: choiceOf(LOAN_PURPOSES),
        creditAssessmentId: idOf('cra').optional(),
        trackingCode: trackingCode.optional(),
      },
      example: {
        memberId: 'member-1',
        kind: 'zero_fee',
        amount: { value: 3_000_000_000, currency: 'IRR' },
        installmentCount: 60,
        purpose: 'business',
      },
      rejections: ['LOAN_CEILING_EXCEEDED', 'LOAN_SCORE_TOO_LOW', 'MEMBER_INACTIVE', 'TRACKING_CODE_REQUIRED', 'QUEUE_CLOSED'],
    }),
    submit: act(loan, 'submit', {
      summary: { fa: 'فرستادن درخواست برای بررسی', en: 'Submit a request for review' },
      rejections: [
        'CREDIT_ASSESSMENT_REQUIRED',
        'CREDIT_ASSESSMENT_EXPIRED',
        'GUARANTEE_REQUIRED',
        'DOCUMENTS_INCOMPLETE',
        'BOUNCED_CHEQUE',
        'LOAN_IN_ARREARS',
        'GUARANTEES_A_DEFAULTER',
      ],
    }),
    get: read(loan, { summary: { fa: 'یک وام', en: 'One loan' } }),
    list: list(loan, {
      summary: { fa: 'وام‌های یک عضو', en: 'The loans of a member' },
      filters: {
        memberId: SubjectRef.optional(),
        kind: choiceOf(LOAN_KINDS).optional(),
        state: choiceOf(['draft', 'submitted', 'under_review', 'needs_documents', 'active', 'overdue', 'settled']).optional(),
      },
    }),
    cancel: act(loan, 'cancel', { summary: { fa: 'پس گرفتن درخواست', en: 'Withdraw a request' } }),
    attachGuarantee: amend(loan, 'guarantees', {
      summary: { fa: 'افزودن تضمین', en: 'Add a guarantee' },
      body: { kind: choiceOf(GUARANTEE_KINDS), ...guarantee },
      example: { kind: 'hami_support', guarantor: 'member-2' },
      appendTo: 'guarantees',
      inStates: ['draft', 'needs_documents'],
      rejections: ['GUARANTOR_NOT_ACCEPTED'],
    }),
    addDocument: amend(loan, 'documents', {
      summary: { fa: 'افزودن مدرک', en: 'Add a document' },
      body: DocumentV1.shape,
      example: { kind: 'payslip', sha256: 'a'.repeat(64) },
      appendTo: 'documents',
      inStates: ['draft', 'needs_documents'],
      rejections: ['DOCUMENT_UNREADABLE'],
    }),
    installments: view(loan, 'installments', {
      summary: { fa: 'قسط‌های یک وام', en: 'The instalments of a loan' },
      output: pageOf(InstallmentV1),
      answerExample: {
        data: [
          {
            number: 1,
            dueOn: '2026-12-22',
            amount: { value: 50_000_000, currency: 'IRR' },
            paid: { value: 0, currency: 'IRR' },
            penalty: { value: 0, currency: 'IRR' },
          },
        ],
      },
    }),
  },
});
