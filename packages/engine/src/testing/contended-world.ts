import { type StaffMember, Subject } from '@rahyar/domain';
import fc from 'fast-check';
import type { AssignmentProblem } from '../problem.ts';
import type { SubjectInput } from '../problem-of.ts';
import { ON } from './arbitrary-problem.ts';
import { areaPost, directiveFor, organizationPost, staffWith, worldOf } from './small-world.ts';

const place = fc.constantFrom('0101', '010101', '0102');
const staff = (index: number): fc.Arbitrary<StaffMember> =>
  fc
    .record({
      post: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(areaPost('0101'), areaPost('0102'), areaPost('01')) },
        { weight: 1, arbitrary: fc.constant(organizationPost('behzisti')) },
      ),
      person: fc.nat({ max: 2 }),
    })
    .map(({ post, person }) => staffWith(`s${index}`, post, { person }));

const subject = (index: number): fc.Arbitrary<SubjectInput> =>
  fc
    .record(
      {
        home: place,
        work: place,
        relations: fc.constant([{ organization: 'behzisti', relation: 'employee' }]),
        previousRahyar: fc.constantFrom('s0', 's1', 's2'),
        own: fc.constantFrom(
          { subject: 'member', kind: 'natural', lastActivity: { signIn: ON } },
          { subject: 'applicant', appliedOn: ON },
          { subject: 'member', kind: 'natural' },
          { subject: 'prospect' },
        ),
      },
      { requiredKeys: ['home', 'own'] },
    )
    .map(({ own, previousRahyar, ...facts }) => ({
      subject: Subject.parse({ id: `p${index}`, ...facts, ...own }),
      ...(previousRahyar === undefined ? {} : { previousRahyar }),
    }));

/**
 * Tiny problems in which almost everybody wants a seat that somebody else has: three or four rahyars whose areas overlap, fewer seats than
 * people of all tiers, homes and workplaces apart, rahyars of yesterday, now and then a pin and a veto. Few enough to try every seating.
 */
export const contendedWorld: fc.Arbitrary<AssignmentProblem> = fc
  .record({
    community: fc.tuple(staff(0), staff(1), staff(2), staff(3)),
    subjects: fc.tuple(subject(0), subject(1), subject(2), subject(3), subject(4), subject(5)),
    pinned: fc.option(fc.constantFrom('s0', 's1'), { freq: 1 }),
    vetoed: fc.option(fc.constantFrom('s1', 's2'), { freq: 1 }),
  })
  .map(({ community, subjects, pinned, vetoed }) =>
    worldOf(community, subjects, undefined, {
      version: 1,
      pins: pinned === null ? [] : [directiveFor('p0', pinned)],
      vetoes: vetoed === null ? [] : [directiveFor('p1', vetoed)],
    }),
  );
