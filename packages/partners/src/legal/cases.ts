import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { AmountV1, choiceOf, DayV1, DocumentV1, Note, openWordOf, PositiveAmountV1, PositiveCount, SubjectRef } from '../contract/wire.ts';
import { PartnerMadeId } from '../wire-text.ts';

const SUBJECTS = ['loan_arrears', 'promissory_note_protest', 'bounced_cheque', 'contract_dispute', 'consultation'] as const;
const MEMBER_ROLES = ['debtor', 'creditor', 'guarantor', 'other'] as const;
const RELATED_KINDS = ['loan', 'promissory_note', 'cheque', 'policy', 'booth', 'other'] as const;
const CLOSE_REASONS = ['paid', 'agreed', 'withdrawn', 'not_worth_pursuing'] as const;

/**
 * From the opening to the end of a matter. It can be settled at any stage once it is taken up, and the caller can close it until a
 * judgment is being enforced. The order of the stages is ours: no public text of the firm was found.
 */
export const CASE_MACHINE = stateMachine({
  states: {
    opened: { fa: 'بازشده', en: 'opened' },
    under_review: { fa: 'در حال بررسی', en: 'under review' },
    notice_sent: { fa: 'اخطار فرستاده‌شده', en: 'notice sent' },
    in_mediation: { fa: 'در میانجی‌گری', en: 'in mediation' },
    filed: { fa: 'طرح‌شده در دادگاه', en: 'filed' },
    in_proceedings: { fa: 'در حال رسیدگی', en: 'in proceedings' },
    judgment_issued: { fa: 'رأی صادرشده', en: 'judgment issued' },
    enforcement: { fa: 'در اجرا', en: 'enforcement' },
    settled: { fa: 'حل‌وفصل‌شده', en: 'settled' },
    closed: { fa: 'بسته‌شده', en: 'closed' },
    rejected: { fa: 'پذیرفته‌نشده', en: 'rejected' },
  },
  initial: 'opened',
  transitions: [
    { action: 'review', from: ['opened'], to: 'under_review', by: 'partner' },
    { action: 'reject', from: ['opened', 'under_review'], to: 'rejected', by: 'partner' },
    { action: 'send_notice', from: ['under_review'], to: 'notice_sent', by: 'partner' },
    { action: 'mediate', from: ['under_review', 'notice_sent'], to: 'in_mediation', by: 'partner' },
    { action: 'file', from: ['notice_sent', 'in_mediation'], to: 'filed', by: 'partner' },
    { action: 'hear', from: ['filed'], to: 'in_proceedings', by: 'partner' },
    { action: 'issue_judgment', from: ['in_proceedings'], to: 'judgment_issued', by: 'partner' },
    { action: 'enforce', from: ['judgment_issued'], to: 'enforcement', by: 'partner' },
    {
      action: 'settle',
      from: ['under_review', 'notice_sent', 'in_mediation', 'filed', 'in_proceedings', 'judgment_issued', 'enforcement'],
      to: 'settled',
      by: 'partner',
    },
    {
      action: 'close',
      from: ['opened', 'under_review', 'notice_sent', 'in_mediation', 'filed', 'in_proceedings', 'judgment_issued'],
      to: 'closed',
      by: 'caller',
    },
  ],
});

/** What the matter is about at another partner, by the id that the partner gave it. */
const RelatedV1 = z.object({ kind: openWordOf(RELATED_KINDS), id: marked('none', PartnerMadeId) });
const PaymentPlanV1 = z.object({ installmentCount: PositiveCount.max(120), installmentAmount: PositiveAmountV1, firstDueOn: DayV1 });

