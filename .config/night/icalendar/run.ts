import { type EpochDay, epochDayOfJalali, type FeedEntry, type IcalendarDialect, icalendarOf } from '@rahyar/scheduler';
import fc from 'fast-check';
import { type Expand, startsOf, type Window, within } from './client.ts';
import type { ClientFault } from './client-fault.ts';
import { feedEntry, feedOf, startsByRule } from './feed-entry.ts';
import { expandIcalJs } from './ical-js.ts';
import { ICAL_JS_FAULTS } from './ical-js-faults.ts';
import { buildLibical } from './libical.ts';
import { LIBICAL_FAULTS } from './libical-faults.ts';
import { expandOurs } from './ours.ts';
import { calendarOf, type Scale, type Schedule, schedule } from './schedule.ts';

/** How many schedules are made of each kind in each span of years; about half of the foreign rules leave DTSTART outside and are refused. */
const AMOUNTS = { persian: 2_500, gregorian: 500, none: 500, plain: 1_000, portable: 600, dialect: 600 } as const;

/** The Jalali years from which schedules start; each is followed for eleven years. */
const SPANS = [1402, 1412, 1424, 1436, 1448, 1460, 1472, 1486];

/** Holidays are known up to the end of 1411; the clock of Tehran was still changed when these years began. */
const HOLIDAY_SPAN = 1400;

const seed = Number(process.argv[2] ?? 14_050_902);
const excepted = new Map<string, number>();
let compared = 0;
let differences = 0;

