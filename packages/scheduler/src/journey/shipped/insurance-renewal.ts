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

export const insuranceRenewal: Journey = {
  id: 'insuranceRenewal',
  label: { fa: 'گرفتن و تمدید بیمه‌نامه', en: 'taking out and renewing a policy' },
  nature: 'transaction',
  prerequisites: ['membership'],
  steps: [
    {
      id: 'compare',
      label: { fa: 'استعلام قیمت و انتخاب پوشش در ام‌بیمه', en: 'ask for the price and choose the cover in M-Bime' },
      by: SUBJECT,
      with: RAHYAR,
      through: organizationId('resalatInsuranceBrokerage'),
      source: 'qhamian.ir; assumed',
    },
    {
      id: 'payPremium',
      label: { fa: 'پرداخت حق بیمه', en: 'pay the premium' },
      by: SUBJECT,
      with: organizationAt('resalatInsuranceBrokerage'),
      through: organizationId('resalatInsuranceBrokerage'),
      source: 'maher.resalatuniversity.ir; assumed',
    },
    {
      id: 'issue',
      label: { fa: 'صدور بیمه‌نامه', en: 'issue the policy' },
      by: organizationAt('resalatInsuranceBrokerage'),
      with: SUBJECT,
      through: organizationId('resalatInsuranceBrokerage'),
      within: assumed(2),
      source: 'assumed',
    },
  ],
  request: 'payPremium',
  askNext: supportOfficerAt('resalatInsuranceBrokerage'),
  escalation: escalation(secretaryOf('region')),
  renewal: { validFor: assumed(12, 'jalaliMonths'), remindBefore: JOURNEY_ASSUMPTIONS.renewalReminder },
  deadlines: [],
  troubles: [
    {
      id: 'lapsed',
      label: { fa: 'بیمه‌نامه تمدید نشده و پوشش بریده است', en: 'the policy was not renewed and the cover has lapsed' },
      state: 'expired',
      afterDone: true,
      tasks: [withMember('renew')],
      next: next(supportOfficerAt('resalatInsuranceBrokerage')),
      source: 'assumed',
    },
    {
      id: 'visitNeeded',
      label: { fa: 'بازدید خودرو لازم است', en: 'the car must be inspected' },
      state: 'blocked',
      tasks: [withMember('guideToPrerequisites'), inside('resalatInsuranceBrokerage')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
  ],
  leadsTo: 'insuranceClaim',
  source: 'L42; qhamian.ir',
};
