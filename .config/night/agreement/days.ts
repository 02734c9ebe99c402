import { type EpochDay, FIRST_DAY, type JalaliFields, LAST_DAY } from '@rahyar/scheduler';

/** Every day of 1304 to 1498. */
export function* everyDay(): Generator<EpochDay> {
  for (let day = FIRST_DAY; day <= LAST_DAY; day = (day + 1) as EpochDay) yield day;
}

export const DAY_MS = 86_400_000;

export const dateText = ({ year, month, day }: JalaliFields): string => `${year}/${month}/${day}`;
