import type { FactCells, FactCount, JoinedCells } from './fact-cells.ts';
import { deskArc, deskNode, type SeatNetwork, SINK } from './seat-network.ts';
import { NOBODY } from './subject-columns.ts';

/** The seats of each leaf as runs: `count[r]` seats with `rahyar[r]`, for r from `start[leaf]` to `start[leaf + 1]`. */
export type Runs = { readonly start: Int32Array; readonly rahyar: Int32Array; readonly count: Int32Array };

/** Flows on the network's arcs and on its leaves' options. */
export type SeatFlow = { readonly arcFlow: Int32Array; readonly optionFlow: Int32Array };

/** Turns flows into runs: leaves in order; the leaves of a hub take its rahyars' seats one after the other. */
export function runsOf(network: SeatNetwork, { arcFlow, optionFlow }: SeatFlow): Runs {
  const { start: optionStart, optionHead, supply } = network.flow;
  const firstDesk = deskNode(network, 0);
  const left = arcFlow.slice(0, deskArc(network, 0));
  const nextArc = network.hubArc.slice();
  const start = new Int32Array(supply.length + 1);
  const rahyar: number[] = [];
  const count: number[] = [];
  const add = (desk: number, seats: number): void => {
    rahyar.push(network.desks.rahyar[desk] as number);
    count.push(seats);
  };
  for (let leaf = 0; leaf < supply.length; leaf++) {
    for (let option = optionStart[leaf] as number; option < (optionStart[leaf + 1] as number); option++) {
      const head = optionHead[option] as number;
      let wanted = optionFlow[option] as number;
      if (wanted === 0 || head === SINK) continue;
      if (head >= firstDesk) {
        add(head - firstDesk, wanted);
        continue;
      }
      const hub = head - 1;
      while (wanted > 0) {
        const arc = nextArc[hub] as number;
        const here = Math.min(wanted, left[arc] as number);
        if (here > 0) add((network.flow.head[arc] as number) - firstDesk, here);
        left[arc] = (left[arc] as number) - here;
        wanted -= here;
        if (wanted > 0) nextArc[hub] = arc + 1;
      }
    }
    start[leaf + 1] = rahyar.length;
  }
  return { start, rahyar: Int32Array.from(rahyar), count: Int32Array.from(count) };
}

/**
 * Gives the seats of each leaf to its subjects from `from` to `to` (exclusive), in the order of their ids; `dealt` counts how many subjects
 * of each leaf came before. Ranges may be dealt side by side.
 */
export function dealOut(
  runs: Runs,
  leafOf: Int32Array,
  cellOf: FactCells['cellOf'],
  dealt: Int32Array,
  from: number,
  to: number,
  seat: Int32Array,
): void {
  const run = runs.start.slice(0, -1);
  const left = new Int32Array(run.length);
  for (let leaf = 0; leaf < run.length; leaf++) {
    let skip = dealt[leaf] as number;
    let at = run[leaf] as number;
    const end = runs.start[leaf + 1] as number;
    while (at < end && skip >= (runs.count[at] as number)) skip -= runs.count[at++] as number;
    run[leaf] = at;
    left[leaf] = at < end ? (runs.count[at] as number) - skip : 0;
  }
  for (let block = from; block < to; block += BLOCK) dealBlock(runs, leafOf, cellOf, run, left, block, Math.min(block + BLOCK, to), seat);
}

/** A function called for each block of subjects is compiled once, for good; one loop over all is replaced while it runs. */
const BLOCK = 1 << 16;

/** `run` is where each leaf is among its runs, `left` how many seats of that run are left; both move on. */
function dealBlock(
  runs: Runs,
  leafOf: Int32Array,
  cellOf: Int32Array,
  run: Int32Array,
  left: Int32Array,
  from: number,
  to: number,
  seat: Int32Array,
): void {
  for (let subject = from; subject < to; subject++) {
    const leaf = leafOf[cellOf[subject] as number] as number;
    const at = run[leaf] as number;
    if (at === runs.start[leaf + 1]) {
      seat[subject] = NOBODY;
      continue;
    }
    seat[subject] = runs.rahyar[at] as number;
    const rest = (left[leaf] as number) - 1;
    left[leaf] = rest;
    if (rest > 0) continue;
    run[leaf] = at + 1;
    left[leaf] = at + 1 < (runs.start[leaf + 1] as number) ? (runs.count[at + 1] as number) : 0;
  }
}

/**
 * For each of the ranges in which cells were counted, how many subjects of each leaf lie in the ranges before: what {@link dealOut} wants to
 * know of a range.
 */
export function dealtBefore(
  counts: readonly Pick<FactCount, 'size'>[],
  { numbers }: Pick<JoinedCells, 'numbers'>,
  leafOf: Int32Array,
  leafCount: number,
): readonly Int32Array[] {
  const dealt = new Int32Array(leafCount);
  return counts.map(({ size }, range) => {
    const before = dealt.slice();
    size.forEach((count, cell) => {
      const leaf = leafOf[(numbers[range] as Int32Array)[cell] as number] as number;
      dealt[leaf] = (dealt[leaf] as number) + count;
    });
    return before;
  });
}
