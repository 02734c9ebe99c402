import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BalanceProblem, balance, NOWHERE } from './balance.ts';

type Arc = { readonly tail: number; readonly head: number; readonly capacity: number; readonly flow: number };
type Terminal = { readonly limit: number; readonly load: number };

/**
 * A network with any flow on it; the first nodes are terminals. Arcs point both ways, lie beside each other, are loops, full, empty or of
 * no capacity; limits differ, so that heights tie and interleave.
 */
const networks = (nodes: { min: number; max: number }, arcs: { min: number; max: number }, capacity: number, limit: number) =>
  fc.integer(nodes).chain((nodeCount) =>
    fc.record({
      nodeCount: fc.constant(nodeCount),
      terminals: fc.array(
        fc.nat({ max: limit }).chain((most) => fc.record({ limit: fc.constant(most), load: fc.nat({ max: most }) })),
        { minLength: 1, maxLength: nodeCount },
      ),
      arcs: fc.array(
        fc.nat({ max: capacity }).chain((most) =>
          fc.record({
            tail: fc.nat({ max: nodeCount - 1 }),
            head: fc.nat({ max: nodeCount - 1 }),
            capacity: fc.constant(most),
            flow: fc.nat({ max: most }),
          }),
        ),
        { minLength: arcs.min, maxLength: arcs.max },
      ),
    }),
  );

const problemOf = (draft: { nodeCount: number; arcs: readonly Arc[]; terminals: readonly Terminal[] }): BalanceProblem => ({
  nodeCount: draft.nodeCount,
  tail: Int32Array.from(draft.arcs, (arc) => arc.tail),
  head: Int32Array.from(draft.arcs, (arc) => arc.head),
  capacity: Int32Array.from(draft.arcs, (arc) => arc.capacity),
  flow: Int32Array.from(draft.arcs, (arc) => arc.flow),
  terminals: {
    node: Int32Array.from(draft.terminals, (_, index) => index),
    limit: Int32Array.from(draft.terminals, (row) => row.limit),
    load: Int32Array.from(draft.terminals, (row) => row.load),
  },
});

/** A unit as its exact height (a fraction) and its terminal. */
type Unit = { readonly seat: bigint; readonly limit: bigint; readonly terminal: number };

const unit = (seat: number, limit: number, terminal: number): Unit => ({ seat: BigInt(seat), limit: BigInt(limit), terminal });

const compare = (a: Unit, b: Unit): number => {
  const difference = a.seat * b.limit - b.seat * a.limit;
  return difference > 0n ? 1 : difference < 0n ? -1 : a.terminal - b.terminal;
};

const unitsFromTheTop = (load: readonly number[], limit: Int32Array): Unit[] =>
  load
    .flatMap((count, terminal) => Array.from({ length: count }, (_, index) => unit(index + 1, limit[terminal] as number, terminal)))
    .sort((a, b) => compare(b, a));

const isLower = (a: readonly Unit[], b: readonly Unit[]): boolean => {
  const first = a.findIndex((row, index) => compare(row, b[index] as Unit) !== 0);
  return first !== -1 && compare(a[first] as Unit, b[first] as Unit) < 0;
};

/** What each node gives on, less what it gets. */
const netOf = ({ nodeCount, tail, head }: BalanceProblem, flow: ArrayLike<number>): number[] => {
  const net = new Array<number>(nodeCount).fill(0);
  for (let arc = 0; arc < tail.length; arc++) {
    net[tail[arc] as number] = (net[tail[arc] as number] as number) + (flow[arc] as number);
    net[head[arc] as number] = (net[head[arc] as number] as number) - (flow[arc] as number);
  }
  return net;
};

/** The best loads, by trying every flow. */
function bestLoads(problem: BalanceProblem): number[] {
  const { capacity, terminals } = problem;
  const before = netOf(problem, problem.flow);
  const flow = new Array<number>(capacity.length).fill(0);
  let best = Array.from(terminals.load);
  const visit = (arc: number): void => {
    if (arc < flow.length) {
      for (let amount = 0; amount <= (capacity[arc] as number); amount++) {
        flow[arc] = amount;
        visit(arc + 1);
      }
      return;
    }
    const net = netOf(problem, flow);
    const gained = net.map((given, node) => (before[node] as number) - given);
    const load = Array.from(terminals.load, (count, terminal) => count + (gained[terminal] as number));
    if (gained.some((amount, node) => node >= load.length && amount !== 0)) return;
    if (load.some((count, terminal) => count < 0 || count > (terminals.limit[terminal] as number))) return;
    if (isLower(unitsFromTheTop(load, terminals.limit), unitsFromTheTop(best, terminals.limit))) best = load;
  };
  visit(0);
  return best;
}

/** Whether one unit can be moved from a terminal to a lower place at another one: walked arc by arc from each terminal. */
function canBeBettered({ nodeCount, tail, head, capacity, flow, terminals }: BalanceProblem): boolean {
  return Array.from(terminals.node.keys()).some((from) => {
    const load = terminals.load[from] as number;
    if (load === 0) return false;
    const highest = unit(load, terminals.limit[from] as number, from);
    const seen = new Set([from]);
    for (const node of seen) {
      tail.forEach((start, arc) => {
        if (start === node && (flow[arc] as number) < (capacity[arc] as number)) seen.add(head[arc] as number);
        if (head[arc] === node && (flow[arc] as number) > 0) seen.add(start);
      });
      if (seen.size === nodeCount) break;
    }
    return [...seen].some((node) => {
      const limit = terminals.limit[node] ?? 0;
      const next = (terminals.load[node] ?? 0) + 1;
      return node !== from && next <= limit && compare(unit(next, limit, node), highest) < 0;
    });
  });
}

