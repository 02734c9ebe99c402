import {
  type Directives,
  type DivisionCode,
  DomainEvent,
  epochDayOf,
  foldEvents,
  type IsoDate,
  isoDateOf,
  type Post,
  type RahyariPolicy,
  StaffId,
  type StaffMember,
  Subject,
  SubjectId,
} from '@rahyar/domain';
import fc from 'fast-check';
import type { PlanChanges } from '../planner.ts';
import type { AssignmentProblem } from '../problem.ts';
import { problemOf } from '../problem-of.ts';
import { arbitraryEvents } from './arbitrary-event.ts';
import { arbitraryParts, ON, PLACES, type ProblemParts } from './arbitrary-problem.ts';

/** A world as people would write it down: what a planner keeps in columns, kept in objects. */
export type World = {
  readonly on: IsoDate;
  readonly policy: RahyariPolicy;
  readonly community: readonly StaffMember[];
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly due: ReadonlyMap<string, IsoDate>;
  readonly directives: Directives;
};

export const worldFrom = ({ policy, community, subjects, directives }: ProblemParts): World => ({
  on: ON,
  policy,
  community,
  directives,
  subjects: new Map(subjects.map(({ subject }) => [subject.id as string, subject])),
  due: new Map(subjects.flatMap(({ subject, dueOn }) => (dueOn === undefined ? [] : [[subject.id as string, dueOn]]))),
});

/** The problem of a world, in which everyone has the rahyar of yesterday that `previousOf` says. */
export const problemOfWorld = (world: World, previousOf: (id: string) => string | undefined): AssignmentProblem =>
  problemOf({
    ...world,
    subjects: Array.from(world.subjects.values(), (subject) => {
      const [dueOn, previousRahyar] = [world.due.get(subject.id), previousOf(subject.id)];
      return { subject, ...(dueOn === undefined ? {} : { dueOn }), ...(previousRahyar === undefined ? {} : { previousRahyar }) };
    }),
  }).problem;

/** One thing that happens: what a planner is told, and the world after it. */
export type Happening = {
  readonly name: string;
  readonly happen: (world: World) => { readonly world: World; readonly changes: PlanChanges };
};

const dayAfter = (on: IsoDate, days: number): IsoDate => isoDateOf(epochDayOf(on) + days);

const withEvents = (world: World, events: readonly DomainEvent[]): { world: World; changes: PlanChanges } => {
  const subjects = foldEvents(world.subjects, events).subjects;
  const due = new Map(
    [...world.due].filter(([id]) => subjects.has(id) && !events.some(({ subject, type }) => subject === id && type === 'subjectLeft')),
  );
  return { world: tidied({ ...world, subjects, due }), changes: { events } };
};

/** Links to whoever is not on the staff are gone for good. */
function tidied(world: World): World {
  const known = new Set(world.community.map(({ id }) => id));
  const subjects = new Map(
    Array.from(world.subjects, ([id, subject]): [string, Subject] => {
      const { socialLinks, ...rest } = subject;
      return [
        id,
        socialLinks === undefined ? subject : Subject.parse({ ...rest, socialLinks: socialLinks.filter((link) => known.has(link)) }),
      ];
    }),
  );
  return { ...world, subjects };
}

const withCommunity = (world: World, community: readonly StaffMember[]): { world: World; changes: PlanChanges } => ({
  world: tidied({ ...world, community }),
  changes: { community },
});

const changed = (world: World, pick: number, change: (member: StaffMember) => StaffMember): { world: World; changes: PlanChanges } =>
  withCommunity(
    world,
    world.community.map((member, index) => (index === pick % world.community.length ? change(member) : member)),
  );

const withArea = (post: Post, area: DivisionCode[]): Post =>
  post.kind === 'areaRahyar' ? { ...post, jurisdiction: area } : post.kind === 'organizationRahyar' ? { ...post, within: area } : post;

const pick = fc.nat({ max: 40 });
const area = fc.uniqueArray(fc.constantFrom(...PLACES), { minLength: 1, maxLength: 3 });

/** The county 01-01 is split: its other half is 01-02 from now on, for homes and jurisdictions. */
function split(world: World, half: number): { world: World; changes: PlanChanges } {
  const moved = [...world.subjects.values()].filter(({ home }, index) => home?.startsWith('0101') === true && index % 2 === half);
  const events = moved.map(({ id }) =>
    DomainEvent.parse({ id: `split-${id}`, subject: id, on: world.on, type: 'homeChanged', home: '0102' }),
  );
  const community = world.community.map((member, index) => {
    const { post } = member;
    return post.kind === 'areaRahyar' && post.jurisdiction.some((code) => code.startsWith('0101')) && index % 2 === half
      ? { ...member, post: withArea(post, [PLACES[4] as DivisionCode]) }
      : member;
  });
  const after = withEvents(withCommunity(world, community).world, events);
  return { world: after.world, changes: { community, events } };
}

