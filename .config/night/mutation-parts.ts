/** Files whose mutants are tried together, and the tests that must notice them; both below `packages/engine/src`. */
export type MutationPart = {
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
  name: 'canary',
  mutate: ['suitability.ts'],
  tests: ['suitability.test.ts'],
  runs: 0.1,
  atLeast: 100,
};

export const MUTATION_PARTS: readonly MutationPart[] = [
  CANARY,
  {
    name: 'preferences',
    mutate: ['weights.ts', 'option-cost.ts'],
    tests: ['option-cost.property.test.ts', 'seat.property.test.ts', 'rules/catalogue.test.ts', 'coverage.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    name: 'rules',
    mutate: ['rules/*.ts', '!rules/catalogue*.ts'],
    tests: ['rules/findings.test.ts', 'rules/catalogue.test.ts', 'faults.test.ts', 'assign.property.test.ts'],
    runs: 0.1,
    atLeast: 90,
  },
  {
    name: 'seats',
    mutate: ['seat.ts', 'seat-network.ts', 'fact-cells.ts', 'deal-out.ts', 'certificate.ts'],
    tests: [...PLANS, 'check-certificate.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    name: 'names and gaps',
    mutate: ['companions.ts', 'gaps.ts', 'coverage.ts', 'covering.ts'],
    tests: [...PLANS, 'coverage.property.test.ts', 'collectives.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    name: 'decisions',
    mutate: ['directives.ts', 'classify.ts', 'profile.ts', 'problem.ts'],
    tests: ['directives.test.ts', 'directives.property.test.ts', ...PLANS],
    runs: 0.2,
    atLeast: 90,
  },
  {
    name: 'certificate checker',
    mutate: ['check-certificate.ts', 'choices.ts', 'alike.ts'],
    tests: ['check-certificate.test.ts', 'check-certificate.property.test.ts', 'faults.test.ts', 'alike.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    name: 'worklists',
    mutate: ['worklist.ts', 'worklist-order.ts', 'worklist-stages.ts', 'worklist-page.ts', 'ageing.ts', 'live-worklists.ts'],
    tests: ['worklist.property.test.ts', 'worklist-page.property.test.ts', 'ageing.test.ts', 'live-worklists.property.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
  {
    name: 'kernel',
    mutate: ['kernel/*.ts', '!kernel/*.test.ts'],
    tests: ['kernel/*.test.ts'],
    runs: 0.2,
    atLeast: 90,
  },
];
