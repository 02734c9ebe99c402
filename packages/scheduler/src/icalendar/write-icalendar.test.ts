import { readFileSync } from 'node:fs';
import { Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { TEHRAN_TRANSITIONS } from '../data/tehran-transitions.ts';
import type { EpochDay } from '../epoch-day.ts';
import { formatJalaliLong, parseJalali } from '../jalali-text.ts';
import { parseLocalTime } from '../local-time.ts';
import { IRAN_PUBLIC_HOLIDAYS } from '../public-holiday.ts';
import { Recurrence } from '../recurrence/recurrence.ts';
import { occurrencesOfEvent } from './event-occurrences.ts';
import type { FeedEntry, IcalendarFeed } from './feed.ts';
import { parseIcalendar } from './parse-icalendar.ts';
import { icalendarOf } from './write-icalendar.ts';

const day = (text: string): EpochDay => parseJalali(text)._unsafeUnwrap();
const nine = parseLocalTime('09:00')._unsafeUnwrap();
const entry = (first: string, recurrence?: unknown): FeedEntry => ({
  kind: 'event',
  id: 'fu-1a2b3c4d5e6f7a8b',
  summary: { fa: 'تماس با عضو فعال', en: 'Call an active member' },
  first: day(first),
  time: nine,
  ...(recurrence !== undefined && { recurrence: Recurrence.parse(recurrence) }),
});
const feedOf = (entries: readonly FeedEntry[], terms: Partial<IcalendarFeed> = {}): IcalendarFeed => ({
  name: { fa: 'پیگیری‌های رهیار', en: 'Follow-ups' },
  language: 'fa',
  dialect: 'portable',
  stampedAt: Instant.parse('2026-11-24T00:15:00+03:30'),
  horizon: day('1406/12/29'),
  entries,
  holidays: [],
  ...terms,
});
const linesOf = (feed: IcalendarFeed): string[] => icalendarOf(feed)._unsafeUnwrap().replaceAll('\r\n ', '').split('\r\n');
const datesIn = (feed: IcalendarFeed): string[] =>
  linesOf(feed).filter((line) => /^(?:RRULE|RDATE|EXDATE)|^DTSTART.*:2026|^DTSTART.*:2027/.test(line));

describe('icalendarOf', () => {
  it('writes a follow-up in UTC under its own id, and nothing else of anybody', () => {
    expect(linesOf(feedOf([entry('1405/09/02')])).slice(-9)).toEqual([
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:fu-1a2b3c4d5e6f7a8b',
      'DTSTAMP:20261123T204500Z',
      'DTSTART:20261123T053000Z',
      'SUMMARY;LANGUAGE=fa:تماس با عضو فعال',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('says of what calendar it is, in the language of the feed', () => {
    expect(linesOf(feedOf([], { language: 'en' })).slice(0, 7)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Rahyar SDK//Scheduler//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Follow-ups',
      'X-WR-TIMEZONE:Asia/Tehran',
    ]);
  });

  it('writes days and weeks as plain rules in the zone of Tehran', () => {
    const weekly = { frequency: 'weekly', interval: 2, count: 5, except: ['1405/09/16'] };
    expect(datesIn(feedOf([entry('1405/09/02', weekly)]))).toEqual([
      'DTSTART;TZID=Asia/Tehran:20261123T090000',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SA;BYDAY=MO;COUNT=5',
      'EXDATE;TZID=Asia/Tehran:20261207T090000',
    ]);
    expect(datesIn(feedOf([entry('1405/09/02', { frequency: 'daily', until: '1405/09/05' })]))).toEqual([
      'DTSTART;TZID=Asia/Tehran:20261123T090000',
      'RRULE:FREQ=DAILY;INTERVAL=1;WKST=SA;UNTIL=20261126T053000Z',
    ]);
  });

  it('writes Jalali months as dates up to the horizon, or as RSCALE=PERSIAN', () => {
    const monthEnd = entry('1405/06/31', { frequency: 'monthly', monthDays: [31] });
    // 31 Shahrivar, 30 Mehr, Aban, Azar 1405
    expect(datesIn(feedOf([monthEnd], { horizon: day('1405/09/30') }))).toEqual([
      'DTSTART:20260922T053000Z',
      'RRULE:FREQ=DAILY;COUNT=1',
      'RDATE:20261022T053000Z,20261121T053000Z,20261221T053000Z',
    ]);
    expect(datesIn(feedOf([monthEnd], { dialect: 'persian' }))).toEqual([
      'DTSTART;TZID=Asia/Tehran:20260922T090000',
      'RRULE:RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;WKST=SA',
    ]);
    const quarterly = entry('1405/06/31', { frequency: 'monthly', interval: 3, monthEnd: 'skip' });
    expect(datesIn(feedOf([quarterly], { dialect: 'persian' }))[1]).toBe(
      'RRULE:RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=31;SKIP=OMIT;WKST=SA',
    );
  });

  it.each([
    ['a rule of five months', { frequency: 'monthly', interval: 5 }],
    ['a rule of two years', { frequency: 'yearly', interval: 2 }],
    ['weeks of certain months', { frequency: 'weekly', months: [6, 7] }],
    ['an error in place of a missing day', { frequency: 'monthly', monthDays: [-1], monthEnd: 'reject' }],
    ['moved days of a weekday', { frequency: 'monthly', monthDays: [31], weekdays: [{ weekday: 'tuesday' }] }],
    ['several weekdays every two weeks', { frequency: 'weekly', interval: 2, weekdays: [{ weekday: 'tuesday' }, { weekday: 'friday' }] }],
  ])('writes %s as dates in either dialect, since libical finds other days', (_, recurrence) => {
    const dated = feedOf([entry('1405/06/31', recurrence)]);
    expect(datesIn({ ...dated, dialect: 'persian' })).toEqual(datesIn(dated));
    expect(datesIn(dated)[1]).toBe('RRULE:FREQ=DAILY;COUNT=1');
  });

  it('writes what began while the clock of Tehran was still changed as dates', () => {
    expect(datesIn(feedOf([entry('1401/06/30', { frequency: 'weekly' })]))[0]).toBe('RRULE:FREQ=DAILY;COUNT=1');
    expect(TEHRAN_TRANSITIONS.at(-1)?.[0]).toBe(day('1401/06/31') * 86_400 - 4.5 * 3_600);
  });

  it('keeps the rule and its first day, and leaves out a series without a day', () => {
    const recurrence = { frequency: 'yearly', monthDays: [30], months: [12], monthEnd: 'skip', until: '1409/01/01' };
    const { events } = parseIcalendar(
      icalendarOf(feedOf([entry('1405/12/01', recurrence)], { horizon: day('1409/01/01') }))._unsafeUnwrap(),
    )._unsafeUnwrap();
    expect(events[0]?.origin).toEqual({ first: day('1405/12/01'), recurrence: Recurrence.parse(recurrence) });
    expect(linesOf(feedOf([entry('1405/12/01', recurrence)], { horizon: day('1406/12/29') }))).not.toContain('BEGIN:VEVENT');
  });

  it('marks predicted holidays as tentative whole days', () => {
    // Wednesday 19 Esfand 1405 is announced, Sunday 8 Esfand 1406 is predicted.
    const holidays = IRAN_PUBLIC_HOLIDAYS.filter(
      ({ key, day: on }) => key === 'fitr' && on >= day('1405/12/01') && on <= day('1406/12/29'),
    );
    const lines = linesOf(feedOf([], { holidays, language: 'en' }));
    expect(lines.filter((line) => /^(?:DTSTART;V|STATUS|SUMMARY)/.test(line))).toEqual([
      ...['DTSTART;VALUE=DATE:20270310', 'SUMMARY;LANGUAGE=en:Fitr', 'STATUS:CONFIRMED'],
      ...['DTSTART;VALUE=DATE:20280227', 'SUMMARY;LANGUAGE=en:Fitr', 'STATUS:TENTATIVE'],
    ]);
  });

  it('fails with the error of the recurrence', () => {
    const holiday = { frequency: 'holiday', holiday: 'fitr', offset: { unit: 'days', count: -3 } };
    expect(icalendarOf(feedOf([entry('1405/01/01', holiday)]))._unsafeUnwrapErr().code).toBe('recurrence.calendarNeeded');
  });
});

describe('docs/scheduler/icalendar.md', () => {
  const page = readFileSync(new URL('../../../../docs/scheduler/icalendar.md', import.meta.url), 'utf8');
  const example = /```ics\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

  it('shows a file that is read whole, into the days that the page names', () => {
    const { events, refused } = parseIcalendar(example)._unsafeUnwrap();
    expect(refused).toEqual([]);
    const window = { from: day('1405/01/01'), to: day('1406/12/29') };
    const named = events.map((event) =>
      occurrencesOfEvent(event, window)
        ._unsafeUnwrap()
        .map((found) => formatJalaliLong(found.day, 'en'))
        .slice(0, 3)
        .join(', '),
    );
    expect(named).toHaveLength(3);
    for (const days of named) expect(page).toContain(`: ${days}`);
  });
});
