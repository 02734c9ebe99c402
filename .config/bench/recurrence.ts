import { type EpochDay, FIRST_DAY, LAST_DAY, occurrencesInto, Recurrence } from '@rahyar/scheduler';
import rrule from 'rrule';
import type { Comparison, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';

const { RRule } = rrule;

const OCCURRENCES = 120;
/** So that 120 years from any of them lie before 1498. */
const ANCHOR_DAYS = 20_000;
const anchorOf = (series: number): EpochDay => (FIRST_DAY + ((series * 7_919) % ANCHOR_DAYS)) as EpochDay;

/** The last day of the month; Saturdays and Wednesdays of every other week; once a year. Jalali here, and as much of the Gregorian calendar there. */
const RULES = [
  { frequency: 'monthly', monthDays: [-1] },
  { frequency: 'weekly', interval: 2, weekdays: [{ weekday: 'saturday' }, { weekday: 'wednesday' }] },
  { frequency: 'yearly', months: [1], monthDays: [1] },
].map((rule) => Recurrence.parse(rule));
const RRULES = [
  { freq: RRule.MONTHLY, bymonthday: [-1] },
  { freq: RRule.WEEKLY, interval: 2, byweekday: [RRule.SA, RRule.WE], wkst: RRule.SA },
  { freq: RRule.YEARLY, bymonth: [3], bymonthday: [21] },
];
const WEEKLY = 1;

/** What the peer is measured on. Weeks are the same in both calendars, so that their days are held against each other. */
const SAMPLE = 300;

const ours: Side = {
  name: 'recurrence, Jalali',
  unit: 'series',
  measure: async (seriesCount) => {
    const days = new Int32Array(OCCURRENCES);
    let answer = 0;
    const cpuMs = await leastCpuMs(() => {
      answer = 0;
      for (let series = 0; series < seriesCount; series += 1) {
        const anchor = anchorOf(series);
        const rule = RULES[series % RULES.length] as Recurrence;
        const count = occurrencesInto(rule, anchor, { from: anchor, to: LAST_DAY }, days)._unsafeUnwrap();
        if (series < SAMPLE && series % RULES.length === WEEKLY) answer = checksum(answer, days.subarray(0, count));
      }
    });
    return { cpuMs, answer, remark: `${OCCURRENCES} occurrences each` };
  },
};

const DAY_MS = 86_400_000;

const peer: Side = {
  name: 'rrule.js, Gregorian',
  unit: 'series',
  measure: async (seriesCount) => {
    let answer = 0;
    const sampleMs = await leastCpuMs(() => {
      answer = 0;
      for (let series = 0; series < SAMPLE; series += 1) {
        const dtstart = new Date(anchorOf(series) * DAY_MS);
        const dates = new RRule({ ...RRULES[series % RRULES.length], dtstart, count: OCCURRENCES }).all();
        if (series % RRULES.length === WEEKLY)
          answer = checksum(
            answer,
            dates.map((date) => date.getTime() / DAY_MS),
          );
      }
    });
    return { cpuMs: (sampleMs * seriesCount) / SAMPLE, answer, remark: `extrapolated from ${SAMPLE} series` };
  },
};

const checksum = (start: number, days: ArrayLike<number>): number =>
  Array.from(days).reduce((sum, day) => (sum * 31 + day) % 1_000_003, start);

export const recurrenceAgainstRrule: Comparison = {
  name: 'recurrence / rrule.js',
  ours,
  peer,
  target: 1 / 50,
  sizes: { short: [30_000], night: [1_000_000] },
  judge: (mine, theirs) => ({ isWrong: mine.answer !== theirs.answer, remarks: [] }),
};
