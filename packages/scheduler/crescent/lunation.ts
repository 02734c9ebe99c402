import { SearchMoonPhase } from 'astronomy-engine';
import { IRAN_SITES } from './site.ts';
import { crescentVisibility, DAY_OF_J2000 } from './visibility.ts';

/** A month of the lunar calendar, `month` from 1 to 12. */
export type MonthName = { readonly year: number; readonly month: number };

/** An evening in days since 1970-01-01, and the greatest visibility of the crescent from any site. */
export type Evening = { readonly day: number; readonly visibility: number };

/** The evenings on which a month can begin: that of the new moon's own day and the two after it. */
export type Lunation = MonthName & { readonly evenings: readonly Evening[] };

/** Computes when the crescent that opens a lunar month can be seen. It knows no other month: an error is never handed on. */
export function lunationOf({ year, month }: MonthName): Lunation {
  const about = FIRST_MUHARRAM_1 + ((year - 1) * 12 + (month - 1)) * MEAN_MONTH_DAYS;
  const newMoon = SearchMoonPhase(0, about - 6 - DAY_OF_J2000, 10);
  if (newMoon === null) throw new Error(`no new moon opens ${year}/${month}`);
  const dayInTehran = Math.floor(newMoon.ut + DAY_OF_J2000 + 3.5 / 24);
  const evenings = [0, 1, 2].map((later) => ({
    day: dayInTehran + later,
    visibility: Math.max(...IRAN_SITES.map((site) => crescentVisibility(site, dayInTehran + later))),
  }));
  return { year, month, evenings };
}

/** The months from one to another, both included. */
export function monthsBetween(first: MonthName, last: MonthName): MonthName[] {
  const [from, to] = [first, last].map(({ year, month }) => year * 12 + month - 1) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, index) => ({ year: Math.floor((from + index) / 12), month: ((from + index) % 12) + 1 }));
}

/** 1 Muharram of the year 1 by the mean moon, in days since 1970-01-01. */
const FIRST_MUHARRAM_1 = -492_148;
const MEAN_MONTH_DAYS = 29.530588853;
