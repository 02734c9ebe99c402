import { readFileSync, writeFileSync } from 'node:fs';
import { CONFIDENCES, confidenceOf, firstDayOf, fitCriterion, type KnownMonth } from '../../packages/scheduler/crescent/criterion.ts';
import {
  HELD_OUT_YEARS,
  knownMonths,
  renderMonthTable,
  TRAINING_YEARS,
  withinYears,
} from '../../packages/scheduler/crescent/month-table.ts';

/**
 * Fits the crescent criterion on the training years, scores it and the naive rules on years it has not seen, and compares the shipped table
 * of months with what the criterion gives now. `--write` writes that table instead. Fails when the held-out months are less exact than
 * {@link LEAST_EXACT}, one is more than a day off, or the table differs.
 */
const LEAST_EXACT = 95.5;

const data = new URL('../../packages/scheduler/data/', import.meta.url);
const tableFile = new URL('hijri-months-iran.csv', data);
const known = knownMonths(readFileSync(new URL('hijri-months-iran-official-1381-1448.csv', data), 'utf8'));
const training = withinYears(known, TRAINING_YEARS);
const heldOut = withinYears(known, HELD_OUT_YEARS);
const criterion = fitCriterion(training);
const crescent = (month: KnownMonth): number => firstDayOf(month, criterion.threshold);

write(`threshold ${criterion.threshold.toFixed(2)}, fitted on ${training.length} months of ${TRAINING_YEARS.join('-')} AH`);
write(`uncertain within ${bandText(criterion.doubtful)}, likely within ${bandText(criterion.unsure)}, firm elsewhere`);

const rules: readonly (readonly [string, (month: KnownMonth) => number])[] = [
  ['crescent', crescent],
  ['Intl islamic-umalqura', intlFirstDay('islamic-umalqura')],
  ['islamic-umalqura + 1 day', (month) => intlFirstDay('islamic-umalqura')(month) + 1],
  ['Intl islamic-civil', intlFirstDay('islamic-civil')],
];
for (const [years, months] of [
  [TRAINING_YEARS, training],
  [HELD_OUT_YEARS, heldOut],
] as const) {
  write(
    `\n${years.join('-')} AH, ${months.length} months${months === heldOut ? ', held out' : ', training'}: days from prediction to truth`,
  );
  write(row('', 'exact', '-1', '+1', 'other'));
  for (const [name, rule] of rules) {
    const offs = months.map((month) => month.firstDay - rule(month));
    const counts = [0, -1, 1].map((off) => offs.filter((one) => one === off).length);
    const other = offs.length - counts.reduce((sum, count) => sum + count, 0);
    write(row(name, ...[...counts, other].map((count) => `${count} (${percent(count, offs.length)} %)`)));
  }
  for (const confidence of CONFIDENCES) {
    const own = months.filter((month) => confidenceOf(month, criterion) === confidence);
    const missed = own.filter((month) => crescent(month) !== month.firstDay).length;
    write(row(`crescent, ${confidence}`, `${own.length} (${percent(own.length, months.length)} %)`, `${missed} missed`));
  }
}

const offs = heldOut.map((month) => Math.abs(month.firstDay - crescent(month)));
const exact = Number(percent(offs.filter((off) => off === 0).length, offs.length));
if (exact < LEAST_EXACT) fail(`${exact} % exact, less than ${LEAST_EXACT} %`);
if (offs.some((off) => off > 1)) fail('a month is more than a day off');

const table = renderMonthTable(known);
if (process.argv.includes('--write')) writeFileSync(tableFile, table);
if (readFileSync(tableFile, 'utf8') === table) write('\ndata/hijri-months-iran.csv is what the criterion gives');
else fail('data/hijri-months-iran.csv differs from what the criterion gives');

/** The first day, near the true one, that a calendar of Intl puts into the month. */
function intlFirstDay(calendar: string): (month: KnownMonth) => number {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
  return ({ year, month, firstDay }) => {
    const candidates = Array.from({ length: 15 }, (_, index) => firstDay - 7 + index);
    const found = candidates.find((day) => {
      const parts = Object.fromEntries(format.formatToParts(day * 86_400_000).map(({ type, value }) => [type, Number(value)]));
      return parts['year'] === year && parts['month'] === month && parts['day'] === 1;
    });
    return found ?? Number.NaN;
  };
}

/** To a tenth, as the bar is given. */
function percent(count: number, of: number): string {
  return ((100 * count) / of).toFixed(1);
}

function bandText([from, to]: readonly [number, number]): string {
  return `${from.toFixed(2)} to ${to.toFixed(2)}`;
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(26)}${cells.map((cell) => cell.padEnd(14)).join('')}`.trimEnd();
}

function fail(reason: string): void {
  write(`FAILED: ${reason}`);
  process.exitCode = 1;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
