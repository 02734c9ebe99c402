import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { amend, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, DayV1, DivisionV1, DocumentV1, idOf, Note, openWordOf, PositiveAmountV1, SubjectRef } from '../contract/wire.ts';

const INCIDENT_KINDS = ['collision', 'theft', 'fire', 'injury', 'death', 'other'] as const;

/** From the report of a loss to the closed file; whether it was paid or denied is in the timeline. */
export const CLAIM_MACHINE = stateMachine({
  states: {
    reported: { fa: 'اعلام‌شده', en: 'reported' },
    documents_pending: { fa: 'در انتظار مدارک', en: 'documents pending' },
    assessing: { fa: 'در حال ارزیابی', en: 'assessing' },
    approved: { fa: 'تأییدشده', en: 'approved' },
    paid: { fa: 'پرداخت‌شده', en: 'paid' },
    denied: { fa: 'ردشده', en: 'denied' },
    closed: { fa: 'بسته‌شده', en: 'closed' },
  },
  initial: 'reported',
  transitions: [
    { action: 'ask_for_documents', from: ['reported', 'assessing'], to: 'documents_pending', by: 'partner' },
    { action: 'assess', from: ['reported', 'documents_pending'], to: 'assessing', by: 'partner' },
    { action: 'approve', from: ['assessing'], to: 'approved', by: 'partner' },
    { action: 'deny', from: ['assessing'], to: 'denied', by: 'partner' },
    { action: 'pay', from: ['approved'], to: 'paid', by: 'partner' },
    { action: 'close', from: ['paid', 'denied'], to: 'closed', by: 'partner' },
    { action: 'lapse', from: ['documents_pending'], to: 'closed', by: 'time' },
  ],
});

export const claim = resource({
  name: 'claim',
  title: { fa: 'خسارت', en: 'insurance claim' },
  prefix: 'claim',
  path: '/v1/claims',
  machine: CLAIM_MACHINE,
  event: 'insurance.claim.state_changed',
  fields: {
    policyId: idOf('policy'),
    memberId: SubjectRef,
    incident: openWordOf(INCIDENT_KINDS),
    incidentOn: DayV1,
    division: DivisionV1,
    description: Note,
    documents: z.array(DocumentV1).max(50),
    approvedAmount: PositiveAmountV1.optional(),
  },
  example: {
    policyId: 'policy_01J9ZC2V4N',
    memberId: 'member-1',
    incident: 'collision',
    incidentOn: '2027-01-14',
    division: '2301',
    description: 'برخورد از پشت در تقاطع؛ سپر و چراغ عقب آسیب دیده است.',
    documents: [],
    approvedAmount: { value: 45_000_000, currency: 'IRR' },
  },
});

/** Losses: reporting one, and following it to its payment. */
export const claims = capability({
  id: 'insurance.claims',
  title: { fa: 'خسارت', en: 'Insurance claims' },
  processes: [],
  resources: [claim],
  operations: {
    report: create(claim, {
      summary: { fa: 'اعلام خسارت', en: 'Report a claim' },
      body: {
        policyId: idOf('policy'),
        memberId: SubjectRef,
        incident: choiceOf(INCIDENT_KINDS),
        incidentOn: DayV1,
        division: DivisionV1,
        description: Note,
      },
      example: {
        policyId: 'policy_01J9ZC2V4N',
        memberId: 'member-1',
        incident: 'collision',
        incidentOn: '2027-01-14',
        division: '2301',
        description: 'برخورد از پشت در تقاطع؛ سپر و چراغ عقب آسیب دیده است.',
      },
      rejections: ['POLICY_NOT_ACTIVE', 'INCIDENT_OUTSIDE_COVERAGE'],
      conflicts: ['CLAIM_DUPLICATE'],
    }),
    get: read(claim, { summary: { fa: 'یک خسارت', en: 'One claim' } }),
    list: list(claim, {
      summary: { fa: 'خسارت‌های یک عضو یا بیمه‌نامه', en: 'The claims of a member or policy' },
      filters: { memberId: SubjectRef.optional(), policyId: idOf('policy').optional() },
    }),
    addDocument: amend(claim, 'documents', {
      summary: { fa: 'افزودن مدرک خسارت', en: 'Add a document to a claim' },
      body: DocumentV1.shape,
      example: { kind: 'police_report', sha256: 'b'.repeat(64) },
      appendTo: 'documents',
      inStates: ['reported', 'documents_pending'],
      rejections: ['DOCUMENT_UNREADABLE'],
    }),
  },
});
