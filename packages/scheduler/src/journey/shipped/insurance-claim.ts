import type { Journey } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import {
  assumed,
  escalation,
  inside,
  JOURNEY_ASSUMPTIONS,
  next,
  organizationAt,
  organizationId,
  secretaryOf,
  supportOfficerAt,
  withMember,
} from './notation.ts';

export const insuranceClaim: Journey = {
  id: 'insuranceClaim',
  label: { fa: 'دریافت خسارت بیمه', en: 'an insurance claim' },
  nature: 'transaction',
  prerequisites: ['insurancePolicy'],
  steps: [
    {
      id: 'gatherProof',
      label: { fa: 'گردآوردن مدارک حادثه', en: 'gather the proof of what happened' },
      by: SUBJECT,
      with: RAHYAR,
      source: 'assumed',
    },
    {
      id: 'file',
      label: { fa: 'ثبت خسارت', en: 'file the claim' },
      by: SUBJECT,
      with: organizationAt('resalatInsuranceBrokerage'),
      through: organizationId('resalatInsuranceBrokerage'),
      source: 'assumed',
    },
    {
      id: 'assess',
      label: { fa: 'ارزیابی و پرداخت خسارت', en: 'assess and pay the claim' },
      by: organizationAt('resalatInsuranceBrokerage'),
      with: SUBJECT,
      through: organizationId('resalatInsuranceBrokerage'),
      within: assumed(15),
      source: 'assumed',
    },
  ],
  request: 'file',
  askNext: supportOfficerAt('resalatInsuranceBrokerage'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [
    {
      id: 'reportInTime',
      label: { fa: 'گزارش حادثه به بیمه‌گر', en: 'reporting what happened to the insurer' },
      within: assumed(5),
      remindWorkingDaysBefore: [...JOURNEY_ASSUMPTIONS.deadlineReminderWorkingDays],
      reminder: withMember('remindOfDeadline'),
      missed: { state: 'lost', tasks: [withMember('counsel'), inside('resalatInsuranceBrokerage')] },
      source: 'assumed',
    },
  ],
  troubles: [
    {
      id: 'proofMissing',
      label: { fa: 'مدارک خسارت کامل نیست', en: 'the proof is not complete' },
      state: 'invalid',
      field: 'documents',
      tasks: [withMember('guideToCorrection')],
      next: next(supportOfficerAt('resalatInsuranceBrokerage')),
      source: 'assumed',
    },
    {
      id: 'claimDisputed',
      label: { fa: 'بر سر مبلغ خسارت اختلاف است', en: 'the amount of the claim is disputed' },
      state: 'conflict',
      remedies: [
        { id: 'assessAnew', label: { fa: 'ارزیابی دوباره', en: 'assess it anew' } },
        { id: 'acceptOffer', label: { fa: 'پذیرفتن مبلغ', en: 'accept the offer' } },
      ],
      tasks: [{ action: 'settle', by: RAHYAR, with: SUBJECT }, inside('resalatInsuranceBrokerage')],
      next: next(supportOfficerAt('novinDadfar')),
      source: 'assumed',
    },
  ],
  source: 'L42; assumed',
};
