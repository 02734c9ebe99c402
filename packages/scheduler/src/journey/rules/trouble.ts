import { Result } from 'neverthrow';
import type { CalendarError } from '../../calendar-error.ts';
import type { EpochDay } from '../../epoch-day.ts';
import { addInterval } from '../../interval.ts';
import { type Action, actFrom, type JourneyDay } from '../action.ts';
import type { TroubleFact } from '../case-facts.ts';
import type { JourneyTrouble } from '../journey.ts';
import { RAHYAR } from '../party.ts';
import type { Step, StepState } from '../step.ts';
import { missingPrerequisite } from './completion.ts';
import type { JourneyCase, StepRule } from './journey-case.ts';

/** The first trouble of the journey that befalls even a completed matter, such as an overdue instalment. */
export const lateTroubleStep: StepRule = (matter) =>
  firstTrouble(
    matter.journey.troubles.filter(({ afterDone }) => afterDone === true),
    matter,
  );

/** The first trouble of the journey that the case has. */
export const troubleStep: StepRule = (matter) => firstTrouble(matter.journey.troubles, matter);

function firstTrouble(troubles: readonly JourneyTrouble[], matter: JourneyCase): Result<Step, CalendarError> | undefined {
  const { facts, at } = matter;
  for (const trouble of troubles) {
    const fact = facts.troubles?.find((open) => open.trouble === trouble.id && hasBegun(trouble, open, at));
    if (fact !== undefined) return stepOf(trouble, fact, matter);
  }
  return undefined;
}

/** What is overdue is so from the day after its last day in time. */
const hasBegun = ({ state }: JourneyTrouble, { since }: TroubleFact, { today }: JourneyDay): boolean =>
  state === 'overdue' ? today > since : today >= since;

function stepOf(trouble: JourneyTrouble, fact: TroubleFact, matter: JourneyCase): Result<Step, CalendarError> {
  const { at } = matter;
  const due = trouble.tasks.filter(({ afterDays = 0 }) => at.today - fact.since >= afterDays);
  return Result.combine(due.map((task) => actFrom(at.today, task, at))).andThen((actions) =>
    successorActions(trouble, fact.since, at).map(
      (raised): Step => ({
        ...stateOf(trouble, fact, matter),
        about: { kind: 'trouble', id: trouble.id, since: fact.since },
        actions: [...actions, ...raised],
      }),
    ),
  );
}

/** From the day on which the trouble has lasted long enough, whoever is asked next acts too. */
function successorActions({ next }: JourneyTrouble, since: EpochDay, at: JourneyDay): Result<readonly Action[], CalendarError> {
  return addInterval(at.calendar, since, next.after).andThen((day) =>
    Result.combine(at.today < day ? [] : [actFrom(at.today, { action: 'raise', by: next.party, with: RAHYAR }, at)]),
  );
}

function stateOf(
  { state, needs, field, remedies }: JourneyTrouble,
  { since, reference }: TroubleFact,
  { catalogue }: JourneyCase,
): StepState {
  switch (state) {
    case 'blocked':
      return { state, missing: (needs ?? []).map((id) => missingPrerequisite(id, catalogue)) };
    case 'invalid':
      return { state, issues: field === undefined ? [] : [{ path: [field], code: 'value.required' }] };
    case 'conflict':
      return { state, conflictingId: reference, remedies: (remedies ?? []).map(({ id }) => id) };
    case 'expired':
      return { state, validUntil: since };
    case 'overdue':
    case 'lost':
      return { state, dueBy: since };
  }
}
