import type { Desk, Hub, Seating } from './seating.ts';

/**
 * Levels the loads inside each hub: empties it and fills it again so that load / limit of its rahyars rises to one common level. Flows
 * between the rahyars of a hub cost nothing, so a cheapest seating stays a cheapest one.
 */
export function levelLoads(seating: Seating): void {
  for (const hub of seating.hubs) {
    const total = hub.arcs.reduce((sum, arc) => sum + (seating.flow[arc] as number), 0);
    if (total === 0 || hub.arcs.length < 2) continue;
    hub.arcs.forEach((arc, position) => {
      addFlow(seating, hub, position, -(seating.flow[arc] as number));
    });
    fillLevel(seating, hub, total);
  }
}

function addFlow({ flow, desks }: Seating, hub: Hub, position: number, amount: number): void {
  const arc = hub.arcs[position] as number;
  const { arc: deskArc } = desks[hub.desks[position] as number] as Desk;
  flow[arc] = (flow[arc] as number) + amount;
  flow[deskArc] = (flow[deskArc] as number) + amount;
}

/** Sends `amount` through a hub to the lowest level, in steps of one millionth, whose room suffices. There must be room for the amount. */
function fillLevel(seating: Seating, hub: Hub, amount: number): void {
  const roomBelow = (desk: number, level: number): number => {
    const { arc, limit } = seating.desks[desk] as Desk;
    return Math.max(0, Math.floor((level * limit) / LEVELS) - (seating.flow[arc] as number));
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
      addFlow(seating, hub, position, here);
      left -= here;
    });
  }
}

const LEVELS = 1_000_000;
