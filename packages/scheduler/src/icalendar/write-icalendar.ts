import { ok, Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import type { Language } from '../jalali-text.ts';
import { HOLIDAY_LABELS, type PublicHoliday } from '../public-holiday.ts';
import { fromInstant } from '../tehran-time.ts';
import { escapeText, fold } from './content-line.ts';
import { datesOfEntry } from './entry-dates.ts';
import type { FeedEntry, IcalendarFeed } from './feed.ts';
import { formatDay, formatUtc } from './icalendar-time.ts';

/**
 * Writes a calendar file (RFC 5545) for clients to subscribe to. Equal feeds give equal texts.
 * Daily and weekly recurrences become plain rules in the zone of Tehran, other ones as the dialect says; an entry without an occurrence up
 * to the horizon is left out. Holidays are whole days, and tentative while they are predicted.
 * Fails as `expandRecurrence` does, and with `date.outOfRange` for the instant.
 */
export function icalendarOf(feed: IcalendarFeed): Result<string, CalendarError> {
  const { name, language, entries, holidays, stampedAt } = feed;
  return fromInstant(stampedAt).andThen(({ day, time }) => {
    const stamp = `DTSTAMP:${formatUtc(day, time)}`;
    return Result.combine(entries.map((entry) => entryLines(entry, feed, stamp))).map((written) =>
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        `PRODID:-//Rahyar SDK//Scheduler//${language.toUpperCase()}`,
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        `X-WR-CALNAME:${escapeText(name[language])}`,
        'X-WR-TIMEZONE:Asia/Tehran',
        ...TEHRAN_ZONE,
        ...written.flat(),
        ...holidays.flatMap((holiday) => holidayLines(holiday, language, stamp)),
        'END:VCALENDAR',
      ]
        .map(fold)
        .join(''),
    );
  });
}

/** The clock of Tehran since its last change; earlier times are written in UTC. */
const TEHRAN_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Tehran',
  'BEGIN:STANDARD',
  'DTSTART:20220922T000000',
  'TZOFFSETFROM:+0430',
  'TZOFFSETTO:+0330',
  'TZNAME:+0330',
  'END:STANDARD',
  'END:VTIMEZONE',
];

function entryLines(entry: FeedEntry, feed: IcalendarFeed, stamp: string): Result<string[], CalendarError> {
  return datesOfEntry(entry, feed).andThen((dates) => {
    if (dates === undefined) return ok([]);
    const name = entry.kind === 'event' ? 'VEVENT' : 'VTODO';
    return ok([
      `BEGIN:${name}`,
      `UID:${escapeText(entry.id)}`,
      stamp,
      ...dates,
      `SUMMARY;LANGUAGE=${feed.language}:${escapeText(entry.summary[feed.language])}`,
      `END:${name}`,
    ]);
  });
}

function holidayLines({ day, key, status }: PublicHoliday, language: Language, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:holiday-${key}-${formatDay(day)}`,
    stamp,
    `DTSTART;VALUE=DATE:${formatDay(day)}`,
    `SUMMARY;LANGUAGE=${language}:${escapeText(HOLIDAY_LABELS[key][language])}`,
    `STATUS:${status.startsWith('predicted') ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}
