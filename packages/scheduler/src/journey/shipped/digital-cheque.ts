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

export const digitalCheque: Journey = {
  id: 'digitalCheque',
  label: { fa: 'چک دیجیتال', en: 'digital cheque' },
  nature: 'transaction',
  prerequisites: ['signatureCertificate', 'noBouncedCheque'],
  steps: [
    {
      id: 'activateChakad',
      label: { fa: 'فعال‌کردن چکاد در برنامهٔ بانک', en: 'activate Chakad in the bank’s app' },
      by: SUBJECT,
      with: RAHYAR,
      through: organizationId('resalatBank'),
      source: 'noortarazan.com',
    },
    {
      id: 'request',
      label: { fa: 'درخواست دسته‌چک دیجیتال با رمز پیامکی', en: 'ask for a digital cheque book with the code of the message' },
      by: SUBJECT,
      with: organizationAt('resalatBank'),
      through: organizationId('resalatBank'),
      source: 'noortarazan.com',
    },
    {
      id: 'issueBook',
      label: { fa: 'بررسی شرایط و دادن دسته‌چک', en: 'check the conditions and give the cheque book' },
      by: organizationAt('resalatBank'),
      with: SUBJECT,
      through: organizationId('resalatBank'),
      within: assumed(3),
      source: 'nerkhruz.ir; assumed',
    },
  ],
  request: 'request',
  askNext: supportOfficerAt('resalatBank'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'lastBookUnregistered',
      label: {
        fa: 'کمتر از ۸۰٪ دسته‌چک پیشین در صیاد ثبت شده است',
        en: 'less than 80 % of the last cheque book is registered in Sayad',
      },
      state: 'blocked',
      tasks: [withMember('guideToRemedy')],
      next: next(supportOfficerAt('resalatBank')),
      source: 'nerkhruz.ir',
    },
    {
      id: 'receiverSilent',
      label: { fa: 'گیرنده چک را نپذیرفته است', en: 'the receiver has not accepted the cheque' },
      state: 'overdue',
      afterDone: true,
      tasks: [withMember('askToGoOn')],
      next: next(supportOfficerAt('resalatBank')),
      source: 'Finnotech; assumed',
    },
    {
      id: 'bounced',
      label: { fa: 'چک برگشت خورده است', en: 'the cheque bounced' },
      state: 'overdue',
      afterDone: true,
      tasks: [inside('resalatBank', 'followBankSide'), inside('novinDadfar', 'followLegalSide'), withMember('accompany')],
      next: next(secretaryOf('region')),
      source: 'Finnotech; assumed',
    },
  ],
  source: 'noortarazan.com; nerkhruz.ir',
};
