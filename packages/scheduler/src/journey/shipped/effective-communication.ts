import type { Journey } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import { escalation, next, organizationId, secretaryOf, supportOfficerAt, withMember } from './notation.ts';

export const effectiveCommunication: Journey = {
  id: 'effectiveCommunication',
  label: { fa: 'ارتباط‌گیری مؤثر', en: 'effective communication' },
  nature: 'competence',
  prerequisites: [],
  steps: [
    {
      id: 'learn',
      label: { fa: 'گذراندن آموزش گفت‌وگو با عضو', en: 'learn to speak with members' },
      by: RAHYAR,
      with: supportOfficerAt('resalatUniversity'),
      through: organizationId('resalatUniversity'),
      source: 'L97; assumed',
    },
    {
      id: 'practise',
      label: { fa: 'تماس با عضو و ثبت نتیجهٔ آن', en: 'contact members and log the outcome' },
      by: RAHYAR,
      with: SUBJECT,
      source: 'L71; assumed',
    },
  ],
  request: 'learn',
  askNext: supportOfficerAt('resalatUniversity'),
  escalation: escalation(secretaryOf('region')),
  deadlines: [],
  troubles: [
    {
      id: 'contactUnwanted',
      label: { fa: 'عضو نمی‌خواهد با او تماس گرفته شود', en: 'the member wishes not to be contacted' },
      state: 'blocked',
      tasks: [{ action: 'counsel', by: supportOfficerAt('resalatUniversity'), with: RAHYAR }],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
    {
      id: 'notReached',
      label: { fa: 'عضو پاسخ نمی‌دهد', en: 'the member does not answer' },
      state: 'overdue',
      tasks: [withMember('askToGoOn')],
      next: next(supportOfficerAt('resalatUniversity')),
      source: 'assumed',
    },
  ],
  source: 'L71; L97',
};
