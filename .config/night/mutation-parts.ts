/** Files whose mutants are tried together, and the tests that must notice them; both below `packages/<room>/src`. */
export type MutationPart = {
  readonly room: 'engine' | 'scheduler';
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** How many runs of each property, as a share of what the tests ask for. */
  readonly runs: number;
  /** The least share of mutants to be noticed, in percent. */
  readonly atLeast: number;
};

const PLANS = ['assign.property.test.ts', 'faults.test.ts', 'rules/catalogue.test.ts', 'seat.property.test.ts'] as const;

/**
 * Small enough for every build. None of its mutants lives, so one that does is news: either a test has gone, or the tool has taken mutants
 * that die for survivors, as releases of it have done.
 */
const CANARY: MutationPart = {
  room: 'engine',
  name: 'canary',
  mutate: ['suitability.ts'],
  tests: ['suitability.test.ts'],
  runs: 0.1,
  atLeast: 100,
};

export const MUTATION_PARTS: readonly MutationPart[] = [
  CANARY,
  {
    room: 'engine',
    name: 'preferences',
    mutate: ['weights.ts', 'option-cost.ts'],
    tests: ['option-cost.property.test.ts', 'seat.property.test.ts', 'rules/catalogue.test.ts', 'coverage.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'rules',
    mutate: ['rules/*.ts', '!rules/catalogue.ts', '!rules/*.test.ts'],
    tests: ['rules/*.test.ts', 'faults.test.ts', 'assign.property.test.ts'],
    runs: 0.1,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'seats',
    mutate: ['seat.ts', 'seat-network.ts', 'fact-cells.ts', 'deal-out.ts', 'certificate.ts'],
    tests: [...PLANS, 'check-certificate.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'names and gaps',
    mutate: ['companions.ts', 'candidate-lists.ts', 'gaps.ts', 'coverage.ts', 'covering.ts'],
    tests: ['gaps.test.ts', 'candidate-lists.property.test.ts', 'coverage.property.test.ts', 'collectives.property.test.ts', ...PLANS],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'decisions',
    mutate: ['directives.ts', 'classify.ts', 'profile.ts', 'problem.ts'],
    tests: ['classify.test.ts', 'profile.test.ts', 'problem.test.ts', 'directives.test.ts', 'directives.property.test.ts', ...PLANS],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'certificate checker',
    mutate: ['check-certificate.ts', 'choices.ts', 'openings.ts', 'alike.ts'],
    tests: [
      'check-certificate.test.ts',
      'choices.test.ts',
      'choices.property.test.ts',
      'openings.test.ts',
      'openings.property.test.ts',
      'alike.property.test.ts',
      'check-certificate.property.test.ts',
    ],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'worklists',
    mutate: ['worklist.ts', 'worklist-order.ts', 'worklist-stages.ts', 'worklist-page.ts', 'ageing.ts', 'live-worklists.ts'],
    tests: [
      'worklist-order.property.test.ts',
      'worklist-stages.test.ts',
      'worklist-page.test.ts',
      'live-worklists.test.ts',
      'worklist.property.test.ts',
      'worklist-page.property.test.ts',
      'ageing.test.ts',
      'live-worklists.property.test.ts',
    ],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'engine',
    name: 'kernel',
    mutate: ['kernel/*.ts', '!kernel/*.test.ts'],
    tests: ['kernel/*.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'civil time',
    mutate: [
      'epoch-day.ts',
      'jalali-date.ts',
      'jalali-period.ts',
      'jalali-series.ts',
      'extended-jalali.ts',
      'jalali-text.ts',
      'tehran-time.ts',
      'local-time.ts',
      'interval.ts',
    ],
    tests: [
      'epoch-day*.test.ts',
      'jalali-*.test.ts',
      'extended-jalali*.test.ts',
      'tehran-time*.test.ts',
      'local-time*.test.ts',
      'bad-input*.test.ts',
      'follow-up-plan.test.ts',
    ],
    runs: 1,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'working calendar',
    mutate: [
      'working-calendar.ts',
      'working-calendar-data.ts',
      'business-day-convention.ts',
      'working-day-deadline.ts',
      'known-calendar.ts',
      'clock-span.ts',
      'day-range.ts',
      'public-holiday.ts',
      'lunar-month.ts',
    ],
    tests: [
      'working-calendar.test.ts',
      'working-calendar.property.test.ts',
      'business-day*.test.ts',
      'working-day-deadline*.test.ts',
      'known-calendar*.test.ts',
      'bad-calendar*.test.ts',
      'calendar-data.test.ts',
      'lunar-month*.test.ts',
    ],
    runs: 0.1,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'working time',
    mutate: ['working-clock.ts', 'sla.ts', 'shift-roster.ts', 'service-hours.ts'],
    tests: ['working-clock*.test.ts', 'sla*.test.ts', 'shift-roster*.test.ts', 'service-hours.test.ts', 'bad-calendar*.test.ts'],
    runs: 0.1,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'recurrence',
    mutate: ['recurrence/*.ts', '!recurrence/*.test.ts'],
    tests: ['recurrence/*occurrences*.test.ts', 'recurrence/recurrence.test.ts', 'recurrence/recurrence-text.test.ts'],
    runs: 0.1,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'follow-ups',
    mutate: [
      'due.ts',
      'due-days.ts',
      'due-day-changes.ts',
      'cadence.ts',
      'follow-up-plan.ts',
      'follow-up-id.ts',
      'check-due.ts',
      'follow-up/*.ts',
      '!follow-up/*.test.ts',
    ],
    tests: [
      'due-days.property.test.ts',
      'due-day-changes.property.test.ts',
      'cadence.test.ts',
      'follow-up-plan.test.ts',
      'follow-up-id.test.ts',
      'check-due.test.ts',
      'follow-up/*.test.ts',
    ],
    runs: 0.1,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'journeys',
    mutate: ['journey/*.ts', 'journey/rules/*.ts', '!journey/*.test.ts'],
    tests: ['journey/*.test.ts'],
    runs: 0.1,
    atLeast: 90,
  },
  {
    room: 'scheduler',
    name: 'calendar files',
    mutate: ['icalendar/*.ts', '!icalendar/*.test.ts'],
    tests: ['icalendar/*.test.ts'],
    runs: 1,
    atLeast: 90,
  },
];
