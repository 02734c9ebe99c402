// Generated from packages/scheduler/data by generate.ts. Do not edit.

/** `[days since 1970-01-01, reason]`, ascending. */
export const IRAN_SPECIAL_CLOSURE_ROWS = [
  [19570, 'heat'], // 1402-05-10
  [19571, 'heat'], // 1402-05-11
  [20513, 'national mourning'], // 1404-12-10
  [20514, 'national mourning'], // 1404-12-11
  [20515, 'national mourning'], // 1404-12-12
  [20516, 'national mourning'], // 1404-12-13
  [20517, 'national mourning'], // 1404-12-14
  [20518, 'national mourning'], // 1404-12-15
  [20519, 'national mourning'], // 1404-12-16
] as const;