/**
 * What happens to a world: days pass, staff come, leave, go on leave and return, get other areas and caseloads, a county splits, people move, come
 * and go, decisions are made and end, the policy changes. Several may happen at once.
 */
export const arbitraryHappening: fc.Arbitrary<Happening> = fc
  .oneof(
    fc.constant({ name: 'nothing', happen: (world: World) => ({ world, changes: {} }) }),
    fc.constantFrom(1, 1, 2, 40, 100).map((days) => ({
      name: `${days} days pass`,
      happen: (world: World) => ({ world: { ...world, on: dayAfter(world.on, days) }, changes: { on: dayAfter(world.on, days) } }),
    })),
    pick.map((index) => ({
      name: `staff ${index} leaves`,
      happen: (world: World) =>
        withCommunity(
          world,
          world.community.filter((_, position) => position !== index % world.community.length),
        ),
    })),
    fc.tuple(arbitraryParts, fc.constantFrom('a', 's5x', 'z')).map(([{ community }, prefix]) => ({
      name: `${community.length} arrive`,
      happen: (world: World) => {
        const known = new Set(world.community.map(({ id }) => id as string));
        const arriving = community.slice(0, 2).map((member, index) => ({ ...member, id: StaffId.parse(`${prefix}${index}`) }));
        return withCommunity(world, [...world.community, ...arriving.filter(({ id }) => !known.has(id))]);
      },
    })),
    fc.tuple(pick, fc.constantFrom(0, 1, 5)).map(([index, days]) => ({
      name: `staff ${index} goes on leave`,
      happen: (world: World) =>
        changed(world, index, (member) =>
          member.service === undefined
            ? member
            : { ...member, service: { ...member.service, leave: [{ from: world.on, to: dayAfter(world.on, days) }] } },
        ),
    })),
    fc.tuple(pick, area).map(([index, places]) => ({
      name: `staff ${index} gets another area`,
      happen: (world: World) => changed(world, index, (member) => ({ ...member, post: withArea(member.post, places) })),
    })),
    fc.tuple(pick, fc.nat({ max: 3 })).map(([index, person]) => ({
      name: `staff ${index} has ${person} seats`,
      happen: (world: World) =>
        changed(world, index, (member) =>
          member.service === undefined
            ? member
            : { ...member, service: { ...member.service, caseload: { ...member.service.caseload, person } } },
        ),
    })),
    fc.nat({ max: 1 }).map((half) => ({ name: 'a county splits', happen: (world: World) => split(world, half) })),
    arbitraryEvents.map((events) => ({ name: `${events.length} events`, happen: (world: World) => withEvents(world, events) })),
    fc.tuple(arbitraryParts, arbitraryEvents, fc.constantFrom('a', 'p', 'z')).map(([{ subjects }, events, prefix]) => ({
      name: 'people come and go',
      happen: (world: World) => {
        const coming = subjects.slice(0, 4).map(({ subject }, index) =>
          DomainEvent.parse({
            id: `come-${index}`,
            subject: `${prefix}${subject.id}`,
            on: world.on,
            type: 'subjectRegistered',
            facts: { ...subject, id: `${prefix}${subject.id}` },
          }),
        );
        const going = subjects
          .slice(2, 5)
          .flatMap(({ subject }, index) => [
            DomainEvent.parse({ id: `go-${index}`, subject: subject.id, on: world.on, type: 'subjectLeft' }),
            ...(index === 0
              ? [DomainEvent.parse({ id: 'again', subject: subject.id, on: world.on, type: 'subjectRegistered', facts: subject })]
              : []),
          ]);
        return withEvents(world, [...events.slice(0, 3), ...coming, ...going, ...events.slice(3)]);
      },
    })),
    arbitraryParts.map(({ directives }) => ({
      name: 'decisions',
      happen: (world: World) => ({ world: { ...world, directives }, changes: { directives } }),
    })),
    arbitraryParts.map(({ policy }) => ({
      name: 'policy',
      happen: (world: World) => ({ world: { ...world, policy }, changes: { policy } }),
    })),
    fc.array(fc.tuple(fc.nat({ max: 32 }), fc.option(fc.constantFrom(0, 1, 30), { nil: undefined })), { maxLength: 6 }).map((draws) => ({
      name: 'due days',
      happen: (world: World) => {
        const due = draws.map(([index, days]) => {
          const subject = SubjectId.parse(`p${String(index).padStart(3, '0')}`);
          return days === undefined ? { subject } : { subject, dueOn: dayAfter(world.on, days) };
        });
        const next = new Map(world.due);
        for (const { subject, dueOn } of due) {
          if (dueOn === undefined) next.delete(subject);
          else if (world.subjects.has(subject)) next.set(subject, dueOn);
        }
        return { world: { ...world, due: next }, changes: { due } };
      },
    })),
  )
  .map((happening) => ({ ...happening, [fc.toStringMethod]: () => happening.name }));
