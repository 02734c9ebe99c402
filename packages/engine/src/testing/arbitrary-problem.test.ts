import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../assign.ts';
import { coveringOf } from '../covering.ts';
import { withDirectives } from '../directives.ts';
import { GAP_CAUSES, isDedicated, primaryOf } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { unavailability } from '../problem.ts';
import { CLASS_OF_KIND, DO_NOT_CONTACT, NO_DAY, NO_PLACE, NOBODY } from '../subject-columns.ts';
import { arbitraryProblem } from './arbitrary-problem.ts';

/** A problem, its plan and what is open in it. */
type World = {
  readonly problem: AssignmentProblem;
  readonly plan: ReturnType<typeof assign>;
  readonly covering: ReturnType<typeof coveringOf>;
};

const worlds = fc
  .sample(arbitraryProblem, { numRuns: 400, seed: 1405 })
  .map((problem): World => ({ problem, plan: assign(problem), covering: coveringOf(problem) }));

const someone = ({ plan }: World, isSo: (subject: number) => boolean): boolean => plan.tier.some((_, subject) => isSo(subject));
const openTo = ({ covering }: World, subject: number): number[] =>
  DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff }) => staff));
const placesOf = ({ problem }: World): number =>
  problem.rahyars.reduce((sum, rahyar) => sum + (rahyar === undefined || rahyar.kind === 'online' ? 0 : rahyar.service.caseload.person), 0);

/** What rules, laws and faults need to meet, and whether a problem has it. */
const FEATURES: Readonly<Record<string, (world: World) => boolean>> = {
  'home and work apart': (world) =>
    someone(world, (at) => {
      const { home, work } = world.problem.subjects;
      return home[at] !== work[at] && home[at] !== NO_PLACE && work[at] !== NO_PLACE;
    }),
  'several rahyars on one basis': (world) =>
    someone(world, (at) => DEDICATED_BASES.some((basis) => world.covering.options(at, basis).length > 1)),
  'one rahyar on two bases': (world) => someone(world, (at) => new Set(openTo(world, at)).size < openTo(world, at).length),
  'options of unequal cost': (world) =>
    someone(world, (at) => new Set(openTo(world, at).map((staff) => world.covering.costOf(at, staff))).size > 1),
  'two options that are equally good': (world) =>
    someone(
      world,
      (at) => new Set(openTo(world, at).map((staff) => world.covering.costOf(at, staff))).size < new Set(openTo(world, at)).size,
    ),
  'somebody seated while another of the same class is full out': (world) =>
    someone(world, (at) => isDedicated(world.plan, at)) &&
    someone(world, (at) => GAP_CAUSES[world.plan.gapCause[at] as number] === 'allFull'),
  'as many places as persons': (world) => {
    const persons = Array.from(world.problem.subjects.kind).filter(
      (kind) => SUBJECT_CLASSES[CLASS_OF_KIND[kind] as number] === 'person',
    ).length;
    return persons > 5 && placesOf(world) <= persons && placesOf(world) >= persons - 6;
  },
  'a seat kept from yesterday': (world) =>
    someone(
      world,
      (at) => world.problem.subjects.previous[at] !== NOBODY && primaryOf(world.plan, at) === world.problem.subjects.previous[at],
    ),
  'somebody parted who could have stayed': (world) =>
    someone(
      world,
      (at) =>
        world.covering.costOf(at, world.problem.subjects.previous[at] as number) !== undefined &&
        primaryOf(world.plan, at) !== world.problem.subjects.previous[at],
    ),
  'a rahyar on leave': ({ problem }) =>
    problem.rahyars.some((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === 'onLeave'),
  'a rahyar without a channel': ({ problem }) =>
    problem.rahyars.some((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === 'noChannel'),
  'a rahyar who masters too little': ({ problem }) =>
    problem.rahyars.some((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === 'mastersTooLittle'),
  'a serving member of staff who is no rahyar': ({ problem }) =>
    problem.staff.some(({ service }, at) => service !== undefined && problem.rahyars[at] === undefined),
  'a pin that holds': ({ problem }) => [...problem.directives.values()].some(({ pin }) => pin !== undefined),
  'a veto against somebody who covers': ({ problem }) => {
    const without = coveringOf({ ...problem, directives: new Map() });
    return [...problem.directives].some(([subject, { vetoes }]) => vetoes.some((staff) => without.costOf(subject, staff) !== undefined));
  },
  'a decision that cannot be kept': ({ problem }) => withDirectives(problem, problem.givenDirectives).contradictions.length > 0,
  'a collective with a seat': (world) =>
    someone(
      world,
      (at) =>
        isDedicated(world.plan, at) && SUBJECT_CLASSES[CLASS_OF_KIND[world.problem.subjects.kind[at] as number] as number] === 'collective',
    ),
  'an organisation with a seat': (world) =>
    someone(
      world,
      (at) =>
        isDedicated(world.plan, at) &&
        SUBJECT_CLASSES[CLASS_OF_KIND[world.problem.subjects.kind[at] as number] as number] === 'organization',
    ),
  'somebody who is not to be contacted': (world) =>
    someone(world, (at) => ((world.problem.subjects.flags[at] as number) & DO_NOT_CONTACT) !== 0),
  'a follow-up that is due': (world) => someone(world, (at) => world.problem.subjects.dueOn[at] !== NO_DAY),
  'a required language': ({ problem }) => problem.policy.language === 'required',
  'required skill': ({ problem }) => problem.policy.skill === 'required',
  ageing: ({ problem }) => problem.policy.ageing !== undefined,
  'an online rahyar as the primary': (world) =>
    someone(world, (at) => !isDedicated(world.plan, at) && primaryOf(world.plan, at) !== NOBODY),
  'somebody without any rahyar': (world) => someone(world, (at) => primaryOf(world.plan, at) === NOBODY),
  ...Object.fromEntries(
    [1, 2, 3, 4].map((tier) => [
      `tier ${tier} without a seat`,
      (world: World) => someone(world, (at) => world.plan.tier[at] === tier && !isDedicated(world.plan, at)),
    ]),
  ),
  ...Object.fromEntries(
    GAP_CAUSES.slice(1).map((cause) => [
      `gap: ${cause}`,
      (world: World) => someone(world, (at) => GAP_CAUSES[world.plan.gapCause[at] as number] === cause),
    ]),
  ),
  ...Object.fromEntries(
    DEDICATED_BASES.map((basis) => [
      `named by ${basis}`,
      (world: World) => world.plan.responsible[basis].some((staff) => staff !== NOBODY),
    ]),
  ),
};

describe('generated problems', () => {
  it.each(Object.entries(FEATURES))('show often enough: %s', (_feature, isIn) => {
    expect(worlds.filter(isIn).length / worlds.length).toBeGreaterThanOrEqual(0.02);
  });
});
