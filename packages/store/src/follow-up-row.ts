import type { FollowUp } from '@rahyar/domain';
import { instantOf } from './moment.ts';
import type { FollowUpRecord } from './records.ts';

/** A follow-up as a table of SQL holds it. */
export type FollowUpRow = Omit<FollowUp, 'dueOn' | 'process'> & {
  readonly process: NonNullable<FollowUp['process']> | null;
  readonly due_on: FollowUp['dueOn'];
  readonly wakes_at: number | null;
  readonly held_until: number | null;
  readonly revision: number;
  readonly attempts: number;
};

export const followUpRecordOf = ({
  id,
  subject,
  responsible,
  rule,
  process,
  due_on: dueOn,
  state,
  ...row
}: FollowUpRow): FollowUpRecord => ({
  followUp: { id, subject, responsible, rule, ...(process === null ? {} : { process }), dueOn, state },
  ...(row.wakes_at === null ? {} : { wakesAt: instantOf(row.wakes_at) }),
  ...(row.held_until === null ? {} : { heldUntil: instantOf(row.held_until) }),
  revision: row.revision,
  attempts: row.attempts,
});
