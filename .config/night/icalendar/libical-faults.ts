import type { ClientFault } from './client-fault.ts';
import type { Schedule } from './schedule.ts';

const exampleOf = (start: string, rule: string): Schedule => ({ rule, lines: [`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`] });

/** Where libical 3.0.16 departs from the standards. */
export const LIBICAL_FAULTS: readonly ClientFault[] = [
  {
    name: 'interval from another period',
    why: 'With RSCALE=PERSIAN, or weekly with COUNT or BYDAY, an INTERVAL is counted from another period than that of DTSTART, which is then no occurrence; RFC 5545, 3.8.5.3: DTSTART is the first.',
    example: exampleOf('20260310', 'RSCALE=PERSIAN;FREQ=DAILY;INTERVAL=10'),
    holds: ({ rule, lines }, theirs) => /;INTERVAL=/.test(rule) && (!theirs.includes(startIn(lines)) || mayMove(rule)),
  },
  {
    name: 'daily rules by days from the end of the month',
    why: 'A negative BYMONTHDAY finds nothing in a daily rule; RFC 5545, 3.3.10: it limits as a positive one does.',
    example: exampleOf('20260420', 'RSCALE=PERSIAN;FREQ=DAILY;BYMONTHDAY=-1'),
    holds: ({ rule }) => /FREQ=DAILY.*BYMONTHDAY=[^;]*-/.test(rule),
  },
  {
    name: 'yearly rules by days of every month',
    why: 'BYMONTHDAY of a yearly rule without BYMONTH takes the month of DTSTART alone; RFC 5545, 3.3.10, table: it expands the year.',
    example: exampleOf('20260405', 'RSCALE=PERSIAN;FREQ=YEARLY;BYMONTHDAY=16'),
    holds: ({ rule }) => /FREQ=YEARLY/.test(rule) && /BYMONTHDAY=/.test(rule) && !/BYMONTH=/.test(rule),
  },
  {
    name: 'one day twice',
    why: 'A moved day that falls on another of the rule is given, and counted, twice; RFC 5545, 3.8.5.3: duplicates are ignored.',
    example: exampleOf('20260321', 'RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD'),
    holds: (_, theirs) => new Set(theirs.split(' ')).size < theirs.split(' ').length,
  },
  {
    name: 'days moved into another month',
    why: 'A day that SKIP moves out of its month is dropped by the BYMONTH of a monthly rule, and is asked for no weekday; RFC 7529, 4.1: BYMONTH comes before SKIP and BYDAY after it.',
    example: exampleOf('20260522', 'RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTH=2,3,9;BYMONTHDAY=1,31;SKIP=FORWARD'),
    holds: ({ rule, lines }) =>
      MOVES.test(rule) &&
      (/BYDAY=/.test(rule) || (/FREQ=MONTHLY/.test(rule) && /BYMONTH=/.test(rule))) &&
      (mayMove(rule) || startsLate(lines, rule)),
  },
];

const MOVES = /SKIP=(?:FORWARD|BACKWARD)/;

/** Whether a day is named that some month lacks and that is then moved; moved by a wrong interval it may still fall on DTSTART. */
const mayMove = (rule: string): boolean => MOVES.test(rule) && /BYMONTHDAY=(?:[^;]*,)?-?(?:29|3[01])/.test(rule);

/** The start as it is found: an instant in UTC, or midnight of a whole day. */
function startIn(lines: readonly string[]): string {
  const [, zone, date, clock] = /^DTSTART(;TZID=\S+?|;VALUE=DATE)?:(\d{8})(?:T(\d{6}))?/.exec(lines[0] ?? '') ?? [];
  if (clock === undefined) return `${date}T000000Z`;
  const wall = Date.UTC(
    Number(date?.slice(0, 4)),
    Number(date?.slice(4, 6)) - 1,
    Number(date?.slice(6)),
    Number(clock.slice(0, 2)),
    Number(clock.slice(2, 4)),
  );
  const second = zone === undefined ? wall : wall - 12_600_000;
  return `${new Date(second).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Whether DTSTART lies on a day that other months lack: libical moves it even where BYDAY takes its place. */
function startsLate(lines: readonly string[], rule: string): boolean {
  const date = /:(\d{4})(\d\d)(\d\d)/.exec(lines[0] ?? '');
  if (date === null) return false;
  const calendar = rule.includes('PERSIAN') ? 'persian' : 'gregory';
  const day = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { day: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])),
  );
  return Number(day) >= 29;
}
