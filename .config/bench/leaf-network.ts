import type { LeafFlowProblem, LeafFlowSolution, LeafFlowStart } from '../../packages/engine/src/kernel/leaf-flow-problem.ts';

/**
 * A seeded network in the shape of a nightly plan: members fall into cells (home area, work area, institution, tier, need class); a cell has
 * an option to the hub of each place it belongs to and one to stay out, dearer the higher its tier; a hub leads to the rahyars of its place
 * who are skilled for its need class; a rahyar leads to the sink in three parts, the fuller the dearer. The seats are enough for three
 * quarters of the members, so that they are fought for. Node 0 is the sink, hubs follow, then rahyars. Equal arguments, equal network.
 */
export function leafNetwork(members: number, seed: number): LeafFlowProblem {
  const random = seededRandom(seed);
  const staff = staffOf(members, random);
  const cells = cellsOf(members, random);
  const hubOf = new Map<number, number>();
  const nodeOfHub = (place: number, need: number): number => {
    const key = place * NEEDS + need;
    const known = hubOf.get(key);
    if (known !== undefined) return known;
    hubOf.set(key, hubOf.size + 1);
    return hubOf.size;
  };

  const start = new Int32Array(cells.supply.length + 1);
  const heads: number[] = [];
  const costs: number[] = [];
  for (let cell = 0; cell < cells.supply.length; cell++) {
    const { home, work, institution, tier, need } = attributesOf(cells.key[cell] as number);
    const offer = (head: number, cost: number): void => {
      heads.push(head);
      costs.push(cost);
    };
    offer(0, (4 - tier) * 1_000_000);
    offer(nodeOfHub(home, need), 10);
    offer(nodeOfHub(AREAS + INSTITUTIONS + Math.floor(home / COUNTY), need), 40);
    if (work !== home) offer(nodeOfHub(work, need), 25);
    if (institution !== NOWHERE) offer(nodeOfHub(AREAS + institution, need), 5 * tier);
    start[cell + 1] = heads.length;
  }

  const tail: number[] = [];
  const head: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  const add = (from: number, to: number, room: number, price: number): void => {
    tail.push(from);
    head.push(to);
    capacity.push(room);
    cost.push(price);
  };
  const firstRahyar = hubOf.size + 1;
  for (const [key, hub] of hubOf) {
    for (const rahyar of staff.atPlace[Math.floor(key / NEEDS)] ?? []) {
      if (((staff.skills[rahyar] as number) >> (key % NEEDS)) & 1) add(hub, firstRahyar + rahyar, 2 ** 31 - 1, Math.floor(random() * 20));
    }
  }
  staff.caseload.forEach((caseload, rahyar) => {
    const [light, medium] = [Math.floor(caseload * 0.6), Math.floor(caseload * 0.25)];
    add(firstRahyar + rahyar, 0, light, 0);
    add(firstRahyar + rahyar, 0, medium, 3);
    add(firstRahyar + rahyar, 0, caseload - light - medium, 8);
  });

  return {
    nodeCount: firstRahyar + staff.caseload.length,
    sink: 0,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    capacity: Int32Array.from(capacity),
    cost: Float64Array.from(cost),
    supply: cells.supply,
    start,
    optionHead: Int32Array.from(heads),
    optionCost: Float64Array.from(costs),
  };
}

const AREAS = 1_000;
const INSTITUTIONS = 200;
const NEEDS = 8;
const TIERS = 4;
const NOWHERE = INSTITUTIONS;
/** Areas in a county. */
const COUNTY = 20;

/** Numbers from 0 up to 1, the same ones for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Crowded and empty places: the first of `count` get most. */
const skewed = (random: () => number, count: number): number => Math.floor(random() ** 2 * count);

/** Most people who work elsewhere work in the same county. */
const near = (random: () => number, home: number): number => home - (home % COUNTY) + Math.floor(random() * COUNTY);

type Staff = {
  readonly caseload: readonly number[];
  readonly skills: readonly number[];
  /** Areas first, then institutions, then counties. */
  readonly atPlace: readonly (readonly number[])[];
};

/** 5,000 rahyars (fewer when there are few members), a tenth of them at institutions, a fifth for counties; each has one to three places. */
function staffOf(members: number, random: () => number): Staff {
  const count = Math.min(5_000, Math.max(AREAS, Math.floor(members / 200)));
  const caseload: number[] = [];
  const skills: number[] = [];
  const atPlace: number[][] = Array.from({ length: AREAS + INSTITUTIONS + AREAS / COUNTY }, () => []);
  for (let rahyar = 0; rahyar < count; rahyar++) {
    caseload.push(Math.floor((0.75 * members * (0.5 + random())) / count));
    skills.push(Math.floor(random() * 256) | Math.floor(random() * 256) | 1);
    const kind = random();
    const places = new Set<number>();
    for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
      if (kind < 0.1) places.add(AREAS + skewed(random, INSTITUTIONS));
      else if (kind < 0.3) places.add(AREAS + INSTITUTIONS + Math.floor(skewed(random, AREAS) / COUNTY));
      else places.add(skewed(random, AREAS));
    }
    for (const place of places) atPlace[place]?.push(rahyar);
  }
  return { caseload, skills, atPlace };
}

