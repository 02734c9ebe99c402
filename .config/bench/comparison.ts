/**
 * A comparison is one line of the bench: our way and a peer's, each measured in a process of its own, so that each peak of memory is its own.
 * To add a line, write a module that exports a comparison and name it in `comparisons.ts`.
 */
export type Comparison = {
  readonly name: string;
  readonly ours: Side | Named;
  readonly peer: Side | Named;
  /** Measures both at once, where they must take turns; a side needs no measure of its own then. */
  readonly together?: (size: number) => Promise<{ readonly ours: Measure; readonly peer: Measure }>;
  /** What is compared of the two, in milliseconds; processor time where nothing else is said. Where others do the work it is elapsed time. */
  readonly figure?: (measure: Measure) => number | undefined;
  /** The most that ours may cost, as a share of what the peer costs. */
  readonly target: number;
  /** What `Side.measure` is given, in the short run and in the long one. */
  readonly sizes: { readonly short: readonly number[]; readonly night: readonly number[] };
  /** The size of the peer's job where it is not ours: growth is a job beside a smaller one. */
  readonly peerSize?: (size: number) => number;
  /** Holds the two answers against each other. */
  readonly judge: (ours: Measure, peer: Measure) => Judgement;
};

/** `isWrong` where the answers contradict each other; the bench then fails, however fast it was. */
export type Judgement = { readonly isWrong: boolean; readonly remarks: readonly string[] };

/** A way to do a job. Sides with the same name are the same side, and are measured once for each size. */
export type Side = {
  readonly name: string;
  /** What the sizes count, in the plural. */
  readonly unit: string;
  readonly measure: (size: number) => Measure | Promise<Measure>;
};

type Named = Pick<Side, 'name' | 'unit'>;

/** What a side found; it travels between processes. */
export type Measure = {
  /** Processor time, user and system, in milliseconds. `undefined` where the side is not there to be measured: `remark` says why. */
  readonly cpuMs: number | undefined;
  /** Where the work was done by another process than the one that measured. */
  readonly peakMiB?: number;
  /** What was found, for `judge` alone. */
  readonly answer?: unknown;
  readonly remark?: string;
};

export const agreed: Comparison['judge'] = () => ({ isWrong: false, remarks: [] });

/** For answers that must be the same number. */
export const sameNumber: Comparison['judge'] = (ours, peer) => ({
  isWrong: typeof ours.answer !== 'number' || ours.answer !== peer.answer,
  remarks: [`objective ${String(ours.answer)}${ours.answer === peer.answer ? '' : `, but the peer says ${String(peer.answer)}`}`],
});
