import { tz } from '@date-fns/tz';
import { type IsoDate, PRIORITY_TIERS, SubjectId } from '@rahyar/domain';
import {
  ASSUMED_CADENCE,
  addDays as addEpochDays,
  type CadenceColumns,
  dueDayChanges,
  dueDays,
  type EpochDay,
  epochDayOfIsoDate,
  type HolidayKey,
  IRAN_PUBLIC_HOLIDAYS,
  IRAN_SPECIAL_CLOSURES,
  IRAN_WEEKLY_PATTERNS,
  iranWorkingCalendar,
  isoDateOf,
  NO_DAY,
  planFollowUp,
  startOfDayInstant,
  type WorkingCalendar,
  workingCalendar,
} from '@rahyar/scheduler';
import { addDays, isFriday } from 'date-fns-jalali';
import { Temporal } from 'temporal-polyfill/full';
import type { Comparison, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';

const today = epochDayOfIsoDate('2026-11-23' as IsoDate)._unsafeUnwrap();
const calendar = iranWorkingCalendar()._unsafeUnwrap();
const planning = { today, cadence: ASSUMED_CADENCE, calendar };
/** The tiers whose cadence is in days, so that every library is asked the same: so many days later, and the working day from there on. */
const TIERS = [0, 2, 3];

/** Last contacts over the last year, some of them overdue. */
function casesOf(count: number): CadenceColumns {
  const columns = {
    tier: new Uint8Array(count),
    lastContactDay: new Int32Array(count),
    waitingSinceDay: new Int32Array(count).fill(NO_DAY),
  };
  for (let row = 0; row < count; row++) {
    columns.tier[row] = TIERS[row % TIERS.length] as number;
    columns.lastContactDay[row] = today - ((row * 7_919) % 365);
  }
  return columns;
}

const SAMPLE = 3_000;
const checksum = (days: ArrayLike<number>): number => {
  let sum = 0;
  for (let row = 0; row < SAMPLE; row++) sum = (sum * 31 + (days[row] as number)) % 1_000_003;
  return sum;
};

const ours: Side = {
  name: 'due days, by the working calendar',
  unit: 'cases',
  measure: async (count) => {
    const columns = casesOf(count);
    let days: Int32Array = new Int32Array();
    const cpuMs = await leastCpuMs(() => {
      days = dueDays(columns, planning);
    });
    return { cpuMs, answer: checksum(days) };
  },
};

/** A library that is asked for `days` after `day`, and for the first working day from `day` on; both are days of its own. */
type DayLibrary<Day> = {
  readonly dayOf: (day: EpochDay) => Day;
  readonly plus: (day: Day, days: number) => Day;
  readonly isDayOff: (day: Day) => boolean;
  readonly isBefore: (a: Day, b: Day) => boolean;
  readonly isoOf: (day: Day) => IsoDate;
};

const peerSide = <Day>(name: string, library: () => DayLibrary<Day>): Side => ({
  name,
  unit: 'cases',
  measure: async (count) => {
    const { dayOf, plus, isDayOff, isBefore, isoOf } = library();
    const { tier, lastContactDay } = casesOf(SAMPLE);
    const contacts = Array.from(lastContactDay, (day) => dayOf(day as EpochDay));
    const now = dayOf(today);
    let found: Day[] = [];
    const sampleMs = await leastCpuMs(() => {
      found = contacts.map((contact, row) => {
        const { every } = ASSUMED_CADENCE.tiers[PRIORITY_TIERS[tier[row] as number] as 'activeMember'];
        const nominal = plus(contact, every.count);
        let day = isBefore(nominal, now) ? now : nominal;
        while (isDayOff(day)) day = plus(day, 1);
        return day;
      });
    });
    const answer = checksum(found.map((day) => epochDayOfIsoDate(isoOf(day))._unsafeUnwrap()));
    return { cpuMs: (sampleMs * count) / SAMPLE, answer, remark: `${name}: extrapolated from ${SAMPLE.toLocaleString('en')} cases` };
  },
});

const daysOff = (): EpochDay[] => [...IRAN_PUBLIC_HOLIDAYS, ...IRAN_SPECIAL_CLOSURES].map(({ day }) => day);

const jalaliLibrary = peerSide('date-fns-jalali in Tehran', () => {
  const context = { in: tz('Asia/Tehran') };
  const startOf = (day: EpochDay): number => Date.parse(startOfDayInstant(day));
  const holidays = new Set(daysOff().map(startOf));
  return {
    dayOf: (day) => context.in(startOf(day)),
    plus: (day, days) => addDays(day, days, context),
    isDayOff: (day) => isFriday(day, context) || holidays.has(day.getTime()),
    isBefore: (a, b) => a.getTime() < b.getTime(),
    isoOf: (day) => new Date(day.getTime() + TEHRAN_MS).toISOString().slice(0, 10) as IsoDate,
  };
});
/** No day of the sample lies before the clock stopped changing. */
const TEHRAN_MS = 210 * 60_000;

const FRIDAY = 5;
const temporalDays = (temporal: typeof Temporal): DayLibrary<Temporal.PlainDate> => {
  const holidays = new Set<string>(daysOff().map(isoDateOf));
  return {
    dayOf: (day) => temporal.PlainDate.from(isoDateOf(day)).withCalendar('persian'),
    plus: (day, days) => day.add({ days }),
    isDayOff: (day) => day.dayOfWeek === FRIDAY || holidays.has(day.withCalendar('iso8601').toString()),
    isBefore: (a, b) => temporal.PlainDate.compare(a, b) < 0,
    isoOf: (day) => day.withCalendar('iso8601').toString() as IsoDate,
  };
};
const temporalLibrary = peerSide('temporal-polyfill, PlainDate', () => temporalDays(Temporal));

/** Node has it from version 26 on. */
const ownTemporal = (globalThis as { readonly Temporal?: typeof Temporal }).Temporal;
const NATIVE = 'native Temporal, PlainDate';
const nativeLibrary: Side =
  ownTemporal === undefined
    ? { name: NATIVE, unit: 'cases', measure: () => ({ cpuMs: undefined, remark: `Node ${process.version} has no Temporal of its own` }) }
    : peerSide(NATIVE, () => temporalDays(ownTemporal));

const sameDays: Comparison['judge'] = (mine, theirs) => ({
  isWrong: mine.answer !== theirs.answer,
  remarks: [
    `${mine.answer === theirs.answer ? 'the same' : 'DIFFERENT'} days in the sample; ours takes ${((mine.cpuMs ?? 0) / 1_000).toFixed(2)} s`,
  ],
});

const CASES = { short: [1_000_000], night: [10_000_000] };

export const dueDaysAgainstDateLibrary: Comparison = {
  name: 'due days / date-fns-jalali',
  ours,
  peer: jalaliLibrary,
  target: 1 / 1_000,
  sizes: CASES,
  judge: sameDays,
};

export const dueDaysAgainstTemporal: Comparison = {
  name: 'due days / temporal-polyfill',
  ours,
  peer: temporalLibrary,
  target: 1 / 500,
  sizes: CASES,
  judge: sameDays,
};

export const dueDaysAgainstNativeTemporal: Comparison = {
  name: 'due days / native Temporal',
  ours,
  peer: nativeLibrary,
  target: 1 / 150,
  sizes: CASES,
  judge: sameDays,
};

/** Fitr of 1405, announced for 19 Esfand, is seen a day later. */
const FITR: readonly HolidayKey[] = ['fitr', 'fitr-2'];
function calendarWithFitrMoved(): WorkingCalendar {
  const moved = IRAN_PUBLIC_HOLIDAYS.map((holiday) =>
    FITR.includes(holiday.key) && holiday.day > today && holiday.day < today + 200
      ? { ...holiday, day: addEpochDays(holiday.day, 1)._unsafeUnwrap() }
      : holiday,
  );
  const { firstDay, lastDay } = calendar;
  const weekly = IRAN_WEEKLY_PATTERNS['IR-FRI'];
  return workingCalendar({ weekly, firstDay, lastDay, holidays: moved, closures: IRAN_SPECIAL_CLOSURES })._unsafeUnwrap();
}

type MovedDays = { readonly moved: number; readonly checksum: number };

const replanned: Side = {
  name: 'due days after a moved Eid, with what moved',
  unit: 'cases',
  measure: async (count) => {
    const columns = casesOf(count);
    const before = dueDays(columns, planning);
    const movedEid = { ...planning, calendar: calendarWithFitrMoved() };
    let answer: MovedDays = { moved: 0, checksum: 0 };
    const cpuMs = await leastCpuMs(() => {
      const { days, moved } = dueDayChanges(columns, before, movedEid);
      answer = { moved: moved.rows.filter((row) => row < SAMPLE).length, checksum: checksum(days) };
    });
    return { cpuMs, answer, remark: `${dueDayChanges(columns, before, movedEid).moved.rows.length.toLocaleString('en')} moved` };
  },
};

const oneByOne: Side = {
  name: 'planning every case twice, and comparing',
  unit: 'cases',
  measure: async (count) => {
    const { tier, lastContactDay } = casesOf(SAMPLE);
    const movedEid = { ...planning, calendar: calendarWithFitrMoved() };
    const subject = (row: number) => ({
      id: SubjectId.parse(`m-${row}`),
      tier: PRIORITY_TIERS[tier[row] as number] as 'activeMember',
      lastContactDay: lastContactDay[row] as EpochDay,
    });
    let answer: MovedDays = { moved: 0, checksum: 0 };
    const sampleMs = await leastCpuMs(() => {
      let moved = 0;
      const days = Array.from(tier, (_, row) => {
        const after = planFollowUp(subject(row), movedEid)._unsafeUnwrap().effective;
        if (planFollowUp(subject(row), planning)._unsafeUnwrap().effective !== after) moved++;
        return after;
      });
      answer = { moved, checksum: checksum(days) };
    });
    return { cpuMs: (sampleMs * count) / SAMPLE, answer };
  },
};

export const movedEidAgainstOneByOne: Comparison = {
  name: 'due days after a moved Eid / one by one',
  ours: replanned,
  peer: oneByOne,
  target: 1 / 50,
  sizes: { short: [1_000_000], night: [1_000_000, 10_000_000] },
  judge: (mine, theirs) => ({ isWrong: JSON.stringify(mine.answer) !== JSON.stringify(theirs.answer), remarks: [] }),
};
