import type { CaseId, FollowUpId, SubjectId } from '@rahyar/domain';
import { fingerprint, isoDateOf } from '@rahyar/domain';
import type { EpochDay } from './epoch-day.ts';

/**
 * The identifier of one occurrence of a rule for a subject or a case, the same wherever and whenever it is computed: planning again neither
 * loses nor doubles a follow-up. `occurrence` is the day that tells the occurrences of the rule apart, or `first` when there is none yet;
 * `index` counts those that hang on the same day.
 * 64 bits: among 10 million the chance of any two being equal is about 3 in a million.
 */
export function followUpId(rule: string, of: SubjectId | CaseId, occurrence: EpochDay | 'first', index = 0): FollowUpId {
  const day = occurrence === 'first' ? occurrence : isoDateOf(occurrence);
  return `fu-${fingerprint([rule, of, day, ...(index === 0 ? [] : [index])].join(' '))}` as FollowUpId;
}
