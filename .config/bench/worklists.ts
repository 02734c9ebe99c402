import { createHash } from 'node:crypto';
import { DomainEvent, type IsoDate, SubjectId } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  assign,
  classify,
  createLiveWorklists,
  foldIntoColumns,
  primaryOf,
  type WorklistPage,
  worklistPageOf,
  worklists,
} from '@rahyar/engine';
import { createRandom, type Random } from '../../packages/cli/src/population/random.ts';
import type { Comparison, Judgement, Measure, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { PEOPLE, populationOf } from './whole-plan.ts';

const EVENTS = 2_000;
const ROWS = 20;
/** The most that an event may take until the page of its rahyar is fresh, at the 99th percentile. */
const LIMIT_MS = 50;

const live: Side = {
  name: 'event to fresh page, 99th percentile',
  unit: 'people',
  measure: async (people) => {
    const problem = populationOf(people);
    const plan = assign(problem);
    const events = eventsIn(problem);
    const lists = createLiveWorklists(problem, plan);
    const cpuMs = events.map((event) => {
      const rahyar = rahyarOf(problem, plan, event);
      return spentMs(() => {
        lists.fold(event);
        lists.page(rahyar, 0, ROWS);
      });
    });
    const untouched = createLiveWorklists(problem, plan);
    const first = problem.staff.map((_, rahyar) => spentMs(() => untouched.page(rahyar, 0, ROWS)));
    return {
      cpuMs: percentile(cpuMs, 0.99),
      answer: digest(events.map((event) => lists.page(rahyarOf(problem, plan, event), 0, ROWS))),
      remark: `${EVENTS.toLocaleString('en')} events: half within ${percentile(cpuMs, 0.5).toFixed(2)} ms, all within ${percentile(cpuMs, 1).toFixed(2)} ms; first page of any rahyar within ${percentile(first, 1).toFixed(2)} ms`,
    };
  },
};

const anew: Side = {
  name: 'all worklists anew',
  unit: 'people',
  measure: async (people) => {
    const given = populationOf(people);
    const plan = assign(given);
    const events = eventsIn(given);
    const { problem } = foldIntoColumns(given, events);
    const after = { ...plan, tier: classify(problem) };
    let fresh = after.worklists;
    const cpuMs = await leastCpuMs(() => {
      fresh = worklists(problem, after);
    });
    const freshPlan = { ...after, worklists: fresh };
    return { cpuMs, answer: digest(events.map((event) => worklistPageOf(problem, freshPlan, rahyarOf(problem, plan, event), 0, ROWS))) };
  },
};

export const livePageAgainstListsAnew: Comparison = {
  name: 'fresh page / lists anew',
  ours: live,
  peer: anew,
  target: 1 / 100,
  sizes: PEOPLE,
  judge,
};

function judge(ours: Measure, peer: Measure): Judgement {
  const isSame = ours.answer === peer.answer;
  const isInTime = (ours.cpuMs ?? Number.POSITIVE_INFINITY) < LIMIT_MS;
  return {
    isWrong: !isSame,
    remarks: [isSame ? 'pages equal byte for byte' : 'pages differ', `99th percentile ${isInTime ? 'below' : 'above'} ${LIMIT_MS} ms`],
  };
}

/** Contacts, activity, obligations, requests and wishes of random subjects on the day of the plan; some do not fit and are left out. */
function eventsIn(problem: AssignmentProblem): DomainEvent[] {
  const random = createRandom(1405, EVENTS);
  const { ids } = problem.subjects;
  return Array.from({ length: EVENTS }, (_, index) =>
    DomainEvent.parse({
      id: `e${index}`,
      subject: SubjectId.parse(ids.at(random.below(ids.count))),
      on: problem.on satisfies IsoDate,
      ...whatHappened(random),
    }),
  );
}

function whatHappened(random: Random): object {
  switch (random.below(5)) {
    case 0:
      return { type: 'contactPreferenceChanged', doNotContact: random.below(2) === 0 };
    case 1:
      return { type: 'activityObserved', activity: 'signIn' };
    case 2:
      return { type: 'obligationChanged', open: random.below(2) === 0 };
    case 3:
      return { type: 'membershipRequested' };
    default:
      return { type: 'contactLogged', rahyar: 'r0', channel: 'phoneCounselling', activity: 'guidance', answered: random.below(2) === 0 };
  }
}

const rahyarOf = (problem: AssignmentProblem, plan: AssignmentPlan, event: DomainEvent): number =>
  primaryOf(plan, problem.subjects.ids.indexOf(event.subject));

const digest = (pages: readonly WorklistPage[]): string => createHash('sha256').update(JSON.stringify(pages)).digest('hex');

function spentMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The value below which this share of the values lies, itself one of them. */
const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(Math.ceil(values.length * share) - 1, 0)] ?? Number.NaN;
