// Generated from packages/scheduler/data by generate.ts. Do not edit.

/** The Jalali years whose holidays follow from the rules and the months known or predicted, both included. */
export const IRAN_PUBLIC_HOLIDAY_YEARS = [1390, 1426] as const;

/** Yearly holidays by their solar (Jalali) or lunar month and day; `since` is the Jalali year of the first. */
export const IRAN_PUBLIC_HOLIDAY_RULES = [
  { key: 'nowruz', calendar: 'solar', month: 1, day: 1 },
  { key: 'nowruz-2', calendar: 'solar', month: 1, day: 2 },
  { key: 'nowruz-3', calendar: 'solar', month: 1, day: 3 },
  { key: 'nowruz-4', calendar: 'solar', month: 1, day: 4 },
  { key: 'islamic-republic-day', calendar: 'solar', month: 1, day: 12 },
  { key: 'nature-day', calendar: 'solar', month: 1, day: 13 },
  { key: 'khomeini-death', calendar: 'solar', month: 3, day: 14 },
  { key: 'khordad-15', calendar: 'solar', month: 3, day: 15 },
  { key: 'revolution-day', calendar: 'solar', month: 11, day: 22 },
  { key: 'oil-nationalization', calendar: 'solar', month: 12, day: 29 },
  { key: 'last-day-of-year', calendar: 'solar', month: 12, day: 30 },
  { key: 'tasua', calendar: 'lunar', month: 1, day: 9 },
  { key: 'ashura', calendar: 'lunar', month: 1, day: 10 },
  { key: 'arbaeen', calendar: 'lunar', month: 2, day: 20 },
  { key: 'prophet-death', calendar: 'lunar', month: 2, day: 28 },
  { key: 'reza-death', calendar: 'lunar', month: 2, day: 'last' },
  { key: 'askari-death', calendar: 'lunar', month: 3, day: 8, since: 1396 },
  { key: 'prophet-birth', calendar: 'lunar', month: 3, day: 17 },
  { key: 'fatima-death', calendar: 'lunar', month: 6, day: 3 },
  { key: 'ali-birth', calendar: 'lunar', month: 7, day: 13 },
  { key: 'mabath', calendar: 'lunar', month: 7, day: 27 },
  { key: 'mahdi-birth', calendar: 'lunar', month: 8, day: 15 },
  { key: 'ali-death', calendar: 'lunar', month: 9, day: 21 },
  { key: 'fitr', calendar: 'lunar', month: 10, day: 1 },
  { key: 'fitr-2', calendar: 'lunar', month: 10, day: 2 },
  { key: 'sadiq-death', calendar: 'lunar', month: 10, day: 25 },
  { key: 'adha', calendar: 'lunar', month: 12, day: 10 },
  { key: 'ghadir', calendar: 'lunar', month: 12, day: 18 },
] as const;
