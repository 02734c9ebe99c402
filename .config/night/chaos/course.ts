import { epochDayOf, FollowUp, type FollowUpId, type Instant, IsoDate, isoDateOf } from '@rahyar/domain';
import type { PlannedFollowUp } from '@rahyar/store';

/** How long a worker may hold what it took. */
export const LEASE_MS = 1_500;

export const DUE_ON = IsoDate.parse('2026-11-28');
/** To which day a follow-up is put off. */
export const PUT_OFF_TO = isoDateOf(epochDayOf(DUE_ON) + 1);

const RAHYARS = Array.from({ length: 20 }, (_, index) => FollowUp.shape.responsible.parse(`rahyar-${index}`));

/** One of those who have follow-ups; `random` is from 0 up to 1. */
export const anyRahyar = (random: number): FollowUp['responsible'] =>
  RAHYARS[Math.floor(random * RAHYARS.length)] as FollowUp['responsible'];

export const idOf = (index: number): FollowUpId => FollowUp.shape.id.parse(`f-${index}`);

/** Follow-ups from a number on, all to be fired at one moment. */
export const followUpsFrom = (from: number, count: number, wakesAt: Instant): PlannedFollowUp[] =>
  Array.from({ length: count }, (_, offset) => ({
    followUp: FollowUp.parse({
      id: idOf(from + offset),
      subject: `subject-${from + offset}`,
      responsible: RAHYARS[(from + offset) % RAHYARS.length],
      rule: 'cadence.activeMember',
      dueOn: DUE_ON,
      state: 'scheduled',
    }),
    wakesAt,
  }));

/** One in three is put off once before it is done. */
export const isPutOff = (id: FollowUpId): boolean => Number(id.slice(2)) % 3 === 0;

/** What happens to a follow-up, each once and in this order, as the audit log names it. */
export const courseOf = (id: FollowUpId): readonly string[] => (isPutOff(id) ? PUT_OFF_COURSE : COURSE);
const COURSE = ['fallDue', 'finish'];
const PUT_OFF_COURSE = ['fallDue', 'putOff', 'wake', 'finish'];
