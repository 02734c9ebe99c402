import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, compute, create, list, read, view } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import {
  Count,
  choiceOf,
  DayV1,
  Flag,
  idOf,
  MomentV1,
  OneTimeUrl,
  openWordOf,
  PositiveCount,
  Sha256,
  StaffRef,
  SubjectRef,
  Title,
} from '../contract/wire.ts';
import { TOPICS } from './topics.ts';

const COURSE_LEVELS = ['introductory', 'intermediate', 'advanced'] as const;

/** The university alone moves a course; a caller reads it. */
export const COURSE_MACHINE = stateMachine({
  states: {
    announced: { fa: 'اعلام‌شده', en: 'announced' },
    open: { fa: 'در حال ثبت‌نام', en: 'open' },
    full: { fa: 'تکمیل‌ظرفیت', en: 'full' },
    closed: { fa: 'پایان‌یافته', en: 'closed' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
  },
  initial: 'announced',
  transitions: [
    { action: 'open', from: ['announced', 'full'], to: 'open', by: 'partner' },
    { action: 'fill', from: ['open'], to: 'full', by: 'partner' },
    { action: 'cancel', from: ['announced', 'open', 'full'], to: 'cancelled', by: 'partner' },
    { action: 'close', from: ['open', 'full'], to: 'closed', by: 'time' },
  ],
});

export const course = resource({
  name: 'course',
  title: { fa: 'دوره', en: 'course' },
  prefix: 'course',
  path: '/v1/courses',
  machine: COURSE_MACHINE,
  event: 'university.course.state_changed',
  fields: {
    title: Title,
    topic: openWordOf(TOPICS),
    level: openWordOf(COURSE_LEVELS),
    hours: PositiveCount,
    capacity: PositiveCount,
    seatsLeft: Count,
    startsOn: DayV1,
    endsOn: DayV1,
    prerequisites: z.array(idOf('course')).max(20),
  },
  example: {
    title: 'ارتباط‌گیری مؤثر برای رهیاران',
    topic: 'effective_communication',
    level: 'introductory',
    hours: 12,
    capacity: 40,
    seatsLeft: 17,
    startsOn: '2026-12-06',
    endsOn: '2026-12-20',
    prerequisites: [],
  },
});

/** One learner in one course, from the seat to the certificate. */
export const ENROLMENT_MACHINE = stateMachine({
  states: {
    enrolled: { fa: 'ثبت‌نام‌شده', en: 'enrolled' },
    in_progress: { fa: 'در حال گذراندن', en: 'in progress' },
    completed: { fa: 'گذرانده', en: 'completed' },
    certified: { fa: 'دارای گواهی', en: 'certified' },
    failed: { fa: 'ناموفق', en: 'failed' },
    withdrawn: { fa: 'انصراف‌داده', en: 'withdrawn' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'enrolled',
  transitions: [
    { action: 'begin', from: ['enrolled'], to: 'in_progress', by: 'partner' },
    { action: 'complete', from: ['in_progress'], to: 'completed', by: 'partner' },
    { action: 'certify', from: ['completed'], to: 'certified', by: 'partner' },
    { action: 'fail', from: ['in_progress'], to: 'failed', by: 'partner' },
    { action: 'withdraw', from: ['enrolled', 'in_progress'], to: 'withdrawn', by: 'caller' },
    { action: 'expire', from: ['enrolled', 'in_progress'], to: 'expired', by: 'time' },
  ],
});

/** The learner is a member or one of the staff, a rahyar for example: one of `memberId` and `staffId`. */
export const enrolment = resource({
  name: 'enrolment',
  title: { fa: 'ثبت‌نام در دوره', en: 'enrolment' },
  prefix: 'enrol',
  path: '/v1/enrolments',
  machine: ENROLMENT_MACHINE,
  event: 'university.enrolment.state_changed',
  fields: {
    courseId: idOf('course'),
    memberId: SubjectRef.optional(),
    staffId: StaffRef.optional(),
    /** 0 to 100. */
    progressPercent: marked('none', z.int().min(0).max(100)),
    certificateId: idOf('cert').optional(),
  },
  example: {
    courseId: 'course_01J9ZC2V4N',
    staffId: 'rahyar-12',
    progressPercent: 0,
  },
});

/** Courses of the university, and the proof of having passed them. */
export const courses = capability({
  id: 'university.courses',
  title: { fa: 'دوره‌ها', en: 'Courses' },
  processes: ['effectiveCommunication'],
  resources: [course, enrolment],
  operations: {
    listCourses: list(course, {
      summary: { fa: 'دوره‌ها', en: 'Courses' },
      filters: {
        topic: choiceOf(TOPICS).optional(),
        level: choiceOf(COURSE_LEVELS).optional(),
        state: choiceOf(['announced', 'open', 'full']).optional(),
      },
    }),
    getCourse: read(course, { summary: { fa: 'یک دوره', en: 'One course' } }),
    enrol: create(enrolment, {
      summary: { fa: 'ثبت‌نام در یک دوره', en: 'Enrol in a course' },
      body: { courseId: idOf('course'), memberId: SubjectRef.optional(), staffId: StaffRef.optional() },
      example: { courseId: 'course_01J9ZC2V4N', staffId: 'rahyar-12' },
      rejections: ['CAPACITY_FULL', 'PREREQUISITE_MISSING', 'LEARNER_REQUIRED', 'COURSE_NOT_OPEN'],
      conflicts: ['ALREADY_ENROLLED'],
    }),
    withdraw: act(enrolment, 'withdraw', { summary: { fa: 'انصراف از دوره', en: 'Withdraw from a course' } }),
    getEnrolment: read(enrolment, { summary: { fa: 'یک ثبت‌نام و پیشرفت آن', en: 'One enrolment and its progress' } }),
    listEnrolments: list(enrolment, {
      summary: { fa: 'ثبت‌نام‌های یک یادگیرنده یا دوره', en: 'The enrolments of a learner or a course' },
      filters: { memberId: SubjectRef.optional(), staffId: StaffRef.optional(), courseId: idOf('course').optional() },
    }),
    getCertificate: view(enrolment, 'certificate', {
      summary: { fa: 'گواهی گذراندن دوره', en: 'The certificate of a course that was passed' },
      output: z.object({ certificateId: idOf('cert'), issuedAt: MomentV1, url: OneTimeUrl, sha256: Sha256, expiresAt: MomentV1 }),
      answerExample: {
        certificateId: 'cert_01J9ZC2V4N',
        issuedAt: '2026-12-21T06:00:00Z',
        url: 'https://certificates.example/one-time/Lp6wX2Fe',
        sha256: '2'.repeat(64),
        expiresAt: '2026-12-22T06:00:00Z',
      },
    }),
    verifyCertificate: compute('/v1/certificates/verify', {
      summary: { fa: 'درستی یک گواهی', en: 'Whether a certificate is genuine and valid' },
      body: { certificateId: idOf('cert') },
      example: { certificateId: 'cert_01J9ZC2V4N' },
      output: z.object({
        valid: Flag,
        courseId: idOf('course').optional(),
        topic: openWordOf(TOPICS).optional(),
        issuedAt: MomentV1.optional(),
        validUntil: MomentV1.optional(),
      }),
      answerExample: {
        valid: true,
        courseId: 'course_01J9ZC2V4N',
        topic: 'effective_communication',
        issuedAt: '2026-12-21T06:00:00Z',
      },
    }),
  },
});
