import type { Evening, Lunation } from './lunation.ts';

/** A lunation and the day, since 1970-01-01, on which Iran began the month. */
export type KnownMonth = Lunation & { readonly firstDay: number };

/** A stretch of visibilities, both ends included. */
type Band = readonly [from: number, to: number];

/** What the training months teach: from which visibility a crescent counts as seen, and where one should not be sure. */
export type Criterion = {
  readonly threshold: number;
  /** Where misses of the training months lay. */
  readonly unsure: Band;
  /** Where the middle half of them lay. */
  readonly doubtful: Band;
};

export const CONFIDENCES = ['firm', 'likely', 'uncertain'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Fits the criterion: the threshold that gives the most months exactly, and the bands in which the others lay. Needs four misses. */
export function fitCriterion(training: readonly KnownMonth[]): Criterion {
  const threshold = fitThreshold(training);
  const misses = training
    .filter((month) => firstDayOf(month, threshold) !== month.firstDay)
    .map((month) => misjudged(month, threshold).visibility)
    .sort((a, b) => a - b);
  const quarter = Math.floor(misses.length / 4);
  return { threshold, unsure: bandOf(misses), doubtful: bandOf(misses.slice(quarter, misses.length - quarter)) };
}

/** The day after the first evening on which the crescent counts as seen. */
export function firstDayOf({ evenings, year, month }: Lunation, threshold: number): number {
  const seen = evenings.find(({ visibility }) => visibility >= threshold);
  if (seen === undefined) throw new Error(`no evening shows the crescent of ${year}/${month}`);
  return seen.day + 1;
}

/** A month is firm when no evening of it looks like one that was misjudged in the training months. */
export function confidenceOf({ evenings }: Lunation, { unsure, doubtful }: Criterion): Confidence {
  const anyWithin = ([from, to]: Band): boolean => evenings.some(({ visibility }) => visibility >= from && visibility <= to);
  if (anyWithin(doubtful)) return 'uncertain';
  return anyWithin(unsure) ? 'likely' : 'firm';
}

/** Between two neighbouring visibilities every threshold is as good; of the best such gaps the widest gives its middle. */
function fitThreshold(training: readonly KnownMonth[]): number {
  const visibilities = [...new Set(training.flatMap(({ evenings }) => evenings.map(({ visibility }) => visibility)))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const gaps = visibilities.slice(1).map((to, index) => {
    const from = visibilities[index] as number;
    const threshold = (from + to) / 2;
    return { threshold, width: to - from, exact: training.filter((month) => reaches(month, threshold)).length };
  });
  const [best] = gaps.sort((a, b) => b.exact - a.exact || b.width - a.width);
  if (best === undefined) throw new Error('a criterion needs training months');
  return best.threshold;
}

const reaches = ({ evenings, firstDay }: KnownMonth, threshold: number): boolean =>
  evenings.find(({ visibility }) => visibility >= threshold)?.day === firstDay - 1;

/** The evening that was taken for the first and was not, or the other way round. */
function misjudged(month: KnownMonth, threshold: number): Evening {
  const day = Math.min(month.firstDay, firstDayOf(month, threshold)) - 1;
  const evening = month.evenings.find((one) => one.day === day);
  if (evening === undefined) throw new Error(`${month.year}/${month.month} began before its new moon`);
  return evening;
}

function bandOf(ascending: readonly number[]): Band {
  const [first, last] = [ascending[0], ascending.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a band needs misses');
  return [first, last];
}
