import {
  type CaseFacts,
  explainStep,
  formatJalaliLong,
  iranWorkingCalendar,
  type JourneyId,
  type NextStep,
  nextStep,
  SHIPPED_JOURNEYS,
} from '@rahyar/scheduler';
import { day, moment } from '../scenarios/jalali.ts';

/** What is known of the case at a moment of the story; `on` is a Jalali date. */
export type Chapter = { readonly on: string; readonly at?: string; readonly facts: Partial<CaseFacts> };

const calendar = iranWorkingCalendar()._unsafeUnwrap();

/** Everything that a journey can ask for. */
export const everything = SHIPPED_JOURNEYS.prerequisites.map(({ id }) => id);

/**
 * Looks at one case again and again as time goes by. `states` names the state of each chapter, `text` says each in Persian and English.
 * A chapter that says nothing of prerequisites holds them all.
 */
export function tell(journey: JourneyId, chapters: readonly Chapter[]): { readonly states: readonly string[]; readonly text: string } {
  const looks = chapters.map(({ on, at = '10:00', facts }) => ({
    heading: `${formatJalaliLong(day(on), 'fa')} · ${formatJalaliLong(day(on), 'en')} · ${at}`,
    step: nextStep(journey, { held: everything, ...facts }, moment(on, at), calendar)._unsafeUnwrap(),
  }));
  return {
    states: looks.map(({ step }) => stateOf(step)),
    text: looks.map(({ heading, step }) => `${heading}\n\n${explainStep(step, 'fa')}\n\n${explainStep(step, 'en')}`).join('\n\n---\n\n'),
  };
}

/** The state, and what in the journey it speaks of. */
const stateOf = ({ state, about }: NextStep): string => (about === undefined ? state : `${state}: ${about.id}`);
