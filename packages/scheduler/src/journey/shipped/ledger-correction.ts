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

/** Members' accounting at Fardap: an entry that the member does not agree with. */
export const ledgerCorrection: Journey = {
  id: 'ledgerCorrection',
  label: { fa: 'اصلاح حساب عضو در فرداپ', en: 'correcting a member’s account at Fardap' },
  nature: 'transaction',
  prerequisites: ['membership'],
  steps: [
    {
      id: 'readLedger',
      label: { fa: 'خواندن صورت حساب و یافتن ردیف نادرست', en: 'read the statement and find the wrong entry' },
      by: SUBJECT,
      with: RAHYAR,
      source: 'assumed',
    },
    {
      id: 'report',
      label: { fa: 'گزارش ردیف نادرست با سند آن', en: 'report the wrong entry with its proof' },
      by: SUBJECT,
      with: organizationAt('fardap'),
      through: organizationId('fardap'),
      source: 'assumed',
    },
    {
      id: 'correct',
      label: { fa: 'رسیدگی و اصلاح حساب', en: 'look into it and correct the account' },
      by: organizationAt('fardap'),
      with: SUBJECT,
      through: organizationId('fardap'),
      within: assumed(5),
      source: 'L42; assumed',
    },
  ],
  request: 'report',
  askNext: supportOfficerAt('fardap'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'proofMissing',
      label: { fa: 'سند ردیف پیدا نمی‌شود', en: 'the proof of the entry cannot be found' },
      state: 'invalid',
      field: 'documents',
      tasks: [withMember('guideToCorrection'), inside('resalatBank', 'followBankSide')],
      next: next(supportOfficerAt('fardap')),
      source: 'assumed',
    },
    {
      id: 'unitMistaken',
      label: { fa: 'مبلغ به تومان خوانده و به ریال ثبت شده است', en: 'the amount was read in toman and booked in rial' },
      state: 'invalid',
      field: 'amount',
      tasks: [inside('fardap')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
  ],
  source: 'L42; assumed',
};
