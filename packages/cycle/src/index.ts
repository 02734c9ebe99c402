export { type Agenda, type AgendaEntry, agendaOf } from './agenda.ts';
export { followUpsOf } from './follow-ups.ts';
export { asYesterday, beginDay, type DayStep, endDay, type PlannedDay, planDay, type Timing } from './plan-day.ts';
export { type CycleError, type CyclePorts, collectReports, sendReferrals, takeInReports } from './referrals.ts';
export { type CycleState, type DayCourse, type DayError, type DayOutcome, type DayWork, runCycle } from './run-cycle.ts';
