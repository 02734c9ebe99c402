import { DomainEvent, epochDayOf, type IsoDate, isoDateOf } from '@rahyar/domain';
import { type AssignmentProblem, checkCertificate, createPlanner, type PlanChanges, type Planner, type Replanned } from '@rahyar/engine';
import { createRandom, type Random } from '../../packages/cli/src/population/random.ts';
import type { Comparison, Measure, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { PEOPLE, populationOf, wholePlan } from './whole-plan.ts';

/** What came of the last re-plan, and whether its certificate holds. */
type Found = { readonly changed: number; readonly parted: number; readonly isProven: boolean };

/** A planner that has stood for a day is told of changes, again and again; what a round is told is drawn before the clock runs. */
const replanning = (name: string, changesOf: (problem: AssignmentProblem, random: Random, round: number) => PlanChanges): Side => ({
  name,
  unit: 'people',
  measure: async (people) => {
    const planner = createPlanner(populationOf(people));
    planner.replan({});
    const random = createRandom(1405, people);
    const rounds = Array.from({ length: 10 }, (_, each) => changesOf(planner.present().problem, random, each));
    let round = 0;
    let last: Replanned | undefined;
    const cpuMs = await leastCpuMs(() => {
      last = planner.replan(rounds[round++] as PlanChanges);
    });
    const found = foundIn(planner, last);
    return { cpuMs, answer: found, remark: `${found.changed.toLocaleString('en')} changes, ${found.parted.toLocaleString('en')} parted` };
  },
});

function foundIn(planner: Planner, last: Replanned | undefined): Found {
  const { problem, plan, certificate } = planner.present();
  const isProven = checkCertificate(problem, plan, certificate).length === 0;
  return { changed: last?.diff.counts.changed ?? 0, parted: last?.diff.counts.parted ?? 0, isProven };
}

/** Homes, contacts, activity and obligations of random subjects. */
function eventsOf({ on, places, subjects }: AssignmentProblem, random: Random, count: number, kinds: number): DomainEvent[] {
  const happened = [
    () => ({ type: 'homeChanged', home: places[random.below(places.length)] }),
    () => ({ type: 'contactLogged', rahyar: 'r0', channel: 'phoneCounselling', activity: 'guidance', answered: random.below(2) === 0 }),
    () => ({ type: 'activityObserved', activity: 'signIn' }),
    () => ({ type: 'obligationChanged', open: random.below(2) === 0 }),
  ];
  return Array.from({ length: count }, (_, index) =>
    DomainEvent.parse({
      id: `e${index}`,
      subject: subjects.ids.at(random.below(subjects.ids.count)),
      on: on satisfies IsoDate,
      ...happened[random.below(kinds)]?.(),
    }),
  );
}

const unchanged = replanning('unchanged re-plan', () => ({}));

/** Leave begins and ends, follow-ups fall due, activity grows old: whatever a day brings of itself. */
const nextDay = replanning('re-plan for the next day', ({ on }, _random, round) => ({ on: isoDateOf(epochDayOf(on) + 1 + round) }));

const eventful = replanning('re-plan after 100 events', (problem, random) => ({ events: eventsOf(problem, random, 100, 4) }));

const upheaval = replanning('re-plan after 3 % moved, 1 % of rahyars gone', (problem, random) => ({
  events: eventsOf(problem, random, Math.round(problem.subjects.ids.count * 0.03), 1),
  community: problem.staff.filter((_, staff) => problem.rahyars[staff] === undefined || random.below(100) > 0),
}));

const beside = (name: string, ours: Side, target: number, isWrong: (found: Found) => boolean): Comparison => ({
  name,
  ours,
  peer: wholePlan,
  target,
  sizes: PEOPLE,
  judge: ({ answer }: Measure) => {
    const found = answer as Found;
    return { isWrong: !found.isProven || isWrong(found), remarks: [found.isProven ? 'proven' : 'its certificate does not hold'] };
  },
});

export const unchangedReplan = beside('unchanged re-plan / plan', unchanged, 0.1, ({ changed }) => changed > 0);
export const nextDayReplan = beside('next day re-planned / plan', nextDay, 1, () => false);
export const eventfulReplan = beside('100 events re-planned / plan', eventful, 0.1, () => false);
export const upheavalReplan = beside('upheaval re-planned / plan', upheaval, 1, ({ parted }) => parted === 0);
