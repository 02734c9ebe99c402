import { flowOn, send } from './kernel/max-flow.ts';
import type { Cell, Desk, Hub, Seating } from './seating.ts';

/**
 * Improves a seating without unseating anyone: brings subjects back to yesterday's rahyar and to a preferred basis as far as seats are
 * free, and levels the loads inside each hub. Ends at a seating in which no subject has a free seat that it should rather have:
 * every step raises (number kept, preference) lexicographically, so the loop ends.
 */
export function settle(seating: Seating): void {
  improveUntilSettled(seating);
  for (const hub of seating.hubs) levelHub(seating, hub);
  improveUntilSettled(seating);
}

function improveUntilSettled(seating: Seating): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const cell of seating.cells) if (improveCell(seating, cell)) changed = true;
  }
}

function improveCell(seating: Seating, cell: Cell): boolean {
  let changed = false;
  for (let better = 0; better < cell.arcs.length; better++) {
    for (let worse = cell.arcs.length - 1; worse > better; worse--) {
      if (moveBetween(seating, cell, better, worse) > 0) changed = true;
    }
  }
  return changed;
}

/** Moves as many subjects of the cell as possible from one arc to a better one; returns how many. */
function moveBetween(seating: Seating, cell: Cell, better: number, worse: number): number {
  const { network, hubs } = seating;
  const to = cell.arcs[better] as Cell['arcs'][number];
  const from = cell.arcs[worse] as Cell['arcs'][number];
  const seated = flowOn(network, from.arc);
  if (seated === 0) return 0;
  const fromHub = hubs[from.hub] as Hub;
  let moved = 0;
  if (to.hub === -1) {
    moved = takeOverSeat(seating, fromHub, to.desk, seated);
    const free = Math.min(seated - moved, freeAt(seating, to.desk));
    release(seating, fromHub, free);
    occupy(seating, to.desk, free);
    moved += free;
  } else {
    const toHub = hubs[to.hub] as Hub;
    moved = Math.min(
      seated,
      toHub.desks.reduce((sum, desk) => sum + freeAt(seating, desk), 0),
    );
    if (moved > 0) {
      release(seating, fromHub, moved);
      fillLevel(seating, toHub, moved);
    }
  }
  send(network, from.arc, -moved);
  send(network, to.arc, moved);
  return moved;
}

/** Yesterday's rahyar may already be filled through the very hub: then the seat changes hands and its load stays. */
function takeOverSeat(seating: Seating, hub: Hub, desk: number, most: number): number {
  const position = hub.desks.indexOf(desk);
  if (position === -1) return 0;
  const arc = hub.arcs[position] as number;
  const amount = Math.min(most, flowOn(seating.network, arc));
  send(seating.network, arc, -amount);
  return amount;
}

const deskAt = (seating: Seating, desk: number): Desk => seating.desks[desk] as Desk;
const freeAt = (seating: Seating, desk: number): number => seating.network.residual[deskAt(seating, desk).arc] as number;
const loadAt = (seating: Seating, desk: number): number => flowOn(seating.network, deskAt(seating, desk).arc);
const occupy = (seating: Seating, desk: number, amount: number): void => send(seating.network, deskAt(seating, desk).arc, amount);

/** Takes flow off a hub, from the rahyars in reverse order. */
function release(seating: Seating, hub: Hub, amount: number): void {
  let left = amount;
  for (let position = hub.arcs.length - 1; position >= 0 && left > 0; position--) {
    const arc = hub.arcs[position] as number;
    const here = Math.min(left, flowOn(seating.network, arc));
    send(seating.network, arc, -here);
    occupy(seating, hub.desks[position] as number, -here);
    left -= here;
  }
}

/** Empties a hub and fills it again evenly. */
function levelHub(seating: Seating, hub: Hub): void {
  const total = hub.arcs.reduce((sum, arc) => sum + flowOn(seating.network, arc), 0);
  if (total === 0 || hub.arcs.length < 2) return;
  release(seating, hub, total);
  fillLevel(seating, hub, total);
}

/**
 * Sends `amount` through a hub so that load / limit of its rahyars rises to one common level: the lowest level, in steps of one
 * millionth, whose free room suffices. There must be room for the amount.
 */
function fillLevel(seating: Seating, hub: Hub, amount: number): void {
  const roomBelow = (desk: number, level: number): number => {
    const target = Math.floor((level * deskAt(seating, desk).limit) / LEVELS);
    return Math.max(0, Math.min(freeAt(seating, desk), target - loadAt(seating, desk)));
  };
  let low = 0;
  let high = LEVELS;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const room = hub.desks.reduce((sum, desk) => sum + roomBelow(desk, middle), 0);
    if (room >= amount) high = middle;
    else low = middle + 1;
  }
  let left = amount;
  for (const level of [Math.max(0, low - 1), low]) {
    hub.desks.forEach((desk, position) => {
      const here = Math.min(left, roomBelow(desk, level));
      send(seating.network, hub.arcs[position] as number, here);
      occupy(seating, desk, here);
      left -= here;
    });
  }
}

const LEVELS = 1_000_000;