const copyOf = (problem: BalanceProblem): BalanceProblem => ({
  ...problem,
  flow: problem.flow.slice(),
  terminals: { ...problem.terminals, load: problem.terminals.load.slice() },
});

function expectSound(before: BalanceProblem, after: BalanceProblem): void {
  const [was, is] = [netOf(before, before.flow), netOf(after, after.flow)];
  for (let node = 0; node < before.nodeCount; node++) {
    const gained = (after.terminals.load[node] ?? 0) - (before.terminals.load[node] ?? 0);
    expect((was[node] as number) - (is[node] as number)).toBe(gained);
  }
  after.flow.forEach((amount, arc) => {
    expect(amount).toBeGreaterThanOrEqual(0);
    expect(amount).toBeLessThanOrEqual(after.capacity[arc] as number);
  });
  after.terminals.load.forEach((load, terminal) => {
    expect(load).toBeGreaterThanOrEqual(0);
    expect(load).toBeLessThanOrEqual(after.terminals.limit[terminal] as number);
  });
}

/** The proof that `balance` promises, checked arc by arc. */
function expectProven({ tail, head, capacity, flow, terminals }: BalanceProblem, relief: Int32Array): void {
  const next = (terminal: number): Unit | undefined =>
    terminal === NOWHERE ? undefined : unit((terminals.load[terminal] as number) + 1, terminals.limit[terminal] as number, terminal);
  const isAbove = (a: Unit | undefined, b: Unit | undefined): boolean =>
    a === undefined ? b !== undefined : b !== undefined && compare(a, b) > 0;
  const level = (node: number): Unit | undefined => next(relief[node] as number);
  tail.forEach((from, arc) => {
    const to = head[arc] as number;
    if ((flow[arc] as number) < (capacity[arc] as number)) expect(isAbove(level(from), level(to))).toBe(false);
    if ((flow[arc] as number) > 0) expect(isAbove(level(to), level(from))).toBe(false);
  });
  terminals.load.forEach((load, terminal) => {
    const limit = terminals.limit[terminal] as number;
    if (load > 0) expect(isAbove(unit(load, limit, terminal), level(terminal))).toBe(false);
    if (load < limit) expect(isAbove(level(terminal), next(terminal))).toBe(false);
  });
}

describe('balance', () => {
  const tiny = networks({ min: 1, max: 6 }, { min: 0, max: 7 }, 2, 6).map(problemOf);
  const medium = networks({ min: 5, max: 40 }, { min: 20, max: 120 }, 12, 40).map(problemOf);

  it('reaches what trying every flow reaches, and only that', () => {
    fc.assert(
      fc.property(tiny, (problem) => {
        const after = copyOf(problem);
        balance(after);
        expect(Array.from(after.terminals.load)).toEqual(bestLoads(problem));
        expectSound(problem, after);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves no unit that could be moved to a lower place, and proves it', () => {
    fc.assert(
      fc.property(medium, (problem) => {
        const after = copyOf(problem);
        const relief = balance(after);
        expectSound(problem, after);
        expect(canBeBettered(after)).toBe(false);
        expectProven(after, relief);
      }),
      { numRuns: 400 },
    );
  });

  it('finds the same loads from whatever flow it starts', () => {
    fc.assert(
      fc.property(medium, fc.infiniteStream(fc.nat({ max: 1_000 })), (problem, random) => {
        const here = copyOf(problem);
        balance(here);
        const elsewhere = shaken(problem, random);
        balance(elsewhere);
        expect(elsewhere.terminals.load).toEqual(here.terminals.load);
      }),
      { numRuns: 300 },
    );
  });
});

/** The same network after single units were moved from terminals along arcs with room to wherever there was a place for them. */
function shaken(problem: BalanceProblem, random: Iterator<number>): BalanceProblem {
  const moved = copyOf(problem);
  const { tail, head, capacity, flow, terminals } = moved;
  const any = (count: number): number => (random.next().value as number) % count;
  for (let attempt = 0; attempt < 30; attempt++) {
    const from = any(terminals.node.length);
    if (terminals.load[from] === 0) continue;
    const arcTo = new Map<number, number>([[from, -1]]);
    for (const node of arcTo.keys()) {
      tail.forEach((start, arc) => {
        const end = head[arc] as number;
        if (start === node && !arcTo.has(end) && (flow[arc] as number) < (capacity[arc] as number)) arcTo.set(end, arc);
        if (end === node && !arcTo.has(start) && (flow[arc] as number) > 0) arcTo.set(start, arc);
      });
    }
    const places = [...arcTo.keys()].filter((node) => (terminals.load[node] ?? 0) < (terminals.limit[node] ?? 0));
    const to = places[any(Math.max(places.length, 1))];
    if (to === undefined || to === from) continue;
    terminals.load[from] = (terminals.load[from] as number) - 1;
    terminals.load[to] = (terminals.load[to] as number) + 1;
    for (let node = to; node !== from; ) {
      const arc = arcTo.get(node) as number;
      const isForward = head[arc] === node;
      flow[arc] = (flow[arc] as number) + (isForward ? 1 : -1);
      node = (isForward ? tail[arc] : head[arc]) as number;
    }
  }
  return moved;
}
