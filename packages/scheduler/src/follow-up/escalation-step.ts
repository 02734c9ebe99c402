import * as z from 'zod';
import { IntervalData } from '../interval-data.ts';

/** To whom an unanswered matter goes up, in this order: a support officer at the partner (L59), the affairs secretary for the matter (L54), the assistant of that secretary (L55). */
export const ESCALATION_LEVELS = ['supportOfficer', 'affairsSecretary', 'assistantSecretary'] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** Who is asked next, and how long the one before has for it. */
export const EscalationStep = z.strictObject({
  to: z.enum(ESCALATION_LEVELS),
  after: IntervalData.refine(({ count }) => count >= 0, 'value.tooSmall'),
});
export interface EscalationStep extends z.infer<typeof EscalationStep> {}
