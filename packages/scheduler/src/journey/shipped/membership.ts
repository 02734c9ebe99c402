import type { Journey } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import { assumed, escalation, next, organizationAt, organizationId, SECRETARIAT, secretaryOf, withMember } from './notation.ts';

export const membership: Journey = {
  id: 'membership',
  label: { fa: 'فرایند عضویت', en: 'membership' },
  nature: 'transaction',
  prerequisites: ['ownSim'],
  steps: [
    {
      id: 'enterIdentity',
      label: { fa: 'واردکردن مشخصات هویتی در ام‌رسالت', en: 'enter the identity data in Em-Resalat' },
      by: SUBJECT,
      with: RAHYAR,
      source: 'qhamian.ir',
    },
    {
      id: 'apply',
      label: { fa: 'باز کردن حساب و ثبت تقاضای عضویت', en: 'open the account and apply for membership' },
      by: SUBJECT,
      with: organizationAt('resalatBank'),
      through: organizationId('resalatBank'),
      source: 'icup.ir; maher.resalatuniversity.ir',
    },
    {
      id: 'review',
      label: { fa: 'بررسی مدارک و پذیرش عضویت', en: 'review the documents and accept the membership' },
      by: SECRETARIAT,
      with: SUBJECT,
      within: assumed(5),
      source: 'assumed',
    },
  ],
  request: 'apply',
  askNext: secretaryOf('membership'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'simInOtherName',
      label: { fa: 'سیم‌کارت به نام دیگری است', en: 'the SIM card is in another name' },
      state: 'blocked',
      needs: ['ownSim'],
      tasks: [withMember('guideToPrerequisites')],
      next: next(secretaryOf('membership')),
      source: 'maher.resalatuniversity.ir; assumed',
    },
    {
      id: 'documentsIncomplete',
      label: { fa: 'مدارک باید کامل شود', en: 'documents need completion' },
      state: 'invalid',
      field: 'documents',
      tasks: [withMember('guideToCorrection')],
      next: next(secretaryOf('membership')),
      source: 'assumed',
    },
    {
      id: 'addressNotConfirmed',
      label: { fa: 'نشانی تأیید نشده است', en: 'the address was not confirmed' },
      state: 'invalid',
      field: 'address',
      tasks: [withMember('guideToCorrection')],
      next: next(secretaryOf('membership')),
      source: 'assumed',
    },
    {
      id: 'leftHalfWay',
      label: { fa: 'درخواست نیمه‌کاره رها شده است', en: 'the request was left half-way' },
      state: 'overdue',
      tasks: [withMember('askToGoOn')],
      next: next(secretaryOf('membership'), assumed(10)),
      source: 'assumed',
    },
  ],
  source: 'qhamian.ir; maher.resalatuniversity.ir',
};
