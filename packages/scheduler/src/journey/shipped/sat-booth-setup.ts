import type { Journey } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import {
  assumed,
  escalation,
  inside,
  next,
  organizationAt,
  organizationId,
  secretaryOf,
  supportOfficerAt,
  withMember,
} from './notation.ts';

export const satBoothSetup: Journey = {
  id: 'satBoothSetup',
  label: { fa: 'تعریف سات یا غرفهٔ مجازی در بازار اعضا', en: 'setting up a SAT, a virtual booth in the members’ market' },
  nature: 'transaction',
  prerequisites: ['coreId'],
  steps: [
    {
      id: 'fillIn',
      label: { fa: 'کامل‌کردن داده‌های سات با نشانی مبدأ کالا', en: 'complete the data of the SAT with the origin address of goods' },
      by: SUBJECT,
      with: RAHYAR,
      through: organizationId('fardap'),
      source: 'resagoft.com',
    },
    {
      id: 'signContract',
      label: { fa: 'خواندن قوانین، امضای قرارداد و ثبت نهایی', en: 'read the rules, sign the contract and register' },
      by: SUBJECT,
      with: organizationAt('fardap'),
      through: organizationId('fardap'),
      source: 'resagoft.com',
    },
    {
      id: 'open',
      label: { fa: 'پیامک اجازهٔ ثبت محصول', en: 'send the message that products may be registered' },
      by: organizationAt('fardap'),
      with: SUBJECT,
      through: organizationId('fardap'),
      within: assumed(5),
      source: 'resagoft.com; assumed',
    },
  ],
  request: 'signContract',
  askNext: supportOfficerAt('fardap'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'originAddressEmpty',
      label: { fa: 'نشانی مبدأ کالا خالی است', en: 'the origin address of goods is empty' },
      state: 'invalid',
      field: 'originAddress',
      tasks: [withMember('guideToCorrection')],
      next: next(supportOfficerAt('fardap')),
      source: 'resagoft.com',
    },
    {
      id: 'licenceRejected',
      label: { fa: 'پروانهٔ کسب تأیید نشده است', en: 'the business licence was not confirmed' },
      state: 'blocked',
      tasks: [withMember('guideToCorrection'), inside('fardap')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
  ],
  leadsTo: 'satOffering',
  source: 'resagoft.com; L97',
};
