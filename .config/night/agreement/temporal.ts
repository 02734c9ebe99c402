import { Instant } from '@rahyar/domain';
import {
  addJalaliMonths,
  addJalaliPeriod,
  addJalaliYears,
  type EpochDay,
  exactInstant,
  FIRST_DAY,
  fromInstant,
  isoDateOf,
  jalaliDateOf,
  jalaliPeriodBetween,
  LAST_DAY,
  type LocalTime,
  startOfDayInstant,
  toInstant,
} from '@rahyar/scheduler';
import type { Temporal as TemporalTypes } from 'temporal-polyfill/full';
import { type Comparison, compare, comparison } from './comparison.ts';
import { dateText, everyDay } from './days.ts';

/** Asks one implementation of Temporal: conversions and first instants on every day, arithmetic and clock times on a large sample. */
export function compareWithTemporal(temporal: typeof TemporalTypes, peer: string): Comparison[] {
  const dateOf = (day: EpochDay): TemporalTypes.PlainDate => temporal.PlainDate.from(isoDateOf(day)).withCalendar('persian');
  return [
    ...compareConversions(temporal, peer, dateOf),
    ...compareArithmetic(peer, dateOf),
    ...comparePeriods(peer, dateOf),
    ...compareClock(temporal, peer),
  ];
}

type DateOf = (day: EpochDay) => TemporalTypes.PlainDate;

function compareConversions(temporal: typeof TemporalTypes, peer: string, dateOf: DateOf): Comparison[] {
  const to = comparison('day to Jalali', peer);
  const from = comparison('Jalali to day', peer);
  for (const day of everyDay()) {
    const ours = jalaliDateOf(day);
    compare(to, day, dateText(ours), dateText(dateOf(day)));
    const { year, month, day: dayOfMonth } = ours;
    compare(from, dateText(ours), isoDateOf(day), isoOf(temporal.PlainDate.from({ year, month, day: dayOfMonth, calendar: 'persian' })));
  }
  return [to, from];
}

/** The day after the sample would leave the strict range is not asked: there the answer is an error by design. */
function compareArithmetic(peer: string, dateOf: DateOf): Comparison[] {
  const months = comparison('add months, clamp', peer);
  const years = comparison('add years, clamp', peer);
  const refused = comparison('add months, reject', peer);
  for (const [day, draw] of sampledDays()) {
    const count = (draw % 601) - 300;
    const moved = addJalaliMonths(day, count);
    if (moved.isOk()) {
      compare(months, `${day} ${count}`, isoDateOf(moved.value), isoOf(dateOf(day).add({ months: count })));
      const isRefused = addJalaliMonths(day, count, 'reject').isErr();
      compare(
        refused,
        `${day} ${count}`,
        String(isRefused),
        String(throws(() => dateOf(day).add({ months: count }, { overflow: 'reject' }))),
      );
    }
    const movedYears = addJalaliYears(day, count % 40);
    if (movedYears.isOk())
      compare(years, `${day} ${count % 40}`, isoDateOf(movedYears.value), isoOf(dateOf(day).add({ years: count % 40 })));
  }
  return [months, years, refused];
}

function comparePeriods(peer: string, dateOf: DateOf): Comparison[] {
  const periods = (['years', 'months', 'days'] as const).map((unit) => ({ unit, to: comparison(`period in ${unit}`, peer) }));
  const added = comparison('add a period', peer);
  for (const [day, draw] of sampledDays()) {
    const other =
      draw % 2 === 0 ? sampledDay(draw >>> 1) : (Math.min(Math.max(day + ((draw >>> 1) % 1_601) - 800, FIRST_DAY), LAST_DAY) as EpochDay);
    for (const { unit, to } of periods) {
      const ours = jalaliPeriodBetween(day, other, unit);
      const theirs = dateOf(day).until(dateOf(other), { largestUnit: unit });
      const write = (period: { years: number; months: number; days: number }): string => `${period.years} ${period.months} ${period.days}`;
      compare(to, `${day} ${other} ${unit}`, write(ours), write(theirs));
      const reached = addJalaliPeriod(day, ours);
      if (unit === 'years' && reached.isOk())
        compare(
          added,
          `${day} ${other}`,
          isoDateOf(reached.value),
          isoOf(dateOf(day).add({ years: ours.years, months: ours.months, days: ours.days })),
        );
    }
  }
  return [...periods.map(({ to }) => to), added];
}

function compareClock(temporal: typeof TemporalTypes, peer: string): Comparison[] {
  const starts = comparison('first instant of a day', peer);
  const instants = comparison('clock time to instant', peer);
  const refused = comparison('skipped and repeated', peer);
  const shown = comparison('instant to clock time', peer);
  for (const day of everyDay()) {
    const date = temporal.PlainDate.from(isoDateOf(day));
    compare(starts, day, startOfDayInstant(day), date.toZonedDateTime('Asia/Tehran').startOfDay().toInstant().toString());
    // Every quarter of an hour of the years that changed the clock most, one time of every other day.
    const step = day > 7_500 && day < 8_500 ? 15 : 1_440;
    for (let minutes = (day * 7 + 10_000_000) % step; minutes < 1_440; minutes += step) {
      const time = minutes as LocalTime;
      const civil = date.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
      const instant = toInstant(day, time);
      compare(instants, `${day} ${minutes}`, instant, civil.toZonedDateTime('Asia/Tehran').toInstant().toString());
      const isRefused = throws(() => civil.toZonedDateTime('Asia/Tehran', { disambiguation: 'reject' }));
      compare(refused, `${day} ${minutes}`, String(exactInstant(day, time).isErr()), String(isRefused));
      const back = fromInstant(Instant.parse(instant)).map(({ day: shownDay, time: shownTime }) => `${isoDateOf(shownDay)} ${shownTime}`);
      const zoned = temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Tehran');
      compare(shown, instant, back.unwrapOr('none'), `${zoned.toPlainDate().toString()} ${zoned.hour * 60 + zoned.minute}`);
    }
  }
  return [starts, instants, refused, shown];
}

/** 20,000 days with a number drawn for each, the same in every run; a third of them ends a month. */
function* sampledDays(): Generator<readonly [day: EpochDay, draw: number]> {
  let draw = 14_050_902;
  for (let index = 0; index < 20_000; index += 1) {
    draw = (Math.imul(draw, 1_664_525) + 1_013_904_223) >>> 0;
    const day = sampledDay(draw);
    const ended = (day - jalaliDateOf(day).day) as EpochDay;
    yield [index % 3 === 0 && ended >= FIRST_DAY ? ended : day, draw >>> 3];
  }
}

const sampledDay = (draw: number): EpochDay => (FIRST_DAY + (draw % (LAST_DAY - FIRST_DAY + 1))) as EpochDay;

const isoOf = (date: TemporalTypes.PlainDate): string => date.withCalendar('iso8601').toString();

function throws(ask: () => unknown): boolean {
  try {
    ask();
    return false;
  } catch {
    return true;
  }
}
