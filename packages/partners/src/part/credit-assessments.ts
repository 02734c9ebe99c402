import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { AmountV1, choiceOf, DocumentV1, idOf, MomentV1, openWordOf, SubjectRef } from '../contract/wire.ts';

/** The four grades of Merat, the best one first. */
export const CREDIT_GRADES = ['excellent', 'fully_suitable', 'suitable', 'unsuitable'] as const;

/** What the member wants to be assessed for: to borrow, or to stand for another. */
const ASSESSMENT_PURPOSES = ['loan', 'guarantee'] as const;
const MARITAL_STATUSES = ['single', 'married', 'divorced', 'widowed'] as const;

/**
 * From the request to the end of the result's validity. A result comes after two to three days on average and is valid for twelve months.
 * A failed one says why in its timeline: `INSUFFICIENT_DATA`, `SOURCE_UNAVAILABLE`, `CONSENT_REVOKED`.
 */
export const CREDIT_ASSESSMENT_MACHINE = stateMachine({
  states: {
    requested: { fa: 'درخواست‌شده', en: 'requested' },
    awaiting_consent: { fa: 'در انتظار رضایت عضو', en: 'awaiting consent' },
    collecting: { fa: 'در حال گردآوری اطلاعات', en: 'collecting' },
    completed: { fa: 'انجام‌شده', en: 'completed' },
    expired: { fa: 'منقضی', en: 'expired' },
    failed: { fa: 'ناموفق', en: 'failed' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
  },
  initial: 'requested',
  transitions: [
    { action: 'ask_for_consent', from: ['requested'], to: 'awaiting_consent', by: 'partner' },
    { action: 'collect', from: ['requested', 'awaiting_consent'], to: 'collecting', by: 'partner' },
    { action: 'complete', from: ['collecting'], to: 'completed', by: 'partner' },
    { action: 'fail', from: ['collecting'], to: 'failed', by: 'partner' },
    { action: 'cancel', from: ['requested', 'awaiting_consent', 'collecting'], to: 'cancelled', by: 'caller' },
    { action: 'expire', from: ['awaiting_consent', 'completed'], to: 'expired', by: 'time' },
  ],
});

const Dependants = marked('identifier', z.int().min(0).max(30));

export const creditAssessment = resource({
  name: 'creditAssessment',
  title: { fa: 'اعتبارسنجی', en: 'credit assessment' },
  prefix: 'cra',
  path: '/v1/credit-assessments',
  machine: CREDIT_ASSESSMENT_MACHINE,
  event: 'part.credit_assessment.state_changed',
  fields: {
    memberId: SubjectRef,
    hubId: SubjectRef.optional(),
    coreId: SubjectRef.optional(),
    consentId: idOf('cons').optional(),
    purpose: openWordOf(ASSESSMENT_PURPOSES),
    monthlyNetIncome: AmountV1,
    affordableInstallment: AmountV1,
    maritalStatus: marked('identifier', openWordOf(MARITAL_STATUSES)),
    dependants: Dependants,
    documents: z.array(DocumentV1).max(50),
    grade: marked('financial', openWordOf(CREDIT_GRADES)).optional(),
    guaranteeCeiling: AmountV1.optional(),
    maxMonthlyInstallment: AmountV1.optional(),
    issuedAt: MomentV1.optional(),
    validUntil: MomentV1.optional(),
  },
  example: {
    memberId: 'member-1',
    hubId: 'hub-7',
    consentId: 'cons_01J9ZC2V4N',
    purpose: 'loan',
    monthlyNetIncome: { value: 280_000_000, currency: 'IRR' },
    affordableInstallment: { value: 60_000_000, currency: 'IRR' },
    maritalStatus: 'married',
    dependants: 2,
    documents: [{ kind: 'payslip', sha256: 'a'.repeat(64) }],
    grade: 'fully_suitable',
    guaranteeCeiling: { value: 2_000_000_000, currency: 'IRR' },
    maxMonthlyInstallment: { value: 55_000_000, currency: 'IRR' },
    issuedAt: '2026-11-26T09:30:00+03:30',
    validUntil: '2027-11-26T09:30:00+03:30',
  },
});

/** Merat: how much a member can repay and stand for. It needs the id of a hub or core, which follows the opening of an account. */
export const creditAssessments = capability({
  id: 'part.creditAssessments',
  title: { fa: 'اعتبارسنجی (مرآت)', en: 'Credit assessment (Merat)' },
  processes: ['creditAssessment'],
  resources: [creditAssessment],
  operations: {
    request: create(creditAssessment, {
      summary: { fa: 'درخواست اعتبارسنجی', en: 'Request a credit assessment' },
      body: {
        memberId: SubjectRef,
        hubId: SubjectRef.optional(),
        coreId: SubjectRef.optional(),
        consentId: idOf('cons').optional(),
        purpose: choiceOf(ASSESSMENT_PURPOSES),
        monthlyNetIncome: AmountV1,
        affordableInstallment: AmountV1,
        maritalStatus: marked('identifier', z.enum(MARITAL_STATUSES)),
        dependants: Dependants,
        documents: z.array(DocumentV1).max(50),
      },
      example: {
        memberId: 'member-1',
        hubId: 'hub-7',
        purpose: 'loan',
        monthlyNetIncome: { value: 280_000_000, currency: 'IRR' },
        affordableInstallment: { value: 60_000_000, currency: 'IRR' },
        maritalStatus: 'married',
        dependants: 2,
        documents: [{ kind: 'payslip', sha256: 'a'.repeat(64) }],
      },
      rejections: ['CORE_OR_HUB_ID_REQUIRED', 'CONSENT_REQUIRED', 'CONSENT_REVOKED', 'MEMBER_INACTIVE'],
      conflicts: ['ASSESSMENT_IN_PROGRESS'],
    }),
    get: read(creditAssessment, { summary: { fa: 'یک اعتبارسنجی', en: 'One credit assessment' } }),
    list: list(creditAssessment, {
      summary: { fa: 'اعتبارسنجی‌های یک عضو', en: 'The credit assessments of a member' },
      filters: {
        memberId: SubjectRef.optional(),
        state: choiceOf(['requested', 'awaiting_consent', 'collecting', 'completed', 'expired']).optional(),
      },
    }),
    cancel: act(creditAssessment, 'cancel', { summary: { fa: 'پس گرفتن درخواست اعتبارسنجی', en: 'Withdraw a request' } }),
  },
});
