import { type Network, type Residual, residualOf, spread, UNREACHED, writeFlow } from './residual.ts';
import { sendExcess } from './send-excess.ts';

/**
 * Levels the loads of terminals by moving flow that is already there: exactly, down to the last unit.
 *
 * Problem. A network with a flow. A terminal is a node that absorbs `load` units, at most `limit`; all other nodes pass on what they get.
 * Flow may be moved along arcs within 0 and their capacity; total and supplies stay. The k-th unit at a terminal with limit L has height
 * k / L; among equal heights the unit of the earlier terminal is the lower one, so that no two units are equal. Wanted is the flow whose
 * highest unit is lowest, whose second highest is lowest among those, and so on down.
 *
 * Why it is unique. The loads that flows can reach form an M-convex set, and filling lower units first is a sum of convex functions of the
 * loads; two different loads that are both best could be brought nearer to each other without cost, by an exchange of two different units
 * of equal height, which do not exist. The loads, though not the flow that brings them about, are therefore the same whatever the flow
 * started from. They are also best for every other sum of one increasing function of the heights: for the sum of squares of loads with
 * equal limits, for instance.
 *
 * Method. Decomposition. A part of the network that holds T units is given the loads that it would have if units could go everywhere: the T
 * lowest units. Excess is sent to where it lacks, as much as can be. If all of it arrives the part is done. If not, the nodes that the rest
 * of the excess still reaches, and those that can still reach a lack, are two smaller parts between which nothing will ever be moved again;
 * whatever is neither is done. The parts of a round are dealt with together, and fall into their connected pieces first.
 *
 * Invariants. Loads stay within the limits; every node keeps what it gets and passes on. Each round makes every unfinished part smaller by a
 * terminal at least, so there are at most as many rounds as terminals; each is one maximum flow. In practice there are few.
 *
 * Limits. Loads below 2^31; the units of all terminals times the greatest limit below 2^53, which keeps the comparison of heights by cross
 * multiplication exact. Memory: 28 bytes an arc and 44 a node beside the problem.
 *
 * Reference. S. Fujishige, "Lexicographically optimal base of a polymatroid with respect to a weight vector", 1980; A. Federgruen,
 * H. Groenevelt, "The greedy procedure for resource allocation problems", 1986; K. Murota, "Discrete Convex Analysis", 2003.
 *
 * @returns for each node the terminal at which one more unit there would end, the lowest unit within reach, or {@link NOWHERE} when none has
 * room. This proves the loads: it never falls along an arc with room, and no terminal's highest unit is above its own.
 */
export function balance({ terminals, ...network }: BalanceProblem): Int32Array {
  const residual = residualOf(network);
  const side = new Int32Array(network.nodeCount);
  for (;;) {
    const parts = partsOf(residual, terminals, side);
    if (parts.members.length === 0) break;
    const target = lowestLoads(terminals, parts);
    const nodes = parts.members.map((terminal) => terminals.node[terminal] as number);
    const excess = new Int32Array(network.nodeCount);
    parts.members.forEach((terminal, index) => {
      excess[nodes[index] as number] = (terminals.load[terminal] as number) - (target[index] as number);
    });
    const distance = sendExcess(residual, parts.of, nodes, excess);
    parts.members.forEach((terminal, index) => {
      terminals.load[terminal] = (target[index] as number) + (excess[nodes[index] as number] as number);
    });
    takeSides(residual, parts.of, nodes, excess, distance, side);
  }
  writeFlow(residual, network);
  return reliefOf(residual, terminals);
}

export const NOWHERE = UNREACHED;

export type BalanceProblem = Network & { readonly terminals: Terminals };

/** At most one terminal at a node. A node whose load is to stay is none: what it absorbs is then as fixed as a supply. */
export type Terminals = {
  readonly node: Int32Array;
  readonly limit: Int32Array;
  /** Changed in place. */
  readonly load: Int32Array;
};

/** The part of each node, and the terminals of part p: `members` from `start[p]` to `start[p + 1]`. */
type Parts = { readonly of: Int32Array; readonly start: readonly number[]; readonly members: Int32Array };

