import type { CaseId, FollowUpId, KeyProcess, PriorityTier, RahyarKind, SubjectId } from '@rahyar/domain';
import { ok, Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { type Due, dueOf, type PlanningDay, settle } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';
import { followUpId } from '../follow-up-id.ts';
import { dayFact, holds, type RuleFacts } from './condition.ts';
import type { FollowUpRule, FollowUpRules } from './follow-up-rule.ts';
import { owedOf } from './occurrences.ts';

/** A matter of a subject, and what has become of its follow-ups. */
export type FollowUpCase = {
  readonly id: CaseId;
  readonly subject: SubjectId;
  readonly tier?: PriorityTier;
  readonly process?: KeyProcess;
  readonly kind?: RahyarKind;
  readonly facts: RuleFacts;
  /** The follow-ups of the case that have ended, done or cancelled, by id, with the day; the order has no meaning. */
  readonly ended: ReadonlyMap<FollowUpId, EpochDay>;
};

/** What a rule says of a case today. Each rule says exactly one thing. */
export type RuleOutcome =
  | ({ readonly rule: string; readonly says: 'live'; readonly due: Due } & OccurrencesLeft)
  | ({ readonly rule: string; readonly says: 'exhausted' } & OccurrencesLeft)
  | { readonly rule: string; readonly says: 'outOfScope' | 'doesNotApply' | 'resolved' | 'anchorUnknown' };

/** Occurrences that nobody ended: those that the live one stands for, and those whose time for making up has passed. To be told, and ended. */
export type OccurrencesLeft = { readonly standsFor: readonly FollowUpId[]; readonly givenUp: readonly FollowUpId[] };

/**
 * What every rule says of a case today: at most one live follow-up each, or why there is none. The same whenever and however often it is asked.
 * Fails with `date.outOfRange`, or with `workingCalendar.notCovered` where a day lies outside the calendar.
 */
export function planCase(matter: FollowUpCase, rules: FollowUpRules, at: PlanningDay): Result<RuleOutcome[], CalendarError> {
  return Result.combine(rules.map((rule) => outcomeOf(matter, rule, at)));
}

function outcomeOf(matter: FollowUpCase, rule: FollowUpRule, at: PlanningDay): Result<RuleOutcome, CalendarError> {
  const says = (outcome: 'outOfScope' | 'doesNotApply' | 'resolved' | 'anchorUnknown') => ok({ rule: rule.id, says: outcome });
  if (!isInScope(matter, rule)) return says('outOfScope');
  if (holds(rule.resolvedIf, matter.facts, at.today)) return says('resolved');
  if (!holds(rule.appliesIf, matter.facts, at.today)) return says('doesNotApply');
  const anchor = dayFact(matter.facts, rule.anchor.fact);
  if (anchor === undefined) return says('anchorUnknown');
  return owedOf(rule, anchor, idOf(matter, rule), matter.ended, at).andThen(({ live, ...left }) =>
    live === undefined
      ? ok({ rule: rule.id, says: 'exhausted' as const, ...left })
      : settle(live.nominal, rule.convention, at).map((settled) => ({
          rule: rule.id,
          says: 'live' as const,
          due: dueOf({ id: live.id, rule: rule.id, subject: matter.subject, nominal: live.nominal }, settled, rule, live.reckoned, at),
          ...left,
        })),
  );
}

const idOf =
  ({ id }: FollowUpCase, rule: FollowUpRule) =>
  (countedFrom: EpochDay, index: number): FollowUpId =>
    followUpId(rule.id, id, countedFrom, index);

const isInScope = ({ tier, process, kind }: FollowUpCase, { scope: { tiers, processes, kinds } }: FollowUpRule): boolean =>
  isAmong(tier, tiers) && isAmong(process, processes) && isAmong(kind, kinds);

const isAmong = <T>(value: T | undefined, list: readonly T[] | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value));
