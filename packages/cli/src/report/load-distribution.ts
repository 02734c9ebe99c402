import { RAHYAR_KINDS, type RahyarKind, SUBJECT_CLASSES } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, loadsOf, NOBODY, primaryBasis, unavailability } from '@rahyar/engine';

/** Edges of the histogram: nobody, then tenths of the caseload (the upper edge not included), full, more than full. */
export const LOAD_BINS = 13;

/**
 * How the persons seated with the rahyars of one kind are spread. A load is the number of persons whose dedicated primary rahyar somebody
 * is, divided by that rahyar's caseload of persons; rahyars who are not available or have no seat for persons are left out.
 */
export type KindLoad = {
  readonly kind: Exclude<RahyarKind, 'online'>;
  readonly rahyars: number;
  readonly seats: number;
  readonly persons: number;
  /** Rahyars by {@link LOAD_BINS}. */
  readonly histogram: readonly number[];
  /** Of the loads; `undefined` when nobody carries anything. */
  readonly spread?: LoadSpread;
};

export type LoadSpread = {
  readonly mean: number;
  readonly maxOverMean: number;
  readonly median: number;
  readonly percentile99: number;
  readonly gini: number;
};

/** Online rahyars have no caseload limit: only how many subjects have nobody else is told. */
export type OnlineLoad = { readonly rahyars: number; readonly subjects: number; readonly largest: number };

export type LoadDistribution = { readonly kinds: readonly KindLoad[]; readonly online: OnlineLoad };

/** How evenly the work lies on the shoulders of the rahyars who are available on the day. */
export function loadDistribution(problem: AssignmentProblem, plan: AssignmentPlan): LoadDistribution {
  const loads = loadsOf(problem, plan);
  const available = problem.rahyars.flatMap((rahyar, staff) =>
    rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined
      ? [{ rahyar, staff, persons: loads[staff * SUBJECT_CLASSES.length] as number }]
      : [],
  );
  const online = onlineCounts(problem, plan);
  const onlineRahyars = available.filter(({ rahyar }) => rahyar.kind === 'online');
  return {
    kinds: RAHYAR_KINDS.filter((kind) => kind !== 'online').map((kind) => {
      const seated = available.filter(({ rahyar }) => rahyar.kind === kind && rahyar.service.caseload.person > 0);
      const shares = seated.map(({ rahyar, persons }) => persons / rahyar.service.caseload.person);
      const spread = spreadOf(shares);
      return {
        kind,
        rahyars: seated.length,
        seats: sum(seated.map(({ rahyar }) => rahyar.service.caseload.person)),
        persons: sum(seated.map(({ persons }) => persons)),
        histogram: histogramOf(shares),
        ...(spread === undefined ? {} : { spread }),
      };
    }),
    online: {
      rahyars: onlineRahyars.length,
      subjects: sum(onlineRahyars.map(({ staff }) => online[staff] as number)),
      largest: Math.max(0, ...onlineRahyars.map(({ staff }) => online[staff] as number)),
    },
  };
}

/** By staff index, how many subjects have an online rahyar as their primary. */
function onlineCounts(problem: AssignmentProblem, plan: AssignmentPlan): Uint32Array {
  const counts = new Uint32Array(problem.staff.length);
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    const staff = plan.responsible.online[subject] as number;
    if (staff !== NOBODY && primaryBasis(plan, subject) === 'online') counts[staff] = (counts[staff] as number) + 1;
  }
  return counts;
}

export function histogramOf(shares: readonly number[]): number[] {
  const bins = new Array<number>(LOAD_BINS).fill(0);
  for (const share of shares) {
    const bin = share <= 0 ? 0 : share < 1 ? 1 + Math.floor(share * 10) : share === 1 ? 11 : 12;
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bins;
}

/**
 * Several measures, because each is blind to something: the Gini coefficient hides a few who are crushed, the largest over the mean hides
 * the many who are idle. Percentiles by nearest rank. `undefined` when the loads are none or all zero.
 */
export function spreadOf(shares: readonly number[]): LoadSpread | undefined {
  const sorted = Float64Array.from(shares).sort();
  const total = sorted.reduce((all, share) => all + share, 0);
  if (total === 0) return undefined;
  const count = sorted.length;
  const mean = total / count;
  const percentile = (part: number): number => sorted[Math.max(0, Math.ceil(part * count) - 1)] as number;
  const ranked = sorted.reduce((all, share, position) => all + (2 * (position + 1) - count - 1) * share, 0);
  return {
    mean,
    maxOverMean: (sorted[count - 1] as number) / mean,
    median: percentile(0.5),
    percentile99: percentile(0.99),
    gini: ranked / (count * total),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