export const legalCase = resource({
  name: 'legalCase',
  title: { fa: 'پروندهٔ حقوقی', en: 'legal case' },
  prefix: 'case',
  path: '/v1/cases',
  machine: CASE_MACHINE,
  event: 'legal.case.state_changed',
  fields: {
    memberId: SubjectRef,
    memberRole: openWordOf(MEMBER_ROLES),
    subject: openWordOf(SUBJECTS),
    related: RelatedV1.optional(),
    claimAmount: AmountV1,
    summaryNote: Note,
    documents: z.array(DocumentV1).max(50),
    paymentPlan: PaymentPlanV1.optional(),
    reason: openWordOf(CLOSE_REASONS).optional(),
  },
  example: {
    memberId: 'member-1',
    memberRole: 'debtor',
    subject: 'loan_arrears',
    related: { kind: 'loan', id: 'loan_01J9ZC2V4N' },
    claimAmount: { value: 150_000_000, currency: 'IRR' },
    summaryNote: 'سه قسط وام پرداخت نشده است؛ عضو خواهان تقسیط است.',
    documents: [],
  },
});

/** Matters of law, from a notice to a judgment, with an agreement possible at every stage. */
export const cases = capability({
  id: 'legal.cases',
  title: { fa: 'امور حقوقی', en: 'Legal cases' },
  processes: [],
  resources: [legalCase],
  operations: {
    openCase: create(legalCase, {
      summary: { fa: 'گشودن پرونده', en: 'Open a case' },
      body: {
        memberId: SubjectRef,
        memberRole: choiceOf(MEMBER_ROLES),
        subject: choiceOf(SUBJECTS),
        related: RelatedV1.extend({ kind: choiceOf(RELATED_KINDS) }).optional(),
        claimAmount: AmountV1,
        summaryNote: Note,
      },
      example: {
        memberId: 'member-1',
        memberRole: 'debtor',
        subject: 'loan_arrears',
        related: { kind: 'loan', id: 'loan_01J9ZC2V4N' },
        claimAmount: { value: 150_000_000, currency: 'IRR' },
        summaryNote: 'سه قسط وام پرداخت نشده است؛ عضو خواهان تقسیط است.',
      },
      rejections: ['STANDING_MISSING', 'TIME_BARRED'],
      conflicts: ['CASE_DUPLICATE'],
    }),
    get: read(legalCase, { summary: { fa: 'یک پرونده', en: 'One case' } }),
    list: list(legalCase, {
      summary: { fa: 'پرونده‌های یک عضو', en: 'The cases of a member' },
      filters: {
        memberId: SubjectRef.optional(),
        subject: choiceOf(SUBJECTS).optional(),
        state: choiceOf(['opened', 'under_review', 'notice_sent', 'in_mediation', 'filed', 'in_proceedings', 'enforcement']).optional(),
      },
    }),
    addDocument: amend(legalCase, 'documents', {
      summary: { fa: 'افزودن مدرک پرونده', en: 'Add a document to a case' },
      body: DocumentV1.shape,
      example: { kind: 'contract', sha256: '3'.repeat(64) },
      appendTo: 'documents',
      inStates: ['opened', 'under_review', 'notice_sent', 'in_mediation', 'filed', 'in_proceedings'],
      rejections: ['DOCUMENT_UNREADABLE'],
    }),
    agreePaymentPlan: amend(legalCase, 'payment-plan', {
      summary: { fa: 'توافق بر برنامهٔ پرداخت', en: 'Agree a payment plan' },
      body: { paymentPlan: PaymentPlanV1 },
      example: {
        paymentPlan: { installmentCount: 6, installmentAmount: { value: 25_000_000, currency: 'IRR' }, firstDueOn: '2026-12-22' },
      },
      inStates: ['under_review', 'notice_sent', 'in_mediation', 'filed', 'in_proceedings', 'judgment_issued', 'enforcement'],
      rejections: ['PLAN_BELOW_CLAIM', 'PLAN_TOO_LONG'],
    }),
    closeCase: act(legalCase, 'close', {
      summary: { fa: 'بستن پرونده', en: 'Close a case' },
      body: { reason: choiceOf(CLOSE_REASONS) },
      example: { reason: 'agreed' },
    }),
  },
});
