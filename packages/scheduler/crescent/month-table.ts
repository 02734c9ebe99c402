import { type Criterion, confidenceOf, firstDayOf, fitCriterion, type KnownMonth } from './criterion.ts';
import { lunationOf, monthsBetween } from './lunation.ts';

/** The lunar years of the official calendar from which the criterion is fitted, and the first and last of those that only judge it. */
export const TRAINING_YEARS = [1423, 1435] as const;
export const HELD_OUT_YEARS = [1436, 1448] as const;
/** The last month of the table that is complete; the first day of the next closes it. */
export const LAST_MONTH = { year: 1470, month: 12 } as const;

/** When the known months were collected: months that began by then have been observed, later ones are only announced. */
const COLLECTED_ON = '2026-11-23';

/** Reads the months that Iran has begun or announced, from the first training year on, each with the evenings of its crescent. */
export function knownMonths(officialCsv: string): KnownMonth[] {
  return officialCsv
    .trim()
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(','))
    .filter(([year]) => Number(year) >= TRAINING_YEARS[0])
    .map(([year, month, firstDay]) => ({
      ...lunationOf({ year: Number(year), month: Number(month) }),
      firstDay: dayNumber(firstDay ?? ''),
    }));
}

/** The known months whose year lies within a span, both ends included. */
export const withinYears = (months: readonly KnownMonth[], [first, last]: readonly [number, number]): KnownMonth[] =>
  months.filter(({ year }) => year >= first && year <= last);

/** Renders `data/hijri-months-iran.csv`: what is known, then what the criterion predicts. Throws when a month would not have 29 or 30 days. */
export function renderMonthTable(known: readonly KnownMonth[]): string {
  const criterion = fitCriterion(withinYears(known, TRAINING_YEARS));
  const lastKnown = known.at(-1);
  if (lastKnown === undefined) throw new Error('no month is known');
  const predicted = monthsBetween(lastKnown, { year: LAST_MONTH.year + 1, month: 1 })
    .slice(1)
    .map((name) => predict(lunationOf(name), criterion));
  const rows = [...known.map(announced), ...predicted];
  for (const [index, { year, month, firstDay }] of rows.entries()) {
    const next = rows[index + 1];
    if (next !== undefined && ![29, 30].includes(next.firstDay - firstDay)) throw new Error(`${year}/${month} has a wrong length`);
  }
  const lines = rows.map(({ year, month, firstDay, status, visibilities }) =>
    [year, month, isoDate(firstDay), status, ...visibilities.map((one) => (Number.isFinite(one) ? one.toFixed(2) : ''))].join(','),
  );
  return `${['year,month,first_day,status,visibility_two_evenings_before,visibility_on_the_eve', ...lines].join('\n')}\n`;
}

type Row = Pick<KnownMonth, 'year' | 'month' | 'firstDay'> & { readonly status: string; readonly visibilities: readonly [number, number] };

const announced = (month: KnownMonth): Row => ({
  ...month,
  status: month.firstDay <= dayNumber(COLLECTED_ON) ? 'observed' : 'announced',
  visibilities: visibilitiesBefore(month),
});

function predict(lunation: ReturnType<typeof lunationOf>, criterion: Criterion): Row {
  const month = { ...lunation, firstDay: firstDayOf(lunation, criterion.threshold) };
  return { ...month, status: `predicted-${confidenceOf(lunation, criterion)}`, visibilities: visibilitiesBefore(month) };
}

const visibilitiesBefore = ({ evenings, firstDay }: KnownMonth): [number, number] =>
  [2, 1].map((before) => evenings.find(({ day }) => day === firstDay - before)?.visibility ?? Number.NaN) as [number, number];

const dayNumber = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 86_400_000;
const isoDate = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
