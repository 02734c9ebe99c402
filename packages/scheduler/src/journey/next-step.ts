import type { Instant } from '@rahyar/domain';
import { err, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from '../calendar-error.ts';
import type { EpochDay } from '../epoch-day.ts';
import { fromInstant } from '../tehran-time.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { areFactsOf, type CaseFacts } from './case-facts.ts';
import type { JourneyId } from './journey.ts';
import type { JourneyCatalogue } from './journey-catalogue.ts';
import { blockedStep, completedStep } from './rules/completion.ts';
import { deadlineStep } from './rules/deadline.ts';
import type { StepRule } from './rules/journey-case.ts';
import { openStep } from './rules/open-step.ts';
import { lateTroubleStep, troubleStep } from './rules/trouble.ts';
import { SHIPPED_JOURNEYS } from './shipped/shipped-journeys.ts';
import type { Step } from './step.ts';

/** Where a matter stands in a journey on a day, and the working calendar by which it was dated. */
export type NextStep = Step & { readonly journey: JourneyId; readonly today: EpochDay; readonly calendarVersion: string };

/**
 * Where a member stands in a journey at an instant, and what is to be done next, by whom and when: a function of the facts alone.
 * Fails with `journey.unknown`, with `journey.unknownFact` for a step, deadline or trouble of another journey, and as the calendar functions do;
 * a blocked, lost or conflicting matter is an answer.
 */
export function nextStep(
  id: JourneyId,
  facts: CaseFacts,
  asOf: Instant,
  calendar: WorkingCalendar,
  catalogue: JourneyCatalogue = SHIPPED_JOURNEYS,
): Result<NextStep, CalendarError> {
  const journey = catalogue.journeys.find((row) => row.id === id);
  if (journey === undefined) return err(calendarError('journey.unknown'));
  if (!areFactsOf(journey, facts)) return err(calendarError('journey.unknownFact'));
  return fromInstant(asOf).andThen(({ day: today }) =>
    firstAnswer({ journey, catalogue, facts, now: asOf, at: { today, calendar } }).map((step) => ({
      journey: id,
      today,
      calendarVersion: calendar.version,
      ...step,
    })),
  );
}

/** The array is the order of precedence: the first rule that has an answer gives it. The last one always has. */
const RULES: readonly StepRule[] = [lateTroubleStep, completedStep, deadlineStep, blockedStep, troubleStep];

const firstAnswer: (matter: Parameters<StepRule>[0]) => Result<Step, CalendarError> = (matter) => {
  for (const rule of RULES) {
    const answer = rule(matter);
    if (answer !== undefined) return answer;
  }
  return openStep(matter);
};
