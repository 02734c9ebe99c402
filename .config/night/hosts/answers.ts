import { CaseId, Instant, PRIORITY_TIERS, SubjectId } from '@rahyar/domain';
import {
  ASSUMED_CADENCE,
  addJalaliMonths,
  addWorkingDays,
  addWorkingMinutesToInstant,
  adjust,
  anchorLabels,
  BUSINESS_DAY_CONVENTIONS,
  dateOfDay,
  dayOfDate,
  dayOffReasons,
  deadline,
  type EpochDay,
  epochDayOfJalali,
  epochDayOfLunar,
  exactInstant,
  expandRecurrence,
  explainDue,
  explainStep,
  FIRST_DAY,
  formatInstantEn,
  formatInstantFa,
  formatJalali,
  formatJalaliLong,
  formatLocalTime,
  fromInstant,
  icalendarOf,
  instantOfDate,
  iranPublicHolidays,
  iranWorkingCalendar,
  isoDateOf,
  jalaliDateOf,
  jalaliPeriodBetween,
  LAST_DAY,
  type LocalTime,
  levelDays,
  lunarDateOf,
  nextStep,
  parseIcalendar,
  parseJalali,
  parseJalaliFa,
  planCase,
  planFollowUp,
  Recurrence,
  ramadansOf,
  recurrenceText,
  rulesOfJourney,
  SHIPPED_JOURNEYS,
  slaStatus,
  startOfDayInstant,
  toInstant,
  WorkingHours,
  weekdayOf,
  workingClock,
  workingMinutesBetweenInstants,
} from '@rahyar/scheduler';

/** Questions to the scheduler whose answers no zone of the host and no version of Node may change; a smaller step asks more of them. */
export type HostAnswers = { readonly name: string; readonly lines: (step: number) => Iterable<string> };

/** Every public function that gives a text or a number belongs in one of these. */
export const HOST_ANSWERS: readonly HostAnswers[] = [
  { name: 'conversions', lines: conversions },
  { name: 'instants', lines: instants },
  { name: 'texts', lines: texts },
  { name: 'date-fns-jalali', lines: libraryTexts },
  { name: 'month arithmetic', lines: monthArithmetic },
  { name: 'lunar dates', lines: lunarDates },
  { name: 'working days', lines: workingDays },
  { name: 'working time', lines: workingTime },
  { name: 'plans and explanations', lines: plans },
  { name: 'journeys', lines: journeys },
  { name: 'rules of follow-up', lines: rulesOfFollowUp },
  { name: 'recurrences', lines: recurrences },
  { name: 'calendar files', lines: calendarFiles },
];

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const written = (answer: unknown): string => JSON.stringify(answer);

function* days(step: number, from = FIRST_DAY, to = LAST_DAY): Generator<EpochDay> {
  for (let day = from; day <= to; day = (day + step) as EpochDay) yield day;
}

/** The days that the working calendar of Iran covers, less a year at its end, so that most of what is planned from them has an answer. */
const coveredDays = (step: number): Generator<EpochDay> => days(step, calendar.firstDay, (calendar.lastDay - 400) as EpochDay);

/** Times at which clocks change somewhere, and one that moves through the day. */
const timesOf = (day: EpochDay): LocalTime[] =>
  [0, 90, 150, 1_410, 1_439, Math.abs(day * 37) % 1_440].map((minutes) => minutes as LocalTime);

function* conversions(step: number): Generator<string> {
  for (const day of days(step)) {
    const { year, month, day: dayOfMonth } = jalaliDateOf(day);
    yield written([isoDateOf(day), year, month, dayOfMonth, weekdayOf(day), epochDayOfJalali({ year, month, day: dayOfMonth })]);
  }
}

function* instants(step: number): Generator<string> {
  for (const day of days(step)) {
    for (const time of timesOf(day)) yield written([toInstant(day, time), exactInstant(day, time), fromInstant(toInstant(day, time))]);
    const start = dateOfDay(day);
    yield written([startOfDayInstant(day), start.getTime(), instantOfDate(start), dayOfDate(start)]);
  }
}

