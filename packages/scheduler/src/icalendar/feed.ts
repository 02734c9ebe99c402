import type { Instant, Label } from '@rahyar/domain';
import type { EpochDay } from '../epoch-day.ts';
import type { Language } from '../jalali-text.ts';
import type { LocalTime } from '../local-time.ts';
import type { PublicHoliday } from '../public-holiday.ts';
import type { Recurrence } from '../recurrence/recurrence.ts';
import type { WorkingCalendar } from '../working-calendar.ts';

/**
 * How Jalali months and years are written. `portable`: as dates up to the horizon, which every client shows alike. `persian`: as
 * RSCALE=PERSIAN of RFC 7529, without an end, for clients that are known to expand it; others show Gregorian months without a word.
 */
export const ICALENDAR_DIALECTS = ['portable', 'persian'] as const;
export type IcalendarDialect = (typeof ICALENDAR_DIALECTS)[number];

/** A follow-up, or a series of them. The feed shows of a person what `summary` says and nothing else. */
export type FeedEntry = {
  readonly kind: 'event' | 'todo';
  /** Becomes the UID: the same entry must have the same one in every feed. */
  readonly id: string;
  readonly summary: Label;
  /** The day, or the first day from which a recurrence is counted. */
  readonly first: EpochDay;
  /** On the clock of Tehran; absent for a whole day. */
  readonly time?: LocalTime;
  readonly recurrence?: Recurrence;
};

/** What one rahyar's calendar file is made of. */
export type IcalendarFeed = {
  readonly name: Label;
  readonly language: Language;
  readonly dialect: IcalendarDialect;
  /** When the feed is made. */
  readonly stampedAt: Instant;
  /** The last day for which a series is written out as dates. */
  readonly horizon: EpochDay;
  /** Needed where a recurrence counts from a holiday. */
  readonly calendar?: WorkingCalendar;
  readonly entries: readonly FeedEntry[];
  readonly holidays: readonly PublicHoliday[];
};
