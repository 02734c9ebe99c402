import { KeyProcess } from '@rahyar/domain';
import type { EpochDay } from '../epoch-day.ts';
import type { Interval } from '../interval.ts';
import type { CaseFacts } from '../journey/case-facts.ts';
import type { Journey, JourneyDeadline, JourneyStep, JourneyTrouble } from '../journey/journey.ts';
import type { Party } from '../journey/party.ts';
import type { LocalTime } from '../local-time.ts';
import { fromInstant } from '../tehran-time.ts';
import type { Condition, RuleFacts } from './condition.ts';
import type { EscalationStep } from './escalation-step.ts';
import type { FollowUpRule, FollowUpRules } from './follow-up-rule.ts';

/**
 * The rules of follow-up that a journey asks for, so that its durations are told in one place: each answer that somebody owes is asked after
 * when its time has passed, each deadline is brought to mind before it ends, a result before it runs out, and what is overdue until it is mended.
 * Times of day, windows and how often it is asked again are assumed; see `docs/decisions/0103-cadence-assumptions.md`.
 */
export const rulesOfJourney = (journey: Journey): FollowUpRules => [
  ...journey.steps.flatMap((step, index) => answerRule(journey, step, index)),
  ...journey.deadlines.flatMap((deadline) => reminderRules(journey, deadline)),
  ...renewalRule(journey),
  ...journey.troubles.flatMap((trouble) => (trouble.state === 'overdue' ? [overdueRule(journey, trouble)] : [])),
];

/**
 * The facts of a journey's case by the names that {@link rulesOfJourney} asks for: days of the request, the result and its end; for a step the
 * day on which it was taken, for a deadline the day it began and whether it was met, for a trouble the day since which it lasts.
 */
export function ruleFactsOf(journey: Journey, facts: CaseFacts): RuleFacts {
  const { requestedDay, completedDay, validUntil, steps = [], deadlines = [], troubles = [] } = facts;
  const named: [string, EpochDay | boolean | undefined][] = [
    [taken(journey.request), requestedDay],
    ['completedDay', completedDay],
    ['validUntil', validUntil],
    ...steps.map(({ step, on }): [string, EpochDay] => [taken(step), on]),
    ...deadlines.map(({ deadline, start }): [string, EpochDay | undefined] => [begun(deadline), dayOf(start)]),
    ...deadlines.map(({ deadline, met }): [string, boolean | undefined] => [isMet(deadline), met]),
    ...troubles.map(({ trouble, since }): [string, EpochDay] => [lasts(trouble), since]),
  ];
  return Object.fromEntries(named.filter((row): row is [string, EpochDay | boolean] => row[1] !== undefined));
}

const taken = (step: string): string => `${step}Taken`;
const begun = (deadline: string): string => `${deadline}Begun`;
const isMet = (deadline: string): string => `${deadline}Met`;
const lasts = (trouble: string): string => `${trouble}Since`;

const dayOf = (start: NonNullable<CaseFacts['deadlines']>[number]['start']): EpochDay | undefined =>
  typeof start === 'number'
    ? start
    : fromInstant(start)
        .map(({ day }): EpochDay | undefined => day)
        .unwrapOr(undefined);

/** Asked after on the first day on which it is late, and every five working days from then on. */
function answerRule(journey: Journey, step: JourneyStep, index: number): FollowUpRules {
  const before = journey.steps[index - 1];
  if (step.within === undefined || before === undefined) return [];
  const { unit, count, source } = step.within;
  const later = journey.steps.slice(index).map(({ id }): Condition => ({ kind: 'known', fact: taken(id) }));
  return [
    {
      ...common(journey),
      id: `${journey.id}.${step.id}`,
      label: { fa: `پیگیری پاسخ: ${step.label.fa}`, en: `ask for the answer: ${step.label.en}` },
      source,
      resolvedIf: { kind: 'any', of: [{ kind: 'known', fact: 'completedDay' }, ...later] },
      anchor: { fact: taken(before.id), label: before.label },
      first: { unit, count: count + 1 },
      repeats: AGAIN,
      escalation: chainOf([{ party: journey.askNext, after: AT_ONCE }, journey.escalation]),
    },
  ];
}

