import type { Journey } from '../journey.ts';
import { SUBJECT } from '../party.ts';
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

export const trainingCourse: Journey = {
  id: 'trainingCourse',
  label: { fa: 'دورهٔ آموزشی دانشگاه', en: 'a course of the university' },
  nature: 'transaction',
  prerequisites: ['membership'],
  steps: [
    {
      id: 'enrol',
      label: { fa: 'ثبت‌نام در دوره', en: 'enrol in the course' },
      by: SUBJECT,
      with: organizationAt('resalatUniversity'),
      through: organizationId('resalatUniversity'),
      source: 'assumed',
    },
    {
      id: 'attend',
      label: { fa: 'گذراندن درس‌ها و آزمون', en: 'take the lessons and the test' },
      by: SUBJECT,
      with: organizationAt('resalatUniversity'),
      through: organizationId('resalatUniversity'),
      source: 'assumed',
    },
    {
      id: 'certify',
      label: { fa: 'دادن گواهی دوره', en: 'give the certificate of the course' },
      by: organizationAt('resalatUniversity'),
      with: SUBJECT,
      through: organizationId('resalatUniversity'),
      within: assumed(10),
      source: 'assumed',
    },
  ],
  request: 'attend',
  askNext: supportOfficerAt('resalatUniversity'),
  escalation: escalation(secretaryOf('region')),
  renewal: { remindBefore: JOURNEY_ASSUMPTIONS.renewalReminder },
  deadlines: [
    {
      id: 'courseEnd',
      label: { fa: 'پایان مهلت دوره', en: 'the end of the course' },
      within: assumed(2, 'jalaliMonths'),
      remindWorkingDaysBefore: [...JOURNEY_ASSUMPTIONS.deadlineReminderWorkingDays],
      reminder: withMember('remindOfDeadline'),
      missed: { state: 'lost', tasks: [withMember('registerAgain')] },
      source: 'assumed',
    },
  ],
  troubles: [
    {
      id: 'courseFull',
      label: { fa: 'ظرفیت دوره پر است', en: 'the course is full' },
      state: 'blocked',
      tasks: [withMember('counsel'), inside('resalatUniversity')],
      next: next(secretaryOf('region')),
      source: 'assumed',
    },
    {
      id: 'testFailed',
      label: { fa: 'در آزمون پذیرفته نشده است', en: 'the test was not passed' },
      state: 'lost',
      tasks: [withMember('registerAgain'), withMember('accompany')],
      next: next(supportOfficerAt('resalatUniversity')),
      source: 'assumed',
    },
  ],
  source: 'L42; assumed',
};
