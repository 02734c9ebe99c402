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

/** The founding text says only that support officers follow matters up at Novin Dadfar (L59); the rest is assumed from its name. */
export const legalMatter: Journey = {
  id: 'legalMatter',
  label: { fa: 'پروندهٔ حقوقی با برنامهٔ پرداخت در نوین دادفر', en: 'a legal matter with a payment plan at Novin Dadfar' },
  nature: 'transaction',
  prerequisites: [],
  steps: [
    {
      id: 'openMatter',
      label: { fa: 'باز کردن پرونده در نوین دادفر', en: 'open the matter at Novin Dadfar' },
      by: supportOfficerAt('novinDadfar'),
      with: RAHYAR,
      through: organizationId('novinDadfar'),
      source: 'L59; assumed',
    },
    {
      id: 'proposePlan',
      label: { fa: 'پیشنهاد برنامهٔ پرداخت به توان عضو', en: 'propose a payment plan within the member’s means' },
      by: SUBJECT,
      with: RAHYAR,
      source: 'assumed',
    },
    {
      id: 'agreePlan',
      label: { fa: 'پذیرش برنامهٔ پرداخت', en: 'agree to the payment plan' },
      by: organizationAt('novinDadfar'),
      with: SUBJECT,
      through: organizationId('novinDadfar'),
      within: assumed(5),
      source: 'assumed',
    },
    {
      id: 'payPlan',
      label: { fa: 'پرداخت همهٔ قسط‌های برنامه', en: 'pay every instalment of the plan' },
      by: SUBJECT,
      with: organizationAt('novinDadfar'),
      through: organizationId('novinDadfar'),
      source: 'assumed',
    },
    {
      id: 'closeMatter',
      label: { fa: 'بستن پرونده', en: 'close the matter' },
      by: organizationAt('novinDadfar'),
      with: SUBJECT,
      through: organizationId('novinDadfar'),
      within: assumed(10),
      source: 'assumed',
    },
  ],
  request: 'proposePlan',
  askNext: supportOfficerAt('novinDadfar'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [
    {
      id: 'planInstalment',
      label: { fa: 'قسط بعدی برنامهٔ پرداخت', en: 'the next instalment of the payment plan' },
      within: assumed(1, 'jalaliMonths'),
      remindWorkingDaysBefore: [...JOURNEY_ASSUMPTIONS.deadlineReminderWorkingDays],
      reminder: withMember('askToPay'),
      missed: { state: 'lost', tasks: [inside('novinDadfar', 'followLegalSide'), withMember('counsel'), withMember('accompany')] },
      source: 'assumed',
    },
  ],
  troubles: [
    {
      id: 'planRefused',
      label: { fa: 'برنامهٔ پرداخت پذیرفته نشده است', en: 'the payment plan was refused' },
      state: 'conflict',
      remedies: [
        { id: 'proposeAnew', label: { fa: 'پیشنهاد برنامه‌ای تازه', en: 'propose another plan' } },
        { id: 'bringGuarantor', label: { fa: 'آوردن ضامن', en: 'bring a guarantor' } },
      ],
      tasks: [withMember('counsel'), inside('novinDadfar', 'followLegalSide')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
    {
      id: 'documentsLacking',
      label: { fa: 'اسناد پرونده کامل نیست', en: 'the documents of the matter are not complete' },
      state: 'invalid',
      field: 'documents',
      tasks: [withMember('guideToCorrection')],
      next: next(supportOfficerAt('novinDadfar')),
      source: 'assumed',
    },
  ],
  source: 'L59; assumed',
};
