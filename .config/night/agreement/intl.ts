import { jalaliDateOf } from '@rahyar/scheduler';
import { type Comparison, compare, comparison } from './comparison.ts';
import { DAY_MS, dateText, everyDay } from './days.ts';

/** Asks Intl of the Node that runs, on every day. */
export function compareWithIntl(): Comparison[] {
  const to = comparison('day to Jalali', `Intl, Node ${process.versions.node}`);
  const parts = { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const intl = new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-latn', parts);
  for (const day of everyDay()) compare(to, day, dateText(jalaliDateOf(day)), intl.format(day * DAY_MS));
  return [to];
}
