import type { Instant } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import type { CalendarError } from '../../calendar-error.ts';
import type { JourneyDay } from '../action.ts';
import type { CaseFacts } from '../case-facts.ts';
import type { Journey } from '../journey.ts';
import type { JourneyCatalogue } from '../journey-catalogue.ts';
import type { Step } from '../step.ts';

/** One matter in one journey, looked at in one moment. */
export type JourneyCase = {
  readonly journey: Journey;
  readonly catalogue: JourneyCatalogue;
  readonly facts: CaseFacts;
  readonly now: Instant;
  readonly at: JourneyDay;
};

/** A rule has an answer, or leaves the case to the next one. */
export type StepRule = (matter: JourneyCase) => Result<Step, CalendarError> | undefined;
