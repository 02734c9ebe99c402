export { type Agenda, type AgendaEntry, agendaOf } from './agenda.ts';
export {
  type Channel,
  type ChannelFailure,
  type Delivered,
  type Delivering,
  deliverMessages,
  MESSAGE_ATTEMPTS,
} from './deliver-messages.ts';
export { changeByClock, type Fired, type Firing, type FiringError, type FollowUpCourse, fireFollowUps } from './fire-follow-ups.ts';
export { followUpsOf } from './follow-ups.ts';
export { asYesterday, beginDay, type DayStep, endDay, type PlannedDay, planDay, type Timing } from './plan-day.ts';
export { planRowsOf } from './plan-rows.ts';
export { type CycleError, type CyclePorts, collectReports, sendReferrals, takeInReports } from './referrals.ts';
export { type CycleState, type DayCourse, type DayError, type DayOutcome, type DayWork, runCycle } from './run-cycle.ts';
