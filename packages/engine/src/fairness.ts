import { RAHYAR_KINDS, type RahyarKind, SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { type AssignmentPlan, primaryBasis } from './plan.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';
import { loadsOf } from './seats.ts';
import { NOBODY } from './subject-columns.ts';

/** The rahyars who close the guarantee of L77, and who have a limit; online rahyars have none. */
export type DedicatedKind = Exclude<RahyarKind, 'online'>;

/** How the subjects of one class lie on the shoulders of the available rahyars of one kind. */
export type FairnessRow = {
  readonly kind: DedicatedKind;
  readonly subjectClass: SubjectClass;
  /** Available rahyars with at least one seat for the class. */
  readonly rahyars: number;
  /** Available rahyars without a seat for the class: no share of theirs can be told, so they count nowhere else. */
  readonly withoutSeats: number;
  readonly seats: number;
  readonly subjects: number;
  /** Subjects ÷ seats of each rahyar, ascending. Read from the end it is the vector that a leximin comparison reads. */
  readonly shares: readonly number[];
  /** `undefined` when nobody carries anything. */
  readonly spread?: LoadSpread;
};

/** Measures of how unequal shares are. Percentiles by nearest rank: the smallest share that at least that part of all does not exceed. */
export type LoadSpread = {
  readonly mean: number;
  readonly largest: number;
  readonly maxOverMean: number;
  readonly median: number;
  readonly percentile99: number;
  /** 0 when all carry alike, below 1 always, (n - 1) / n when one of n carries all. */
  readonly gini: number;
  /** Jain's index: 1 when all carry alike, 1 / n when one of n carries all. */
  readonly jain: number;
};

/** Online rahyars have no caseload limit: only how many subjects have nobody else is told. */
export type OnlineLoad = { readonly rahyars: number; readonly subjects: number; readonly largest: number };

/** `rows`: each dedicated kind, and in it each class of subjects. */
export type Fairness = { readonly rows: readonly FairnessRow[]; readonly online: OnlineLoad };

const DEDICATED_KINDS: readonly DedicatedKind[] = RAHYAR_KINDS.filter((kind) => kind !== 'online');

/** How evenly the work lies on the rahyars who are available on the day of the plan. One pass over the subjects. */
export function fairnessOf(problem: AssignmentProblem, plan: AssignmentPlan): Fairness {
  const loads = loadsOf(problem, plan);
  const available = problem.rahyars.flatMap((rahyar, staff) =>
    rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined ? [{ rahyar, staff }] : [],
  );
  const rows = DEDICATED_KINDS.flatMap((kind) => {
    const ofKind = available.filter(({ rahyar }) => rahyar.kind === kind);
    return SUBJECT_CLASSES.map((subjectClass, position): FairnessRow => {
      const seated = ofKind.flatMap(({ rahyar, staff }) => {
        const seats = rahyar.service.caseload[subjectClass];
        return seats > 0 ? [{ seats, subjects: loads[staff * SUBJECT_CLASSES.length + position] as number }] : [];
      });
      const shares = Array.from(Float64Array.from(seated, ({ seats, subjects }) => subjects / seats).sort());
      const spread = spreadOf(shares);
      return {
        kind,
        subjectClass,
        rahyars: seated.length,
        withoutSeats: ofKind.length - seated.length,
        seats: sum(seated.map(({ seats }) => seats)),
        subjects: sum(seated.map(({ subjects }) => subjects)),
        shares,
        ...(spread === undefined ? {} : { spread }),
      };
    });
  });
  return { rows, online: onlineLoad(problem, plan, available) };
}

/**
 * Several measures, because each is blind to something: the Gini coefficient hides a few who are crushed, the largest over the mean hides
 * the many who are idle. `shares` ascend and are not negative; `undefined` when there are none or all are 0.
 *
 * Gini, with x(1) ≤ … ≤ x(n): Σ i (n - i) (x(i+1) - x(i)) ÷ (n Σ x), which is half the mean difference over the mean (C. Gini, Variabilità
 * e mutabilità, 1912) with no term below 0: nothing cancels, and it is 0 exactly when all shares are equal. Quotients of whole numbers up to
 * 10^7 that differ, differ as doubles. Jain: (Σ x)² ÷ (n Σ x²) (R. Jain, D. Chiu, W. Hawe, DEC-TR-301, 1984).
 */
export function spreadOf(shares: readonly number[]): LoadSpread | undefined {
  const count = shares.length;
  const largest = shares[count - 1] ?? 0;
  if (largest === 0) return undefined;
  const total = sum(shares);
  const mean = total / count;
  const percentile = (part: number): number => shares[Math.max(0, Math.ceil(part * count) - 1)] as number;
  let between = 0;
  let squares = 0;
  for (let rank = 1; rank <= count; rank++) {
    const share = shares[rank - 1] as number;
    squares += share * share;
    if (rank < count) between += rank * (count - rank) * ((shares[rank] as number) - share);
  }
  return {
    mean,
    largest,
    maxOverMean: largest / mean,
    median: percentile(0.5),
    percentile99: percentile(0.99),
    gini: between / (count * total),
    jain: (total * total) / (count * squares),
  };
}

function onlineLoad(problem: AssignmentProblem, plan: AssignmentPlan, available: readonly { readonly staff: number }[]): OnlineLoad {
  const counts = new Uint32Array(problem.staff.length);
  const { online } = plan.responsible;
  for (let subject = 0; subject < online.length; subject++) {
    const staff = online[subject] as number;
    if (staff !== NOBODY && primaryBasis(plan, subject) === 'online') counts[staff] = (counts[staff] as number) + 1;
  }
  const ofOnline = available.flatMap(({ staff }) => (problem.rahyars[staff]?.kind === 'online' ? [counts[staff] as number] : []));
  return { rahyars: ofOnline.length, subjects: sum(ofOnline), largest: ofOnline.reduce((most, each) => Math.max(most, each), 0) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
