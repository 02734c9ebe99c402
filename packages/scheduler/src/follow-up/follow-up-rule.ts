import { KeyProcess, type Label, PRIORITY_TIERS, RahyariActivity, RahyarKind } from '@rahyar/domain';
import * as z from 'zod';
import { BUSINESS_DAY_CONVENTIONS } from '../business-day-convention.ts';
import { ClockTime } from '../clock-time.ts';
import { IntervalData } from '../interval-data.ts';
import { LabelData } from '../label-data.ts';
import { Recurrence } from '../recurrence/recurrence.ts';
import { Condition, FactName } from './condition.ts';
import { EscalationStep } from './escalation-step.ts';

const forward = IntervalData.refine(({ count }) => count > 0, 'value.tooSmall');

/**
 * Whether there is one occurrence or many. `interval`: so long after the one before; counted `fromDue` from the first by rule, whenever the
 * work was done, or `fromCompletion` from the day on which the one before was ended. `calendar`: on the days of a recurrence from the first.
 */
export const Repetition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({
    kind: z.literal('interval'),
    every: forward,
    anchored: z.enum(['fromDue', 'fromCompletion']),
    atMost: z.int().min(1).max(10_000).optional(),
  }),
  z.strictObject({ kind: z.literal('calendar'), recurrence: Recurrence }),
]);
export type Repetition = z.infer<typeof Repetition>;

/**
 * What becomes of occurrences that nobody ended while their windows passed. `coalesce`: the latest stands for all of them. `backfill`: each is
 * still made up for, the oldest first. Those that closed more than `catchUpDays` ago are given up, and told of.
 */
export const MissedRunPolicy = z.strictObject({ policy: z.enum(['coalesce', 'backfill']), catchUpDays: z.int().min(0).max(3_660) });
export interface MissedRunPolicy extends z.infer<typeof MissedRunPolicy> {}

/** When a matter is followed up, as data: for whom, from when, how often, until when, and who is asked when nothing happens. */
export const FollowUpRule = z.strictObject({
  id: z.string().regex(/^[a-zA-Z][a-zA-Z0-9.]{0,63}$/, 'value.format'),
  label: LabelData,
  /** Where the rule and its figures come from; `assumed` for what no source gives. */
  source: z.string().min(1).max(300),
  activity: RahyariActivity,
  /** Each list that is there must hold what the case is; a list that is absent asks nothing. */
  scope: z.strictObject({
    tiers: z.array(z.enum(PRIORITY_TIERS)).min(1).optional(),
    processes: z.array(KeyProcess).min(1).optional(),
    kinds: z.array(RahyarKind).min(1).optional(),
  }),
  appliesIf: Condition,
  resolvedIf: Condition,
  /** The fact, a day, from which the rule counts, and what it is called. */
  anchor: z.strictObject({ fact: FactName, label: LabelData }),
  /** How long after that day the first occurrence is; before it when negative. */
  first: IntervalData,
  repeats: Repetition,
  convention: z.enum(BUSINESS_DAY_CONVENTIONS),
  windowBeforeDays: z.int().min(0).max(366),
  windowAfterDays: z.int().min(0).max(366),
  timeOfDay: ClockTime,
  /** Whether the end of the window is promised to the member: nothing is levelled beyond it in silence. */
  promised: z.boolean(),
  missed: MissedRunPolicy,
  escalation: z.array(EscalationStep).max(8),
});
export interface FollowUpRule extends z.infer<typeof FollowUpRule> {}

/** Rules in the order in which they are told; ids are different from each other. */
export const FollowUpRules = z
  .array(FollowUpRule)
  .max(500)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'input.duplicateId');
export type FollowUpRules = z.infer<typeof FollowUpRules>;

/** The words for the facts that rules count from, for `explainDue`. */
export const anchorLabels = (rules: FollowUpRules): Readonly<Record<string, Label>> =>
  Object.fromEntries(rules.map(({ anchor }) => [anchor.fact, anchor.label]));
