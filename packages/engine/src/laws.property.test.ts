import { SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { coveringOf } from './covering.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, inOrderOfName, NO_PLACE, NOBODY } from './subject-columns.ts';
import { arbitraryParts, type ProblemParts, problemFrom } from './testing/arbitrary-problem.ts';
import { oneByOne } from './testing/faults-of-seating.ts';
import { withNames } from './testing/faults-of-telling.ts';
import { type Engine, engineWith, planning, readingService } from './testing/faulty-engine.ts';
import { directiveFor, prospectWith } from './testing/small-world.ts';

/** Draws a number from 0 to below the bound. */
type Draw = (bound: number) => number;

/** What holds between the plans for two problems, one made from the other; `breaks` is an engine with a mistake that only the law need show. */
type Law = {
  readonly law: string;
  holds(engine: Engine, parts: ProblemParts, draw: Draw): boolean;
  readonly fault: string;
  readonly breaks: Engine;
};

const LAWS: readonly Law[] = [
  {
    law: 'the order of rows, staff, decisions, relations and links makes no difference',
    holds: (engine, parts, draw) => isSame(engine(parts), engine(shuffledParts(parts, draw))),
    fault: 'seats whoever comes first',
    breaks: (parts) => {
      const { ids } = problemFrom(parts).subjects;
      return engineWith({ seats: oneByOne(() => parts.subjects.map(({ subject }) => ids.indexOf(subject.id))) })(parts);
    },
  },
  {
    law: 'where coverage changes by one seat more, more of the highest tier concerned are covered',
    holds: (engine, parts, draw) => {
      const unpinned = { ...parts, directives: { ...parts.directives, pins: [] } };
      const wider = withOneSeatMore(unpinned, draw);
      const [before, after] = [unpinned, wider].map((some) => coverageByTier(problemFrom(some), engine(some))) as [number[][], number[][]];
      return before.every((tiers, subjectClass) => {
        const first = tiers.findIndex((covered, tier) => covered !== after[subjectClass]?.[tier]);
        return first === -1 || (after[subjectClass]?.[first] as number) > (tiers[first] as number);
      });
    },
    fault: 'keeps limits in two bits',
    breaks: readingService(({ caseload }) => ({ caseload: { ...caseload, person: caseload.person & 3 } })),
  },
  {
    law: 'nobody’s rahyars change while the world stays as it is',
    holds: (engine, parts) => {
      const plan = engine(parts);
      return isSame(engine(theDayAfter(parts, plan)).responsible, plan.responsible);
    },
    fault: 'takes being parted from somebody for a gain',
    breaks: engineWith({
      read: (parts) => ({
        ...parts,
        directives: {
          ...parts.directives,
          vetoes: parts.subjects.flatMap(({ subject, previousRahyar }) =>
            previousRahyar === undefined ? [] : directiveFor(subject.id, previousRahyar),
          ),
        },
      }),
    }),
  },
  {
    law: 'somebody whom nobody covers changes nothing for all others',
    holds: (engine, parts) => {
      const plan = engine(parts);
      const { responsible } = engine({ ...parts, subjects: [...parts.subjects, { subject: prospectWith('zzz') }] });
      return Object.entries(plan.responsible).every(([basis, names]) =>
        names.every((name, subject) => name === responsible[basis as keyof typeof responsible][subject]),
      );
    },
    fault: 'counts online rahyars off from the last subject',
    breaks: planning((plan, problem) => {
      const covering = coveringOf(problem);
      return withNames(plan, 'online', (_name, subject) => {
        const online = covering.online(subject);
        return online[(plan.tier.length - subject) % Math.max(1, online.length)] ?? NOBODY;
      });
    }),
  },
];

const honest = engineWith({});
const draws = fc.infiniteStream(fc.nat()).map(
  (keys): Draw =>
    (bound) =>
      (keys.next().value as number) % Math.max(1, bound),
);

describe('laws of the assignment', () => {
  it.each(LAWS.map((row) => [row.law, row] as const))('%s', (_law, { holds }) => {
    fc.assert(
      fc.property(arbitraryParts, draws, (parts, draw) => {
        expect(holds(honest, parts, draw)).toBe(true);
      }),
    );
  });

  it.each(LAWS.map((row) => [row.fault, row] as const))('an engine that %s is noticed', (_fault, { holds, breaks }) => {
    const isKept = fc.property(arbitraryParts, draws, (parts, draw) => holds(breaks, parts, draw));
    expect(fc.check(isKept, { numRuns: 300, endOnFailure: true }).failed).toBe(true);
  });

  it('columns filled in any other numbering of places, organisations, sets and profiles give the same plan', () => {
    fc.assert(
      fc.property(arbitraryParts, (parts) => {
        const problem = problemFrom(parts);
        expect(assign(renumbered(problem))).toEqual(assign(problem));
      }),
    );
  });

  it('an engine that goes by the numbers of places is noticed', () => {
    const byPlaceNumber = (problem: AssignmentProblem): readonly number[] =>
      Array.from(problem.subjects.home, (home, subject) => {
        const open = coveringOf(problem).companions(subject, 'residence');
        return home === NO_PLACE ? NOBODY : (open[home % Math.max(1, open.length)]?.staff ?? NOBODY);
      });
    const isKept = fc.property(arbitraryParts, (parts) => {
      const problem = problemFrom(parts);
      return isSame(byPlaceNumber(renumbered(problem)), byPlaceNumber(problem));
    });
    expect(fc.check(isKept, { numRuns: 300, endOnFailure: true }).failed).toBe(true);
  });
});

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function shuffledParts({ policy, community, subjects, directives }: ProblemParts, draw: Draw): ProblemParts {
  const shuffled = <T>(rows: readonly T[]): T[] =>
    rows
      .map((row) => ({ row, key: draw(2 ** 31) }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row);
  return {
    policy,
    community: shuffled(community),
    subjects: shuffled(subjects).map((row) => {
      const { relations, socialLinks } = row.subject;
      return {
        ...row,
        subject: {
          ...row.subject,
          ...(relations === undefined ? {} : { relations: shuffled(relations) }),
          ...(socialLinks === undefined ? {} : { socialLinks: shuffled(socialLinks) }),
        },
      };
    }),
    directives: { version: 1, pins: shuffled(directives.pins), vetoes: shuffled(directives.vetoes) },
  };
}

function withOneSeatMore(parts: ProblemParts, draw: Draw): ProblemParts {
  const chosen = draw(parts.community.length);
  const subjectClass = SUBJECT_CLASSES[draw(SUBJECT_CLASSES.length)] ?? 'person';
  const community = parts.community.map((member, index) => {
    if (member.service === undefined || index !== chosen) return member;
    const { caseload } = member.service;
    return { ...member, service: { ...member.service, caseload: { ...caseload, [subjectClass]: caseload[subjectClass] + 1 } } };
  });
  return { ...parts, community };
}

/** How many have a dedicated rahyar, by class and tier. */
function coverageByTier(problem: AssignmentProblem, plan: AssignmentPlan): number[][] {
  const covered = SUBJECT_CLASSES.map(() => [0, 0, 0, 0, 0]);
  plan.tier.forEach((tier, subject) => {
    const row = covered[CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number] as number[];
    if (isDedicated(plan, subject)) row[tier] = (row[tier] as number) + 1;
  });
  return covered;
}

function theDayAfter(parts: ProblemParts, plan: AssignmentPlan): ProblemParts {
  const { staff, subjects } = problemFrom(parts);
  return {
    ...parts,
    subjects: parts.subjects.map(({ previousRahyar: _, ...row }) => {
      const subject = subjects.ids.indexOf(row.subject.id);
      const rahyar = isDedicated(plan, subject) ? staff[primaryOf(plan, subject)]?.id : undefined;
      return { ...row, ...(rahyar === undefined ? {} : { previousRahyar: rahyar }) };
    }),
  };
}

/** The same problem, its tables the other way round; what is empty stays first. */
function renumbered(problem: AssignmentProblem): AssignmentProblem {
  const { places, organizations, relationSets, linkSets, profiles, subjects } = problem;
  const fromEnd = <T>([first, ...rest]: readonly T[]): T[] => [first as T, ...rest.reverse()];
  const number = (index: number, { length }: readonly unknown[]): number => (index === 0 ? 0 : length - index);
  const reversed = organizations.toReversed();
  const sets = relationSets.map((set) =>
    inOrderOfName(
      set.map((row) => ({ ...row, organization: organizations.length - 1 - row.organization })),
      reversed,
    ),
  );
  const placeNumber = (place: number): number => (place === NO_PLACE ? NO_PLACE : places.length - 1 - place);
  return {
    ...problem,
    places: places.toReversed(),
    organizations: reversed,
    relationSets: fromEnd(sets),
    linkSets: fromEnd(linkSets),
    profiles: fromEnd(profiles),
    subjects: {
      ...subjects,
      home: subjects.home.map(placeNumber),
      work: subjects.work.map(placeNumber),
      relationSet: subjects.relationSet.map((set) => number(set, relationSets)),
      linkSet: subjects.linkSet.map((set) => number(set, linkSets)),
      profile: subjects.profile.map((profile) => number(profile, profiles)),
    },
  };
}
