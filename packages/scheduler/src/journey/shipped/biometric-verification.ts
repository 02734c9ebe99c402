import type { Journey } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import { assumed, escalation, next, organizationAt, organizationId, secretaryOf, supportOfficerAt, withMember } from './notation.ts';

export const biometricVerification: Journey = {
  id: 'biometricVerification',
  label: { fa: 'احراز هویت بیومتریک', en: 'biometric identity verification' },
  nature: 'transaction',
  prerequisites: ['nationalCard'],
  steps: [
    {
      id: 'filmFace',
      label: { fa: 'پرداخت کارمزد و گرفتن فیلم زنده از چهره', en: 'pay the fee and film the face live' },
      by: SUBJECT,
      with: organizationAt('part'),
      through: organizationId('part'),
      hours: { opens: '07:00', closes: '23:00', source: 'Finnotech' },
      source: 'maher.resalatuniversity.ir; Finnotech',
    },
    {
      id: 'result',
      label: { fa: 'اعلام نتیجهٔ تطبیق چهره و زنده‌بودن', en: 'give the result of face match and liveness' },
      by: organizationAt('part'),
      with: SUBJECT,
      through: organizationId('part'),
      within: assumed(1),
      source: 'Finnotech; assumed',
    },
  ],
  request: 'filmFace',
  askNext: supportOfficerAt('part'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'poorLight',
      label: { fa: 'نور یا دوربین کافی نیست', en: 'light or camera do not suffice' },
      state: 'invalid',
      field: 'video',
      tasks: [withMember('guideToCorrection')],
      next: next(supportOfficerAt('part')),
      source: 'assumed',
    },
    {
      id: 'oldCard',
      label: { fa: 'کارت ملی قدیمی است', en: 'the national card is an old one' },
      state: 'blocked',
      needs: ['nationalCard'],
      tasks: [withMember('guideToPrerequisites')],
      next: next(supportOfficerAt('part')),
      source: 'assumed',
    },
    {
      id: 'failedThrice',
      label: { fa: 'سه بار ناموفق بوده است', en: 'it failed three times' },
      state: 'blocked',
      tasks: [
        { action: 'settle', by: RAHYAR, with: SUBJECT },
        { action: 'followBankSide', by: supportOfficerAt('resalatBank'), with: RAHYAR },
      ],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
  ],
  source: 'maher.resalatuniversity.ir; Finnotech',
};
