import type { Journey } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import { assumed, escalation, next, SECRETARIAT, secretaryOf, withMember } from './notation.ts';

export const coreIdIssuance: Journey = {
  id: 'coreIdIssuance',
  label: { fa: 'دریافت شناسهٔ هستهٔ کارآفرینی اجتماعی', en: 'receiving the identifier of a social entrepreneurship core' },
  nature: 'transaction',
  prerequisites: ['membership'],
  steps: [
    {
      id: 'tellDetails',
      label: { fa: 'گفتن مشخصات و تخصص راهبر هسته', en: 'tell the details and expertise of the core leader' },
      by: SUBJECT,
      with: RAHYAR,
      source: 'resagoft.com',
    },
    {
      id: 'introduce',
      label: { fa: 'پرکردن فایل معرفی و فرستادن به دبیرخانهٔ مرکزی', en: 'fill in the introduction and send it to the central secretariat' },
      by: secretaryOf('region'),
      with: SECRETARIAT,
      source: 'resagoft.com',
    },
    {
      id: 'issue',
      label: { fa: 'بررسی و دادن شناسه', en: 'review it and give the identifier' },
      by: SECRETARIAT,
      with: SUBJECT,
      within: assumed(10),
      source: 'resagoft.com; assumed',
    },
  ],
  request: 'introduce',
  askNext: secretaryOf('region'),
  escalation: escalation(secretaryOf('membership')),
  deadlines: [],
  troubles: [
    {
      id: 'oldSystemOnly',
      label: { fa: 'هسته تنها در سامانهٔ پیشین ثبت است', en: 'the core stands in the old system only' },
      state: 'invalid',
      tasks: [{ action: 'registerAgain', by: RAHYAR, with: SUBJECT }],
      next: next(secretaryOf('region')),
      source: 'resagoft.com',
    },
    {
      id: 'returned',
      label: { fa: 'معرفی برای اصلاح بازگشته است', en: 'the introduction was sent back for correction' },
      state: 'invalid',
      field: 'introduction',
      tasks: [withMember('guideToCorrection')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
  ],
  leadsTo: 'satBoothSetup',
  source: 'resagoft.com',
};
