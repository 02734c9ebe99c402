import type { Journey } from '../journey.ts';
import { RAHYAR } from '../party.ts';
import { escalation, next, organizationId, SECRETARIAT, secretaryOf, supportOfficerAt, withMember } from './notation.ts';

export const memberIdentification: Journey = {
  id: 'memberIdentification',
  label: { fa: 'شناسایی اعضای محدوده و اعضای فعال', en: 'identifying the members of an area and the active ones' },
  nature: 'competence',
  prerequisites: [],
  steps: [
    {
      id: 'learn',
      label: { fa: 'آموختن خواندن فهرست اعضای محدوده', en: 'learn to read the list of the area’s members' },
      by: RAHYAR,
      with: supportOfficerAt('fardap'),
      through: organizationId('fardap'),
      source: 'L97; assumed',
    },
    {
      id: 'sortByTier',
      label: { fa: 'مرتب‌کردن اعضا به ترتیب اولویت', en: 'sort the members by tier' },
      by: RAHYAR,
      with: SECRETARIAT,
      source: 'L99',
    },
  ],
  request: 'learn',
  askNext: supportOfficerAt('fardap'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'postalCodeOnly',
      label: { fa: 'نشانی عضو تنها کد پستی است', en: 'only a postal code is known of the member’s address' },
      state: 'invalid',
      field: 'address',
      tasks: [withMember('guideToCorrection')],
      next: next(supportOfficerAt('fardap')),
      source: 'assumed',
    },
    {
      id: 'activityUnknown',
      label: { fa: 'از فعالیت عضو خبری نیست', en: 'nothing is known of the member’s activity' },
      state: 'invalid',
      field: 'lastActivity',
      tasks: [{ action: 'followPartnerSide', by: supportOfficerAt('fardap'), with: RAHYAR }],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
  ],
  source: 'L97; L99',
};
