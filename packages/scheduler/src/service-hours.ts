import type { Instant } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import * as z from 'zod';
import type { CalendarError } from './calendar-error.ts';
import { ClockTime } from './clock-time.ts';
import { addDays } from './epoch-day.ts';
import { LabelData } from './label-data.ts';
import type { LocalTime } from './local-time.ts';
import { fromInstant, toInstant } from './tehran-time.ts';

/** When a service answers on every day of the year, by the clock of Tehran. Equal times mean round the clock; `closes` is no longer open. */
export const ServiceHours = z
  .strictObject({ label: LabelData, opens: ClockTime, closes: ClockTime, source: z.string().min(1).max(500) })
  .readonly();
export type ServiceHours = z.infer<typeof ServiceHours>;

const oClock = (hour: number): LocalTime => (hour * 60) as LocalTime;

/** Hours that sources tell of. Hosts bring their own for other services. */
export const SERVICE_HOURS = {
  faceVerification: {
    label: { fa: 'احراز هویت با تصویر چهره', en: 'face verification' },
    opens: oClock(7),
    closes: oClock(23),
    source: 'Finnotech service documentation, 2024-09-14: no answer from 23:00 to 07:00',
  },
  onlineRahyari: {
    label: { fa: 'رهیاری آنلاین', en: 'online rahyari' },
    opens: oClock(0),
    closes: oClock(0),
    source: 'L58, L109',
  },
} as const satisfies Record<string, ServiceHours>;

/** Fails with `date.outOfRange` outside 1304 to 1498. */
export function isOpen(hours: ServiceHours, instant: Instant): Result<boolean, CalendarError> {
  return fromInstant(instant).map(({ time }) => isOpenAt(hours, time));
}

/** The instant itself while the service is open, otherwise the instant at which it opens next. Fails as {@link isOpen} does. */
export function nextOpening(hours: ServiceHours, instant: Instant): Result<Instant, CalendarError> {
  return fromInstant(instant).andThen(({ day, time }) => {
    if (isOpenAt(hours, time)) return ok(instant);
    return (time < hours.opens ? ok(day) : addDays(day, 1)).map((openingDay) => toInstant(openingDay, hours.opens));
  });
}

function isOpenAt({ opens, closes }: ServiceHours, time: LocalTime): boolean {
  return opens < closes ? time >= opens && time < closes : time >= opens || time < closes;
}
