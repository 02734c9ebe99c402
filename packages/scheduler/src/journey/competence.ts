import { ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { actToday, type JourneyDay } from './action.ts';
import { RAHYAR } from './party.ts';
import type { CompetenceGuide } from './process-guide.ts';
import type { Step } from './step.ts';

/** Whether the rahyar masters what the process needs (L97). */
export type CompetenceFacts = { readonly mastered: boolean };

export function competenceStep({ askNext }: CompetenceGuide, { mastered }: CompetenceFacts, at: JourneyDay): Result<Step, CalendarError> {
  if (mastered) return ok({ state: 'done', validUntil: undefined, leadsTo: undefined, actions: [] });
  return ok({ state: 'ready', actions: [actToday('guideToMastery', askNext, RAHYAR, at)] });
}
