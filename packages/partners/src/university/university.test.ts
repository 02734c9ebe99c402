import { KEY_PROCESSES, RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { isFinal, type StateMachine, statesOf, transitionFrom } from '../contract/machine.ts';
import { knownWordsOf } from '../contract/wire.ts';
import { COURSE_MACHINE, course, courses, ENROLMENT_MACHINE } from './courses.ts';
import { GUIDE_MACHINE, guide, guides } from './guides.ts';
import { university } from './index.ts';
import { TOPIC_OF_PROCESS, TOPICS } from './topics.ts';

const walk = (machine: StateMachine, steps: readonly string[]): string =>
  steps.reduce((state, action) => transitionFrom(machine, state, action)?.to ?? `no ${action} from ${state}`, machine.initial);
const finalStates = (machine: StateMachine): readonly string[] => statesOf(machine).filter((state) => isFinal(machine, state));

describe('the university', () => {
  it('has the name that the registry gives it', () => {
    expect(RAHYARI_ORGANIZATIONS.find(({ id }) => id === university.id)?.label).toEqual(university.title);
  });

  it('has a topic for each of the twelve processes, and takes each as a filter', () => {
    expect(TOPICS).toEqual(KEY_PROCESSES.map((process) => TOPIC_OF_PROCESS[process]));
    expect(new Set(TOPICS).size).toBe(KEY_PROCESSES.length);
    for (const topic of TOPICS) {
      expect(courses.operations.listCourses.query.safeParse({ topic }).success).toBe(true);
      expect(guides.operations.list.query.safeParse({ topic }).success).toBe(true);
    }
    expect([course, guide].map(({ fields }) => knownWordsOf(fields.shape.topic))).toEqual([TOPICS, TOPICS]);
  });

  it.each([
    ['دوره پر و برگزار می‌شود', COURSE_MACHINE, ['open', 'fill', 'close'], 'closed'],
    ['a seat comes free again', COURSE_MACHINE, ['open', 'fill', 'open', 'close'], 'closed'],
    ['too few learners', COURSE_MACHINE, ['open', 'cancel'], 'cancelled'],
    ['گذراندن دوره و گرفتن گواهی', ENROLMENT_MACHINE, ['begin', 'complete', 'certify'], 'certified'],
    ['the last test goes wrong', ENROLMENT_MACHINE, ['begin', 'fail'], 'failed'],
    ['the learner gives up', ENROLMENT_MACHINE, ['begin', 'withdraw'], 'withdrawn'],
    ['the learner never comes', ENROLMENT_MACHINE, ['expire'], 'expired'],
    ['راهنما بازنگری و روزی کنار گذاشته می‌شود', GUIDE_MACHINE, ['revise', 'publish', 'retire'], 'retired'],
  ] as const)('%s', (_, machine, steps, end) => {
    expect(walk(machine, steps)).toBe(end);
  });

  it('has no way out of an end but the ones told above', () => {
    expect(finalStates(COURSE_MACHINE)).toEqual(['closed', 'cancelled']);
    expect(finalStates(ENROLMENT_MACHINE)).toEqual(['certified', 'failed', 'withdrawn', 'expired']);
    expect(finalStates(GUIDE_MACHINE)).toEqual(['retired']);
  });

  it('moves its courses and guides itself', () => {
    for (const machine of [COURSE_MACHINE, GUIDE_MACHINE])
      expect(machine.transitions.filter(({ by }: { readonly by: string }) => by === 'caller')).toEqual([]);
  });

  it('teaches members and rahyars, and a learner of neither kind is turned down by a code', () => {
    const { body, rejections, conflicts } = courses.operations.enrol;
    for (const learner of [{ memberId: 'member-1' }, { staffId: 'rahyar-12' }])
      expect(body.safeParse({ courseId: 'course_1', ...learner }).success).toBe(true);
    expect(rejections).toEqual(expect.arrayContaining(['LEARNER_REQUIRED', 'CAPACITY_FULL', 'PREREQUISITE_MISSING']));
    expect(conflicts).toEqual(['ALREADY_ENROLLED']);
  });

  it('says of a certificate whether it is valid and nothing of its holder', () => {
    expect(Object.keys(courses.operations.verifyCertificate.output.shape)).toEqual([
      'valid',
      'courseId',
      'topic',
      'issuedAt',
      'validUntil',
    ]);
  });
});