/** Brought to mind so many working days before the last day, not after it: the day is promised to the member. */
function reminderRules(journey: Journey, deadline: JourneyDeadline): FollowUpRules {
  const { unit, count, source } = deadline.within;
  const reminders = unit === 'workingDays' ? deadline.remindWorkingDaysBefore.filter((days) => days < count) : [];
  const firsts: Interval[] =
    reminders.length > 0
      ? reminders.map((days) => ({ unit: 'workingDays', count: count - days }))
      : [unit === 'minutes' ? { unit: 'days', count: Math.floor(count / DAY_MINUTES) } : { unit, count }];
  return firsts.map((first, index) => ({
    ...common(journey),
    id: `${journey.id}.${deadline.id}.${index + 1}`,
    label: { fa: `یادآوری مهلت: ${deadline.label.fa}`, en: `remind of the deadline: ${deadline.label.en}` },
    source,
    resolvedIf: {
      kind: 'any',
      of: [
        { kind: 'is', fact: isMet(deadline.id), value: true },
        { kind: 'known', fact: 'completedDay' },
      ],
    },
    anchor: { fact: begun(deadline.id), label: deadline.label },
    first,
    repeats: { kind: 'once' },
    convention: 'preceding',
    windowAfterDays: 0,
    promised: true,
    escalation: [],
  }));
}

function renewalRule(journey: Journey): FollowUpRules {
  if (journey.renewal === undefined) return [];
  const { validFor, remindBefore } = journey.renewal;
  const rule = {
    ...common(journey),
    label: { fa: `یادآوری تمدید: ${journey.label.fa}`, en: `remind of the renewal: ${journey.label.en}` },
    source: remindBefore.source,
    repeats: { kind: 'once' as const },
    windowBeforeDays: 7,
    windowAfterDays: 21,
    escalation: [],
  };
  const stated: FollowUpRule = {
    ...rule,
    id: `${journey.id}.renewal`,
    anchor: { fact: 'validUntil', label: { fa: 'پایان اعتبار', en: 'the end of validity' } },
    first: { unit: remindBefore.unit, count: -remindBefore.count },
  };
  if (validFor === undefined || validFor.unit !== remindBefore.unit) return [stated];
  return [
    stated,
    {
      ...rule,
      id: `${journey.id}.renewal.counted`,
      appliesIf: { kind: 'not', of: { kind: 'known', fact: 'validUntil' } },
      anchor: { fact: 'completedDay', label: { fa: 'روز نتیجه', en: 'the day of the result' } },
      first: { unit: validFor.unit, count: validFor.count - remindBefore.count },
    },
  ];
}

function overdueRule(journey: Journey, trouble: JourneyTrouble): FollowUpRule {
  return {
    ...common(journey),
    id: `${journey.id}.${trouble.id}`,
    label: { fa: `پیگیری: ${trouble.label.fa}`, en: `follow up: ${trouble.label.en}` },
    source: trouble.source,
    anchor: { fact: lasts(trouble.id), label: trouble.label },
    first: { unit: 'days', count: 1 },
    repeats: AGAIN,
    escalation: chainOf([{ party: journey.askNext, after: AT_ONCE }, trouble.next, journey.escalation]),
  };
}

const AGAIN = { kind: 'interval', every: { unit: 'workingDays', count: 5 }, anchored: 'fromCompletion' } as const;
const DAY_MINUTES = 1_440;
const NEVER: Condition = { kind: 'any', of: [] };

/** What the rules of all journeys have in common. A journey that is no key process is told apart by its facts alone. */
const common = ({ id }: Journey) => ({
  activity: 'followUp' as const,
  scope: KeyProcess.safeParse(id).success ? { processes: [KeyProcess.parse(id)] } : {},
  appliesIf: { kind: 'always' } as const,
  resolvedIf: NEVER,
  convention: 'following' as const,
  windowBeforeDays: 0,
  windowAfterDays: 3,
  timeOfDay: (9 * 60) as LocalTime,
  promised: false,
  missed: { policy: 'coalesce' as const, catchUpDays: 365 },
});

const AT_ONCE: Interval = { unit: 'workingDays', count: 0 };

/** Each level once, when it is first asked; and the assistant of the secretary two working days after her. Who has no level is not part of the chain. */
function chainOf(successors: readonly { readonly party: Party; readonly after: Interval }[]): EscalationStep[] {
  const chain = successors.flatMap(({ party: { party }, after: { unit, count } }): EscalationStep[] =>
    party === 'supportOfficer' || party === 'affairsSecretary' ? [{ to: party, after: { unit, count } }] : [],
  );
  const once = chain.filter(({ to }, index) => chain.findIndex((step) => step.to === to) === index);
  const hasSecretary = once.some(({ to }) => to === 'affairsSecretary');
  return hasSecretary ? [...once, { to: 'assistantSecretary', after: { unit: 'workingDays', count: 2 } }] : once;
}
