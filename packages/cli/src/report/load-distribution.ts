import { type AssignmentPlan, type AssignmentProblem, type FairnessRow, fairnessOf, type OnlineLoad } from '@rahyar/engine';

/** Edges of the histogram: nobody, then tenths of the caseload (the upper edge not included), full, more than full. */
export const LOAD_BINS = 13;

/** A row of the fairness figures with what a page shows of its shares. */
export type LoadRow = Omit<FairnessRow, 'shares'> & {
  /** Rahyars by {@link LOAD_BINS}; of persons only. */
  readonly histogram?: readonly number[];
  /** The largest few shares, descending; none when nobody carries anything. */
  readonly heaviest: readonly number[];
};

/** Rows for persons in the order of the kinds, then those of other classes that anybody has seats for. */
export type LoadDistribution = { readonly rows: readonly LoadRow[]; readonly online: OnlineLoad };

const HEAVIEST_SHOWN = 3;

/** How evenly the work lies on the shoulders of the rahyars who are available on the day. */
export function loadDistribution(problem: AssignmentProblem, plan: AssignmentPlan): LoadDistribution {
  const { rows, online } = fairnessOf(problem, plan);
  const shown = [
    ...rows.filter(({ subjectClass }) => subjectClass === 'person'),
    ...rows.filter(({ subjectClass, seats }) => subjectClass !== 'person' && seats > 0),
  ];
  return {
    rows: shown.map(({ shares, ...row }) => ({
      ...row,
      ...(row.subjectClass === 'person' ? { histogram: histogramOf(shares) } : {}),
      heaviest: row.spread === undefined ? [] : shares.slice(-HEAVIEST_SHOWN).reverse(),
    })),
    online,
  };
}

export function histogramOf(shares: readonly number[]): number[] {
  const bins = new Array<number>(LOAD_BINS).fill(0);
  for (const share of shares) {
    const bin = share <= 0 ? 0 : share < 1 ? 1 + Math.floor(share * 10) : share === 1 ? 11 : 12;
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bins;
}
