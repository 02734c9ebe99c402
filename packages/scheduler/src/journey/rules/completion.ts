import { ok, type Result } from 'neverthrow';
import type { CalendarError } from '../../calendar-error.ts';
import type { EpochDay } from '../../epoch-day.ts';
import { addInterval } from '../../interval.ts';
import { actFrom } from '../action.ts';
import { progressOf } from '../case-facts.ts';
import type { JourneyId } from '../journey.ts';
import { RAHYAR, SUBJECT } from '../party.ts';
import type { Step } from '../step.ts';
import type { JourneyCase } from './journey-case.ts';

/** Done once the last step was taken; expired from the day after its validity on. The renewal is brought to mind before. */
export function completedStep({ journey, facts, at }: JourneyCase): Result<Step, CalendarError> | undefined {
  const { next, lastDay } = progressOf(journey, facts);
  if (next !== undefined || lastDay === undefined) return undefined;
  const { renewal, leadsTo } = journey;
  const end = endOfValidity(lastDay);
  if (end === undefined) return ok({ state: 'done', about: undefined, validUntil: undefined, leadsTo, actions: [] });
  return end.andThen((validUntil) =>
    reminderDay(validUntil)
      .andThen((day) => actFrom(day, { action: 'remindOfRenewal', by: RAHYAR, with: SUBJECT }, at))
      .map((remind): Step => {
        const actions = [remind];
        if (at.today > validUntil) return { state: 'expired', about: undefined, validUntil, actions };
        return { state: 'done', about: undefined, validUntil, leadsTo, actions };
      }),
  );

  function endOfValidity(completed: EpochDay): Result<EpochDay, CalendarError> | undefined {
    if (facts.validUntil !== undefined) return ok(facts.validUntil);
    return renewal?.validFor && addInterval(at.calendar, completed, renewal.validFor);
  }

  function reminderDay(validUntil: EpochDay): Result<EpochDay, CalendarError> {
    if (renewal === undefined) return ok(validUntil);
    return addInterval(at.calendar, validUntil, { ...renewal.remindBefore, count: -renewal.remindBefore.count });
  }
}

/** Blocked while a prerequisite is lacking. */
export function blockedStep({ journey, catalogue, facts: { held }, at }: JourneyCase): Result<Step, CalendarError> | undefined {
  const missing = journey.prerequisites.filter((id) => !held.includes(id));
  if (missing.length === 0) return undefined;
  return actFrom(at.today, { action: 'guideToPrerequisites', by: RAHYAR, with: SUBJECT }, at).map((guide) => ({
    state: 'blocked',
    about: undefined,
    missing: missing.map((id) => missingPrerequisite(id, catalogue)),
    actions: [guide],
  }));
}

export const missingPrerequisite = (prerequisite: JourneyId, { prerequisites }: JourneyCase['catalogue']) => ({
  prerequisite,
  obtainedBy: prerequisites.find(({ id }) => id === prerequisite)?.obtainedBy,
});
