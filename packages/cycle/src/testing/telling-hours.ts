import type { Instant } from '@rahyar/domain';
import { SERVICE_HOURS, type ServiceHours } from '@rahyar/scheduler';

export const ALWAYS: ServiceHours = SERVICE_HOURS.onlineRahyari;

/** From one full hour of the day to another; round the clock if they are the same. */
export const hoursOf = (opens: number, closes: number): ServiceHours => ({
  ...ALWAYS,
  opens: (opens * 60) as ServiceHours['opens'],
  closes: (closes * 60) as ServiceHours['closes'],
});

/** Reckoned without the scheduler: Tehran is three and a half hours ahead of UTC. */
export function isWithin({ opens, closes }: ServiceHours, instant: Instant): boolean {
  const minute = Math.floor(Date.parse(instant) / 60_000 + 210) % 1_440;
  const sinceOpening = (minute - opens + 1_440) % 1_440;
  return opens === closes || sinceOpening < (closes - opens + 1_440) % 1_440;
}