function* texts(step: number): Generator<string> {
  for (const day of days(step)) {
    for (const language of ['fa', 'en'] as const) {
      const time = formatLocalTime(timesOf(day)[5] as LocalTime, language);
      yield `${formatJalali(day, language)} ${formatJalaliLong(day, language)} ${time}`;
    }
    yield written(parseJalali(formatJalali(day, 'fa')));
  }
}

/** The library calls `Date`, so that a change of the clock at the host might show through: here every time of every day is asked. */
function* libraryTexts(step: number): Generator<string> {
  for (const day of days(step)) {
    for (const time of timesOf(day)) yield formatInstantFa(toInstant(day, time));
    yield formatInstantEn(toInstant(day, 720 as LocalTime));
    yield written(parseJalaliFa(formatJalali(day, 'fa'), 'yyyy/MM/dd'));
    yield written(parseJalaliFa(formatJalaliLong(day, 'fa'), 'EEEE d MMMM yyyy'));
  }
}

function* monthArithmetic(step: number): Generator<string> {
  for (const day of days(step)) {
    const count = (day % 241) - 120;
    for (const monthEnd of ['clamp', 'skip', 'next', 'reject'] as const) yield written(addJalaliMonths(day, count, monthEnd));
    const other = Math.min(Math.max(day + 97 * count, FIRST_DAY), LAST_DAY) as EpochDay;
    yield written(['years', 'months', 'days'].map((unit) => jalaliPeriodBetween(day, other, unit as 'years' | 'months' | 'days')));
  }
}

function* lunarDates(step: number): Generator<string> {
  for (const day of coveredDays(step)) {
    const date = lunarDateOf(day);
    yield written([date, date.andThen((known) => epochDayOfLunar(known))]);
  }
  yield written(ramadansOf());
}

function* workingDays(step: number): Generator<string> {
  for (const day of coveredDays(step)) {
    yield written([dayOffReasons(calendar, day), addWorkingDays(calendar, day, (day % 21) - 10)]);
    yield written(BUSINESS_DAY_CONVENTIONS.map((convention) => adjust(calendar, day, convention)));
    yield written(deadline(calendar, { day, time: 900 as LocalTime }, { workingDays: 5, dayZero: 'excluded', cutOff: 840 as LocalTime }));
  }
}

const OFFICE = WorkingHours.parse({
  id: 'office',
  periods: [
    {
      from: '1390/01/01',
      week: Object.fromEntries(
        ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday'].map((weekday) => [
          weekday,
          [
            { opens: '07:30', closes: '12:30' },
            { opens: '13:00', closes: '16:00' },
          ],
        ]),
      ),
    },
  ],
  overlays: [],
});

function* workingTime(step: number): Generator<string> {
  const clock = workingClock(calendar, OFFICE)._unsafeUnwrap();
  for (const day of coveredDays(step)) {
    for (const time of timesOf(day)) {
      const startedAt = toInstant(day, time);
      const now = toInstant((day + 9) as EpochDay, 700 as LocalTime);
      const paused = { kind: 'paused', at: toInstant((day + 2) as EpochDay, 600 as LocalTime) } as const;
      const resumed = { kind: 'resumed', at: toInstant((day + 4) as EpochDay, 600 as LocalTime) } as const;
      yield written([addWorkingMinutesToInstant(clock, startedAt, 1_000), workingMinutesBetweenInstants(clock, startedAt, now)]);
      yield written(slaStatus(clock, { startedAt, targetMinutes: 1_440 }, [paused, resumed], now));
    }
  }
}

function* plans(step: number): Generator<string> {
  for (const today of coveredDays(step)) {
    for (const tier of PRIORITY_TIERS) {
      const subject = { id: SubjectId.parse(`m-${today}`), tier, lastContactDay: (today - (today % 200)) as EpochDay };
      const due = planFollowUp(subject, { today, cadence: ASSUMED_CADENCE, calendar });
      yield written(due);
      if (due.isOk()) yield `${explainDue(due.value, 'fa')}\n${explainDue(due.value, 'en')}`;
    }
  }
}

