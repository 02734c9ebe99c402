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

/** A parcel of MTS: goods, a bank card or a cheque book. */
export const parcelDelivery: Journey = {
  id: 'parcelDelivery',
  label: { fa: 'ارسال و تحویل مرسوله', en: 'sending and delivery of a parcel' },
  nature: 'transaction',
  prerequisites: [],
  steps: [
    {
      id: 'register',
      label: { fa: 'ثبت مرسوله و نشانی گیرنده در ام‌تی‌اس', en: 'register the parcel and the receiver’s address in MTS' },
      by: SUBJECT,
      with: RAHYAR,
      through: organizationId('shokoohIsar'),
      source: 'qhamian.ir; assumed',
    },
    {
      id: 'handIn',
      label: { fa: 'سپردن مرسوله و گرفتن کد رهگیری', en: 'hand the parcel in and get a tracking code' },
      by: SUBJECT,
      with: organizationAt('shokoohIsar'),
      through: organizationId('shokoohIsar'),
      source: 'assumed',
    },
    {
      id: 'deliver',
      label: { fa: 'رساندن مرسوله به گیرنده', en: 'deliver the parcel to the receiver' },
      by: organizationAt('shokoohIsar'),
      with: SUBJECT,
      through: organizationId('shokoohIsar'),
      within: assumed(7),
      source: 'L42; assumed',
    },
  ],
  request: 'handIn',
  askNext: supportOfficerAt('shokoohIsar'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'addressWrong',
      label: { fa: 'نشانی گیرنده درست نیست', en: 'the receiver’s address is not right' },
      state: 'invalid',
      field: 'address',
      tasks: [withMember('guideToCorrection'), inside('shokoohIsar')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
    {
      id: 'lostOnTheWay',
      label: { fa: 'مرسوله گم شده است', en: 'the parcel was lost' },
      state: 'lost',
      tasks: [inside('shokoohIsar'), withMember('accompany')],
      next: next(supportOfficerAt('resalatInsuranceBrokerage')),
      source: 'assumed',
    },
    {
      id: 'damaged',
      label: { fa: 'مرسوله آسیب دیده است', en: 'the parcel is damaged' },
      state: 'conflict',
      afterDone: true,
      remedies: [
        { id: 'compensate', label: { fa: 'جبران خسارت', en: 'compensate for it' } },
        { id: 'sendAnew', label: { fa: 'فرستادن دوباره', en: 'send it anew' } },
      ],
      tasks: [inside('shokoohIsar')],
      next: next(supportOfficerAt('resalatInsuranceBrokerage')),
      source: 'assumed',
    },
  ],
  source: 'L42; qhamian.ir',
};
