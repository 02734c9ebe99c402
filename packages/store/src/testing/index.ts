export { exerciseStore, type MakeStore, type StoreExercise } from './exercise-store.ts';
export type { HandClock } from './hand-clock.ts';
export { runSchedules, type ScheduleRun, type ScheduleTotals } from './run-schedules.ts';
export { SCHEDULE_FAULTS, type ScheduleFault } from './schedule-calls.ts';
export type { StoreUnderTest } from './store-under-test.ts';