/** The connected pieces, with two terminals or more, of the nodes on one side; what is on no side (negative) is done. */
function partsOf(residual: Residual, terminals: Terminals, side: Int32Array): Parts {
  const { nodeCount } = residual;
  const terminalAt = new Int32Array(nodeCount).fill(-1);
  terminals.node.forEach((node, terminal) => {
    terminalAt[node] = terminal;
  });
  const of = new Int32Array(nodeCount).fill(UNREACHED);
  const queue = new Int32Array(nodeCount);
  const members: number[] = [];
  const start = [0];
  terminals.node.forEach((node, piece) => {
    if ((side[node] as number) < 0 || of[node] !== UNREACHED) return;
    of[node] = piece;
    queue[0] = node;
    const size = spread(residual, side, 'either', of, 0, queue, 1);
    const from = members.length;
    for (let at = 0; at < size; at++) {
      const terminal = terminalAt[queue[at] as number] as number;
      if (terminal !== -1) members.push(terminal);
    }
    if (members.length - from > 1) start.push(members.length);
    else members.length = from;
  });
  return { of, start, members: Int32Array.from(members) };
}

/** For each member the load that it would have if the units of its part could go everywhere: the lowest units are taken. */
function lowestLoads({ limit, load }: Terminals, { start, members }: Parts): Int32Array {
  const target = new Int32Array(members.length);
  for (let part = 0; part + 1 < start.length; part++) {
    const from = start[part] as number;
    const to = start[part + 1] as number;
    let total = 0;
    let room = 0;
    for (let index = from; index < to; index++) {
      total += load[members[index] as number] as number;
      room += limit[members[index] as number] as number;
    }
    // All units up to the height total / room are taken; each member adds less than one unit to what is left over, so the rest lie below
    // (total + members) / room.
    let left = total;
    const next: Unit[] = [];
    for (let index = from; index < to; index++) {
      const terminal = members[index] as number;
      const most = limit[terminal] as number;
      const taken = floorOf(total * most, room);
      target[index] = taken;
      left -= taken;
      const last = Math.min(most, floorOf((total + to - from) * most, room));
      for (let seat = taken + 1; seat <= last; seat++) next.push({ seat, limit: most, terminal, index });
    }
    next.sort(byHeight);
    for (const { index } of next.slice(0, left)) target[index] = (target[index] as number) + 1;
  }
  return target;
}

/** Rounded down, exactly: a quotient of whole numbers below 2^53 that is no whole number does not round up to one. 0 where the divisor is 0. */
const floorOf = (dividend: number, divisor: number): number => (divisor === 0 ? 0 : Math.floor(dividend / divisor));

/** The `seat`-th unit at a terminal. */
type Unit = { readonly seat: number; readonly limit: number; readonly terminal: number; readonly index: number };

const byHeight = (a: Unit, b: Unit): number => a.seat * b.limit - b.seat * a.limit || a.terminal - b.terminal;

/** Two sides of each part: the nodes that excess still reaches, and those that can reach a lack. Everything else is done. */
function takeSides(
  residual: Residual,
  part: Int32Array,
  nodes: Int32Array,
  excess: Int32Array,
  distance: Int32Array,
  side: Int32Array,
): void {
  for (let node = 0; node < side.length; node++) side[node] = distance[node] === UNREACHED ? -1 : 2 * (part[node] as number);
  const queue = new Int32Array(side.length);
  let count = 0;
  for (const node of nodes) {
    if ((excess[node] as number) <= 0) continue;
    side[node] = 2 * (part[node] as number) + 1;
    queue[count++] = node;
  }
  spread(residual, part, 'onwards', side, 0, queue, count);
}

/** For each node the terminal whose next unit is the lowest within reach. */
function reliefOf(residual: Residual, { node, limit, load }: Terminals): Int32Array {
  const { nodeCount } = residual;
  const next: Unit[] = [];
  node.forEach((_, terminal) => {
    const seat = (load[terminal] as number) + 1;
    const most = limit[terminal] as number;
    if (seat <= most) next.push({ seat, limit: most, terminal, index: terminal });
  });
  next.sort(byHeight);
  const relief = new Int32Array(nodeCount).fill(NOWHERE);
  const everywhere = new Int32Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  for (const { terminal } of next) {
    const at = node[terminal] as number;
    if (relief[at] !== NOWHERE) continue;
    relief[at] = terminal;
    queue[0] = at;
    spread(residual, everywhere, 'backwards', relief, 0, queue, 1);
  }
  return relief;
}