/** Compares this SDK with libical and ical.js on schedules made from one seed, which may be given as the first word. */
function compareAll(): void {
  const libical = buildLibical();
  if ('missing' in libical) {
    process.stdout.write(`FAILED  ${libical.missing}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`libical ${libical.version}, ical.js; seed ${seed}\n`);
  try {
    for (const scale of ['persian', 'gregorian', 'none'] as const)
      compareRules({
        name: `${scale}, by libical`,
        scale,
        amount: AMOUNTS[scale],
        takes: () => true,
        expand: libical.expand,
        faults: LIBICAL_FAULTS,
      });
    compareRules({
      name: 'days and weeks, by ical.js',
      scale: 'none',
      amount: AMOUNTS.plain,
      takes: ({ rule }) => /FREQ=(?:DAILY|WEEKLY)/.test(rule) && !/BYMONTH/.test(rule),
      expand: expandIcalJs,
      faults: ICAL_JS_FAULTS,
    });
    compareFeeds('portable', [libical.expand, expandIcalJs]);
    compareFeeds('persian', [libical.expand]);
    reportFaults(libical.expand, LIBICAL_FAULTS);
    reportFaults(expandIcalJs, ICAL_JS_FAULTS);
  } finally {
    libical.remove();
  }
  process.stdout.write(`${compared} comparisons, ${differences} differences\n`);
  if (differences > 0 || compared < 10_000) process.exitCode = 1;
}

type RuleTrial = {
  readonly name: string;
  readonly scale: Scale;
  readonly amount: number;
  readonly takes: (schedule: Schedule) => boolean;
  readonly expand: Expand;
  readonly faults: readonly ClientFault[];
};

/** Rules as other programs write them: what this SDK reads is expanded by a client too. */
function compareRules({ name, scale, amount, takes, expand, faults }: RuleTrial): void {
  const tally = { compared: 0, different: 0, excepted: 0, refused: 0 };
  for (const [index, window] of spansFrom(SPANS).entries()) {
    const arbitrary = schedule([scale], window.from + 31, window.from + 1_200);
    const made = fc.sample(arbitrary, { numRuns: amount, seed: seed + index }).filter(takes);
    const read = expandOurs(calendarOf(made), window).starts;
    const schedules = made.filter((_, uid) => read.has(String(uid)));
    tally.refused += made.length - schedules.length;
    const text = calendarOf(schedules);
    const [ours, theirs] = [expandOurs(text, window).starts, expand(text, window)];
    for (const [uid, made] of schedules.entries()) {
      const [own, other] = [ours, theirs].map((starts) => startsOf(starts, String(uid), window)) as [string, string];
      const fault = own === other ? undefined : faults.find(({ holds }) => holds(made, other));
      if (fault === undefined) tally.compared += 1;
      else {
        tally.excepted += 1;
        excepted.set(fault.name, (excepted.get(fault.name) ?? 0) + 1);
      }
      if (own === other || fault !== undefined) continue;
      tally.different += 1;
      showDifference(made.lines.join(' '), own, other);
    }
  }
  compared += tally.compared;
  differences += tally.different;
  process.stdout.write(
    `rules ${name.padEnd(28)} ${tally.compared} compared, ${tally.different} differences, ${tally.excepted} excepted, ${tally.refused} refused\n`,
  );
}

/** What this SDK writes: read back by itself and by each client, against the days of the rule itself. */
function compareFeeds(dialect: IcalendarDialect, clients: readonly Expand[]): void {
  const tally = { compared: 0, different: 0, native: 0, byHoliday: 0 };
  for (const [index, window] of spansFrom([HOLIDAY_SPAN, ...SPANS]).entries()) {
    // A day of Tehran begins on the day before in UTC.
    const horizon = (window.to + 1) as EpochDay;
    const arbitrary = feedEntry(window.from + 31, window.from + 1_200, horizon);
    const made = fc.sample(arbitrary, { numRuns: AMOUNTS[dialect === 'portable' ? 'portable' : 'dialect'], seed: seed + index });
    const entries = withOwnIds(made);
    const text = icalendarOf(feedOf(entries, dialect, horizon))._unsafeUnwrap();
    tally.native += text.split('RSCALE=PERSIAN').length - 1;
    tally.byHoliday += entries.filter(({ recurrence }) => recurrence?.frequency === 'holiday').length;
    const ours = expandOurs(text, window);
    if (ours.refused.length > 0) throw new Error(`a feed of one's own was refused: ${JSON.stringify(ours.refused[0])}`);
    for (const starts of [ours.starts, ...clients.map((expand) => expand(text, window))]) {
      for (const entry of entries) {
        const [own, other] = [within(startsByRule(entry, horizon), window), startsOf(starts, entry.id, window)];
        tally.compared += 1;
        if (own === other) continue;
        tally.different += 1;
        showDifference(JSON.stringify(entry), own, other);
      }
    }
  }
  compared += tally.compared;
  differences += tally.different;
  process.stdout.write(
    `feeds ${dialect.padEnd(28)} ${tally.compared} compared, ${tally.different} differences, ${tally.native} rules by RSCALE=PERSIAN, ${tally.byHoliday} by holiday\n`,
  );
}

const spansFrom = (years: readonly number[]): Window[] =>
  years.map((year) => ({ from: dayOf(year), to: (dayOf(year + 11) - 1) as EpochDay }));
const dayOf = (year: number): EpochDay => epochDayOfJalali({ year, month: 1, day: 1 })._unsafeUnwrap();

const withOwnIds = (made: readonly (FeedEntry | undefined)[]): FeedEntry[] =>
  made.flatMap((entry, index) => (entry === undefined ? [] : [{ ...entry, id: `${entry.id}-${index}` }]));

let shown = 0;
function showDifference(what: string, own: string, other: string): void {
  shown += 1;
  if (shown > 10) return;
  const [ours, theirs] = [own.split(' '), other.split(' ')];
  const at = ours.findIndex((start, index) => start !== theirs[index]);
  process.stdout.write(
    `different: ${what}\n  ours   ${ours.slice(at, at + 4).join(' ')}\n  theirs ${theirs.slice(at, at + 4).join(' ')}\n`,
  );
}

/** Shows how often each fault was met, and counts as a difference a fault that its own example no longer shows. */
function reportFaults(expand: Expand, faults: readonly ClientFault[]): void {
  const window = { from: dayOf(1404), to: (dayOf(1412) - 1) as EpochDay };
  for (const { name, example } of faults) {
    const text = calendarOf([example]);
    const isMet = startsOf(expandOurs(text, window).starts, '0', window) !== startsOf(expand(text, window), '0', window);
    if (!isMet) differences += 1;
    process.stdout.write(`excepted ${excepted.get(name) ?? 0}: ${name}${isMet ? '' : ' (its example no longer differs)'}\n`);
  }
}

compareAll();