function* journeys(step: number): Generator<string> {
  const held = SHIPPED_JOURNEYS.prerequisites.map(({ id }) => id);
  for (const today of coveredDays(7 * step)) {
    for (const { id } of SHIPPED_JOURNEYS.journeys) {
      const asOf = toInstant(today, 1_380 as LocalTime);
      const next = nextStep(id, { held, requestedDay: (today - (today % 30)) as EpochDay }, asOf, calendar);
      yield written(next);
      if (next.isOk()) yield `${explainStep(next.value, 'fa')}\n${explainStep(next.value, 'en')}`;
    }
  }
}

const RULES = [
  { frequency: 'daily', interval: 10 },
  { frequency: 'weekly', weekdays: [{ weekday: 'saturday' }, { weekday: 'wednesday' }] },
  { frequency: 'monthly', monthDays: [31], monthEnd: 'clamp' },
  { frequency: 'monthly', monthDays: [30, -1], monthEnd: 'next' },
  { frequency: 'monthly', weekdays: [{ weekday: 'friday', nth: -1 }] },
  { frequency: 'yearly', months: [12], monthDays: [30], monthEnd: 'skip' },
].map((rule) => Recurrence.parse(rule));

function* rulesOfFollowUp(step: number): Generator<string> {
  const rules = SHIPPED_JOURNEYS.journeys.flatMap(rulesOfJourney);
  const names = anchorLabels(rules);
  for (const today of coveredDays(29 * step)) {
    const day = (today - (today % 40)) as EpochDay;
    const facts = Object.fromEntries(Object.keys(names).map((fact, index) => [fact, day - (index % 5)]));
    const matter = { id: CaseId.parse('c-1'), subject: SubjectId.parse('m-1'), process: 'loanRequest', facts, ended: new Map() } as const;
    const outcomes = planCase(matter, rules, { today, calendar });
    yield written(outcomes);
    const dues = outcomes.map((all) => all.flatMap((outcome) => (outcome.says === 'live' ? [outcome.due] : []))).unwrapOr([]);
    for (const due of dues) yield `${explainDue(due, 'fa', names)}\n${explainDue(due, 'en', names)}`;
    const work = dues.map(({ id, effective, window }) => ({ id, day: effective, closes: window.closes, promised: false }));
    yield written(
      levelDays(
        work,
        [0, 1, 2, 3].map((ahead) => ({ day: (today + ahead) as EpochDay, room: 1 })),
      ),
    );
  }
}

function* recurrences(step: number): Generator<string> {
  for (const anchor of coveredDays(61 * step)) {
    for (const rule of RULES) {
      yield written(expandRecurrence(rule, anchor, { from: anchor, to: (anchor + 1_500) as EpochDay }));
      yield `${recurrenceText(rule, 'fa')}\n${recurrenceText(rule, 'en')}`;
    }
  }
}

function* calendarFiles(step: number): Generator<string> {
  const first = dayOf('1405/06/31');
  for (const dialect of ['portable', 'persian'] as const) {
    for (let shift = 0; shift < 120; shift += 10 * step) {
      const feed = icalendarOf({
        name: { fa: 'پیگیری‌ها', en: 'Follow-ups' },
        language: shift % 20 === 0 ? 'fa' : 'en',
        dialect,
        stampedAt: Instant.parse('2026-11-23T06:00:00Z'),
        horizon: dayOf('1410/12/29'),
        calendar,
        entries: RULES.map((recurrence, index) => ({
          kind: 'event',
          id: `r-${index}`,
          summary: { fa: 'تماس', en: 'Call' },
          first: (first + shift) as EpochDay,
          time: 540 as LocalTime,
          recurrence,
        })),
        holidays: iranPublicHolidays().slice(-20),
      });
      yield written(feed);
      if (feed.isOk()) yield written(parseIcalendar(feed.value));
    }
  }
}
