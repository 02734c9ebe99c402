import {
  type ClassifyInput,
  classifyRange,
  countFacts,
  type FactColumns,
  type FactCount,
  type FillInput,
  fillRange,
  type PlanDraft,
  placeOnWorklists,
  type RangeInput,
  sortWorklists,
  tallyWorklists,
  type WorklistDraft,
  type WorklistInput,
  type WorklistLayout,
  type WorklistTally,
} from '@rahyar/engine';

/** From `from` to `to`, exclusive; `index` counts the ranges into which the whole is cut. */
export type StageRange = { readonly index: number; readonly from: number; readonly to: number };

/** What each stage works on, and what it hands back for one range. What it writes into a state lies in shared memory. */
export type Stages = {
  readonly classify: (state: { readonly input: ClassifyInput; readonly tier: Uint8Array }, range: StageRange) => void;
  readonly countFacts: (
    state: { readonly columns: FactColumns; readonly tier: Uint8Array; readonly cellOf: Int32Array },
    range: StageRange,
  ) => FactCount;
  /** The ranges are those whose facts were counted. */
  readonly fill: (
    state: { readonly input: FillInput; readonly draft: PlanDraft; readonly ranges: readonly RangeInput[] },
    range: StageRange,
  ) => void;
  readonly tallyWorklists: (state: { readonly input: WorklistInput }, range: StageRange) => WorklistTally;
  readonly placeOnWorklists: (state: WorklistWork, range: StageRange) => void;
  readonly sortWorklists: (state: WorklistWork, range: StageRange) => void;
};

export type WorklistWork = { readonly input: WorklistInput; readonly draft: WorklistDraft; readonly layout: WorklistLayout };

export type StageName = keyof Stages;
export type StageState<Name extends StageName> = Parameters<Stages[Name]>[0];
export type StagePart<Name extends StageName> = ReturnType<Stages[Name]>;
export type StageTask<Name extends StageName> = { readonly stage: Name; readonly state: StageState<Name>; readonly range: StageRange };

export function runStage<Name extends StageName>({ stage, state, range }: StageTask<Name>): StagePart<Name> {
  const run: (state: StageState<Name>, range: StageRange) => StagePart<Name> = STAGES[stage];
  return run(state, range);
}

const STAGES: { readonly [Name in StageName]: (state: StageState<Name>, range: StageRange) => StagePart<Name> } = {
  classify: ({ input, tier }, { from, to }) => classifyRange(input, tier, from, to),
  countFacts: ({ columns, tier, cellOf }, { from, to }) => countFacts(columns, tier, cellOf, from, to),
  fill: ({ input, draft, ranges }, { index, from, to }) => fillRange(input, draft, ranges[index] as RangeInput, from, to),
  tallyWorklists: ({ input }, { from, to }) => tallyWorklists(input, from, to),
  placeOnWorklists: ({ input, draft, layout }, { index, from, to }) =>
    placeOnWorklists(input, draft, layout.scale, layout.next[index] as Uint32Array, from, to),
  sortWorklists: ({ input, draft, layout }, { from, to }) => sortWorklists(input, draft, layout, from, to),
};
