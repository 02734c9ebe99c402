import { DEDICATED_BASES, type DomainEvent, type IsoDate, KEY_PROCESSES, type KeyProcess } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  assign,
  type CertificateFault,
  type CertifiedPlan,
  checkCertificate,
  classify,
  covers,
  type EventLeftOut,
  foldIntoColumns,
  isDedicated,
  NOBODY,
  type Profile,
  primaryOf,
  type RuleFinding,
  unavailability,
  verify,
} from '@rahyar/engine';
import { type Cadence, dueDays, type Planning } from '@rahyar/scheduler';

/** When things are due: how often whom, and on which days people work. */
export type Timing = Planning;

/** One day's plan and what it rests on. */
export type PlannedDay = {
  readonly problem: AssignmentProblem;
  readonly plan: CertifiedPlan;
  readonly findings: readonly RuleFinding[];
  /** What keeps the certificate from proving that no plan is better; nothing for a plan that is proven. */
  readonly proof: readonly CertificateFault[];
  readonly leftOut: readonly EventLeftOut[];
};

/** A step of the day, told to whoever watches. */
export type DayStep = 'fold' | 'classify' | 'assign' | 'verify';

/**
 * The pure half of a day: yesterday's facts and the events since then become today's plan. Nothing is read from the world; the same input
 * gives the same plan.
 */
export function planDay(
  yesterday: AssignmentProblem,
  events: Iterable<DomainEvent>,
  on: IsoDate,
  timing: Timing,
  onStep: (step: DayStep) => void = () => undefined,
): PlannedDay {
  const begun = beginDay(yesterday, events, on, timing, onStep);
  onStep('assign');
  const plan = assign(begun.problem);
  onStep('verify');
  return endDay(begun, plan);
}

/** The first part of {@link planDay}: what the plan is to be made for. */
export function beginDay(
  yesterday: AssignmentProblem,
  events: Iterable<DomainEvent>,
  on: IsoDate,
  timing: Timing,
  onStep: (step: DayStep) => void = () => undefined,
): Pick<PlannedDay, 'problem' | 'leftOut'> {
  onStep('fold');
  const { problem, leftOut } = foldIntoColumns({ ...yesterday, on }, events);
  onStep('classify');
  return { problem: withDueDays(problem, timing), leftOut };
}

/** The last part: checks a plan that was made for the day, wherever it was made. */
export const endDay = (begun: Pick<PlannedDay, 'problem' | 'leftOut'>, plan: CertifiedPlan): PlannedDay => ({
  ...begun,
  plan,
  findings: verify(begun.problem, plan),
  proof: checkCertificate(begun.problem, plan, plan.certificate),
});

/**
 * Tomorrow's starting point: today's facts, with today's dedicated rahyars as yesterday's. Whose own rahyar is only on leave keeps that
 * name: whoever accompanies them meanwhile is a substitute, and they go back when the leave ends.
 */
export function asYesterday({ problem, plan }: { problem: AssignmentProblem; plan: AssignmentPlan }): AssignmentProblem {
  const isOnLeave = problem.rahyars.map(
    (rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === 'onLeave',
  );
  const previous = problem.subjects.previous.slice();
  for (let subject = 0; subject < previous.length; subject++) {
    const own = previous[subject] as number;
    if (isOnLeave[own] === true && DEDICATED_BASES.some((basis) => covers(problem, own, subject, basis))) continue;
    previous[subject] = isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY;
  }
  return { ...problem, subjects: { ...problem.subjects, previous } };
}

/** The day on which each subject is next due by the cadence of its tier; what has no tier has none. */
function withDueDays(problem: AssignmentProblem, timing: Timing): AssignmentProblem {
  const { subjects } = problem;
  const tier = classify(problem).map((rank) => rank - 1);
  const matters = problem.profiles.map((profile) => KEY_PROCESSES.indexOf(matterOf(profile, timing.cadence) as KeyProcess));
  const process = new Uint8Array(tier.length);
  for (let subject = 0; subject < process.length; subject++) process[subject] = matters[subjects.profile[subject] as number] as number;
  const dueOn = dueDays({ tier, lastContactDay: subjects.contactedOn, waitingSinceDay: subjects.waitingSince, process }, timing);
  return { ...problem, subjects: { ...subjects, dueOn } };
}

/** The open matter of a subject by which it is contacted more or less often than its tier: the first that the cadence has an exception for. */
export const matterOf = ({ needs }: Profile, { exceptions = [] }: Cadence): KeyProcess | undefined =>
  needs.find((process) => exceptions.some((exception) => exception.process === process));