/** Cells in the order of their keys. */
function cellsOf(members: number, random: () => number): { readonly key: Float64Array; readonly supply: Int32Array } {
  const keys = new Float64Array(members);
  for (let member = 0; member < members; member++) {
    const home = skewed(random, AREAS);
    const work = random() < 0.09 ? near(random, home) : home;
    const institution = random() < 0.06 ? skewed(random, INSTITUTIONS) : NOWHERE;
    const draw = random();
    const tier = draw < 0.08 ? 0 : draw < 0.1 ? 1 : draw < 0.3 ? 2 : 3;
    const need = skewed(random, NEEDS);
    keys[member] = (((home * AREAS + work) * (INSTITUTIONS + 1) + institution) * TIERS + tier) * NEEDS + need;
  }
  keys.sort();
  let count = 0;
  const supply = new Int32Array(members);
  for (let member = 0; member < members; member++) {
    if (member > 0 && keys[member] !== keys[count - 1]) keys[count++] = keys[member] as number;
    else if (member === 0) count = 1;
    supply[count - 1] = (supply[count - 1] as number) + 1;
  }
  return { key: keys.slice(0, count), supply: supply.slice(0, count) };
}

function attributesOf(key: number): { home: number; work: number; institution: number; tier: number; need: number } {
  const need = key % NEEDS;
  const withTier = Math.floor(key / NEEDS);
  const tier = withTier % TIERS;
  const withInstitution = Math.floor(withTier / TIERS);
  const institution = withInstitution % (INSTITUTIONS + 1);
  const areas = Math.floor(withInstitution / (INSTITUTIONS + 1));
  return { home: Math.floor(areas / AREAS), work: areas % AREAS, institution, tier, need };
}

/**
 * The network of the next day: each leaf is what yesterday sent from one leaf to one rahyar or left out, and has an option straight to that
 * rahyar, cheaper than its way there by `bonus`. Of the leaves and of the rahyars every `changeEvery`-th has changed: the leaf has forgotten
 * its rahyar, and every tenth of these rahyars has left. 0: nothing has changed.
 */
export function nextDay(
  problem: LeafFlowProblem,
  { arcFlow, optionFlow, potential }: LeafFlowSolution,
  bonus: number,
  changeEvery: number,
): { problem: LeafFlowProblem; start: LeafFlowStart } {
  const { nodeCount, sink, tail, head, capacity, cost, start, optionHead, optionCost } = problem;
  const firstArc = new Int32Array(nodeCount + 1).fill(tail.length);
  for (let arc = tail.length - 1; arc >= 0; arc--) firstArc[tail[arc] as number] = arc;
  const left = arcFlow.slice();
  const supply: number[] = [];
  const starts: number[] = [0];
  const heads: number[] = [];
  const costs: number[] = [];
  const wishes: number[] = [];
  const add = (leaf: number, amount: number, rahyar: number, price: number): void => {
    const isForgotten = changeEvery > 0 && supply.length % changeEvery === 0;
    const first = heads.length;
    for (let k = start[leaf] as number; k < (start[leaf + 1] as number); k++) {
      heads.push(optionHead[k] as number);
      costs.push(optionCost[k] as number);
    }
    const hasKept = rahyar !== sink && !isForgotten;
    wishes.push(hasKept ? heads.length : first);
    if (hasKept) {
      heads.push(rahyar);
      costs.push(price - bonus);
    }
    supply.push(amount);
    starts.push(heads.length);
  };
  for (let leaf = 0; leaf + 1 < start.length; leaf++) {
    for (let k = start[leaf] as number; k < (start[leaf + 1] as number); k++) {
      const hub = optionHead[k] as number;
      let flow = optionFlow[k] as number;
      if (flow > 0 && hub === sink) add(leaf, flow, sink, 0);
      for (let arc = firstArc[hub] as number; hub !== sink && flow > 0; arc++) {
        const amount = Math.min(flow, left[arc] as number);
        if (amount === 0) continue;
        left[arc] = (left[arc] as number) - amount;
        flow -= amount;
        add(leaf, amount, head[arc] as number, (optionCost[k] as number) + (cost[arc] as number));
      }
    }
  }
  const hasLeft = (node: number): boolean => changeEvery > 0 && node % (10 * changeEvery) === 0;
  return {
    problem: {
      ...problem,
      capacity: capacity.map((room, arc) => (head[arc] === sink && hasLeft(tail[arc] as number) ? 0 : room)),
      supply: Int32Array.from(supply),
      start: Int32Array.from(starts),
      optionHead: Int32Array.from(heads),
      optionCost: Float64Array.from(costs),
    },
    start: { potential, option: Int32Array.from(wishes) },
  };
}
