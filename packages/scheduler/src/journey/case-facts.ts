import { Instant, IsoDate } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { type CalendarError, calendarError } from '../calendar-error.ts';
import { type EpochDay, epochDayOfIsoDate } from '../epoch-day.ts';
import { type Journey, JourneyId, type JourneyStep } from './journey.ts';

/** A civil day on the wire, `2026-11-23`, read into the day it names. The issue is `date.notInCalendar` outside 1304 to 1498 too. */
const WireDay = IsoDate.transform((date, context): EpochDay => {
  const day = epochDayOfIsoDate(date);
  if (day.isOk()) return day.value;
  context.addIssue({ code: 'custom', message: 'date.notInCalendar' });
  return z.NEVER;
});

/** What is known of one member's way through a journey. Prerequisites of other journeys may be among the held ones. */
export const CaseFacts = z.strictObject({
  held: z.array(JourneyId).max(200).readonly(),
  /** The day on which the journey's request step was taken. */
  requestedDay: WireDay.optional(),
  /** The day of the last step: of the result, the issue, the acceptance, the payout. */
  completedDay: WireDay.optional(),
  /** The last day on which the result holds, where the result itself says so; otherwise the journey's validity counts. */
  validUntil: WireDay.optional(),
  /** Steps that were taken. Who took a step has taken those before it. */
  steps: z
    .array(z.strictObject({ step: JourneyId, on: WireDay }))
    .max(100)
    .readonly()
    .optional(),
  /** Deadlines that run: from a day or an instant. `minutes` is the length that a request to sign states itself. */
  deadlines: z
    .array(
      z.strictObject({
        deadline: JourneyId,
        start: z.union([Instant, WireDay]),
        met: z.boolean().optional(),
        minutes: z.int().min(1).max(525_600).optional(),
      }),
    )
    .max(100)
    .readonly()
    .optional(),
  /**
   * What went wrong and was not yet mended. `since` is the day it showed; for what is overdue, the last day in time. `reference` is the partner's
   * identifier of what stands in the way.
   */
  troubles: z
    .array(z.strictObject({ trouble: JourneyId, since: WireDay, reference: z.string().min(1).max(64).optional() }))
    .max(100)
    .readonly()
    .optional(),
});
export interface CaseFacts extends z.infer<typeof CaseFacts> {}
export type TroubleFact = NonNullable<CaseFacts['troubles']>[number];
export type DeadlineFact = NonNullable<CaseFacts['deadlines']>[number];

/** How far a case has come: the last step taken with its day, and the next one. */
export type Progress = {
  readonly next: JourneyStep | undefined;
  readonly nextIndex: number;
  /** The day of the last step that was taken. */
  readonly lastDay: EpochDay | undefined;
};

export function progressOf(journey: Journey, facts: CaseFacts): Progress {
  const marks = [
    ...(facts.steps ?? []).map(({ step, on }) => ({ index: indexOf(journey, step), on })),
    ...(facts.requestedDay === undefined ? [] : [{ index: indexOf(journey, journey.request), on: facts.requestedDay }]),
    ...(facts.completedDay === undefined ? [] : [{ index: journey.steps.length - 1, on: facts.completedDay }]),
  ];
  const furthest = marks.reduce<(typeof marks)[number] | undefined>(
    (best, mark) => (best === undefined || mark.index > best.index ? mark : best),
    undefined,
  );
  const nextIndex = furthest === undefined ? 0 : furthest.index + 1;
  return { next: journey.steps[nextIndex], nextIndex, lastDay: furthest?.on };
}

/** The facts after a step was taken. Fails with `journey.unknownFact` for a step of another journey. */
export function withStepTaken(journey: Journey, facts: CaseFacts, step: JourneyId, on: EpochDay): Result<CaseFacts, CalendarError> {
  if (indexOf(journey, step) < 0) return err(calendarError('journey.unknownFact'));
  return ok({ ...facts, steps: [...(facts.steps ?? []), { step, on }] });
}

/** Whether every step, deadline and trouble that the facts name is one of the journey. */
export function areFactsOf(journey: Journey, { steps = [], deadlines = [], troubles = [] }: CaseFacts): boolean {
  return (
    steps.every(({ step }) => journey.steps.some(({ id }) => id === step)) &&
    deadlines.every(({ deadline }) => journey.deadlines.some(({ id }) => id === deadline)) &&
    troubles.every(({ trouble }) => journey.troubles.some(({ id }) => id === trouble))
  );
}

const indexOf = ({ steps }: Journey, step: JourneyId): number => steps.findIndex(({ id }) => id === step);
