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

/** From the first day after the due day to the payment; the loan itself is another journey. */
export const overdueInstalment: Journey = {
  id: 'overdueInstalment',
  label: { fa: 'قسط عقب‌افتاده در بانک', en: 'an overdue instalment at the bank' },
  nature: 'transaction',
  prerequisites: [],
  steps: [
    {
      id: 'learnCause',
      label: { fa: 'شنیدن سبب عقب‌افتادن از عضو', en: 'hear from the member why it is overdue' },
      by: RAHYAR,
      with: SUBJECT,
      source: 'L117; assumed',
    },
    {
      id: 'promise',
      label: { fa: 'گفتن روز پرداخت', en: 'name the day of payment' },
      by: SUBJECT,
      with: RAHYAR,
      source: 'assumed',
    },
    {
      id: 'pay',
      label: { fa: 'پرداخت قسط و ثبت آن در بانک', en: 'pay the instalment and see it booked at the bank' },
      by: organizationAt('resalatBank'),
      with: SUBJECT,
      through: organizationId('resalatBank'),
      within: assumed(2),
      source: 'assumed',
    },
  ],
  request: 'promise',
  askNext: supportOfficerAt('resalatBank'),
  escalation: escalation(supportOfficerAt('novinDadfar')),
  deadlines: [
    {
      id: 'beforeLegalSide',
      label: { fa: 'پرداخت پیش از پیگیری حقوقی', en: 'payment before the legal side is asked' },
      within: assumed(JOURNEY_ASSUMPTIONS.legalSideAfterDays, 'days'),
      remindWorkingDaysBefore: [3, 1],
      reminder: withMember('askToPay'),
      missed: { state: 'lost', tasks: [inside('novinDadfar', 'followLegalSide'), withMember('accompany')] },
      source: 'L59; assumed',
    },
  ],
  troubles: [
    {
      id: 'cannotPay',
      label: { fa: 'عضو توان پرداخت ندارد', en: 'the member is not able to pay' },
      state: 'blocked',
      tasks: [withMember('counsel'), inside('resalatBank', 'followBankSide'), withMember('accompany')],
      next: next(supportOfficerAt('novinDadfar')),
      source: 'assumed',
    },
    {
      id: 'paidNotBooked',
      label: { fa: 'پرداخت شده و در بانک ثبت نشده است', en: 'it was paid and is not booked at the bank' },
      state: 'overdue',
      tasks: [inside('resalatBank', 'followBankSide')],
      next: next(secretaryOf('creditEvaluation')),
      source: 'assumed',
    },
    {
      id: 'guarantorPressed',
      label: { fa: 'از ضامن مطالبه شده است', en: 'the guarantor was asked for the payment' },
      state: 'overdue',
      tasks: [withMember('askToPay'), inside('resalatBank', 'followBankSide'), withMember('accompany')],
      next: next(supportOfficerAt('novinDadfar')),
      source: 'bankavl.com; assumed',
    },
  ],
  leadsTo: 'loanRequest',
  source: 'L59; L117; bankavl.com',
};
