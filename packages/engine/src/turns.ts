import { PRIORITY_TIERS } from '@rahyar/domain';
import { canRise } from './ageing.ts';

/** Ranks of a list: 0 for what has no tier, then the tiers in the order of L99. */
export const RANK_COUNT = PRIORITY_TIERS.length + 1;

/** How often a list is worked through. Days are working days, the day of the plan is day 0. */
export type TurnRules = {
  /** By rank, how many days after a contact the next one is owed; at least 1. */
  readonly everyDays: readonly number[];
  /** How many days are looked at. */
  readonly horizonDays: number;
  /** With ageing, how many days after a contact a subject rises by one rank, if it is due by then; at least 1. */
  readonly risesAfterDays?: number;
};

/** One rahyar's subjects in the order of the worklist, one position each. */
export type WaitingList = {
  readonly contactsPerDay: number;
  readonly rank: Uint8Array;
  /** The order among those who are due: a smaller number first. Whoever falls due only later has that day, 1 or more; the others 0 or less. */
  readonly due: Int32Array;
  /** The day on which a subject that has not been contacted rises by one rank; {@link NEVER_RISES} without ageing, and for the ranks 0 and 1. */
  readonly risesOn: Int32Array;
};

export const NEVER_RISES = 2_147_483_647;
/** No turn within the horizon. */
export const NO_TURN = -1;

/** `turnOn`: for each position the day of the first contact, or NO_TURN. `contacts`: by rank and day (rank * horizon + day), how many were made. */
export type Turns = { readonly turnOn: Int32Array; readonly contacts: Int32Array };

/**
 * When everybody's turn comes, by working the list off day by day.
 *
 * Each day the rahyar has room for `contactsPerDay` contacts, and gives them to whoever is due, strictly by rank; within a rank, whoever fell
 * due first comes first, then the order of the list, and whoever was contacted already comes after whoever was not. A subject of rank r that
 * is contacted on day d falls due again on day d + everyDays[r]. Where `risesOn` lets a subject rise, it stands among those of the rank
 * above, again by the day on which it fell due, after those who belong there and fell due on the same day.
 *
 * Exact: the state holds batches of subjects who fall due and rise on one day, not persons, and gives what a simulation of every person on
 * every day gives. O(persons + days × ranks + batches). Nothing outside the list matters, since no rahyar works for another.
 */
export function turnsOf(list: WaitingList, { everyDays, horizonDays, risesAfterDays }: TurnRules): Turns {
  const { order, arrivals } = byArrival(list, horizonDays);
  const turnOn = new Int32Array(list.rank.length).fill(NO_TURN);
  const contacts = new Int32Array(RANK_COUNT * horizonDays);
  const queues = createQueues(order.length + RANK_COUNT * horizonDays, horizonDays);

  for (let day = 0; day < horizonDays; day++) {
    for (let rank = 0; rank < RANK_COUNT; rank++) {
      admitFirst(rank, day);
      const every = everyDays[rank] as number;
      const again = day < every ? 0 : (contacts[rank * horizonDays + day - every] as number);
      const risesOn = risesAfterDays === undefined || !canRise(rank) ? NEVER_RISES : day - every + risesAfterDays;
      if (again > 0) queues.admit(day, { rank, due: day, count: again, first: NONE, risesOn });
    }
    queues.rise(day);
    let room = list.contactsPerDay;
    for (let level = 0; level < RANK_COUNT && room > 0; level++) room = serve(level, day, room);
  }
  return { turnOn, contacts };

  /** Those of one rank who were never contacted and fall due on a day, in batches of one due day and one day of rising. */
  function admitFirst(rank: number, day: number): void {
    const to = arrivals[rank * horizonDays + day + 1] as number;
    let from = arrivals[rank * horizonDays + day] as number;
    while (from < to) {
      const due = list.due[order[from] as number] as number;
      const risesOn = list.risesOn[order[from] as number] as number;
      let end = from + 1;
      while (end < to && list.due[order[end] as number] === due && list.risesOn[order[end] as number] === risesOn) end++;
      queues.admit(day, { rank, due, count: end - from, first: from, risesOn });
      from = end;
    }
  }

  /** Gives the day's room to the batches of one level; what is left of it. */
  function serve(level: number, day: number, room: number): number {
    let left = room;
    for (let batch = queues.next(level); left > 0 && batch !== NONE; batch = queues.next(level)) {
      const { rank, first, taken } = queues.take(batch, left);
      if (first !== NONE) for (let each = first; each < first + taken; each++) turnOn[order[each] as number] = day;
      contacts[rank * horizonDays + day] = (contacts[rank * horizonDays + day] as number) + taken;
      left -= taken;
    }
    return left;
  }
}

const NONE = -1;

/** Subjects of one rank who fall due and rise together; `first` is the position of the first of them, or NONE if all were contacted before. */
type Batch = { readonly rank: number; readonly due: number; readonly count: number; readonly first: number; readonly risesOn: number };

/** For each rank, who waits among their own and who has risen to the rank above, both by the day on which they fell due. */
function createQueues(batchesMost: number, horizonDays: number) {
  const rankOf = new Uint8Array(batchesMost);
  const dueOf = new Int32Array(batchesMost);
  const countOf = new Int32Array(batchesMost);
  const firstOf = new Int32Array(batchesMost);
  const hasRisen = new Uint8Array(batchesMost);
  const waiting = createChains(RANK_COUNT, batchesMost);
  const risen = createChains(RANK_COUNT + 1, batchesMost);
  const rising = createChains(horizonDays, batchesMost);
  let batches = 0;

  const insertRisen = (batch: number): void => {
    hasRisen[batch] = 1;
    risen.insert(rankOf[batch] as number, batch, dueOf);
  };
  const firstWaiting = (rank: number): number => {
    let batch = waiting.head(rank);
    while (batch !== NONE && (countOf[batch] === 0 || hasRisen[batch] === 1)) batch = waiting.drop(rank);
    return batch;
  };
  const firstRisen = (rank: number): number => {
    let batch = risen.head(rank);
    while (batch !== NONE && countOf[batch] === 0) batch = risen.drop(rank);
    return batch;
  };
  return {
    admit(day: number, { rank, due, count, first, risesOn }: Batch): void {
      const batch = batches++;
      rankOf[batch] = rank;
      dueOf[batch] = due;
      countOf[batch] = count;
      firstOf[batch] = first;
      if (risesOn <= day) insertRisen(batch);
      else waiting.append(rank, batch);
      if (risesOn > day && risesOn < horizonDays) rising.append(risesOn, batch);
    },
    rise(day: number): void {
      for (let batch = rising.head(day); batch !== NONE; batch = rising.drop(day)) if (countOf[batch] !== 0) insertRisen(batch);
    },
    /** Whose turn it is at a level: the earlier due of those who belong there and those who rose to it. */
    next(level: number): number {
      const own = firstWaiting(level);
      const guest = firstRisen(level + 1);
      return own !== NONE && (guest === NONE || (dueOf[own] as number) <= (dueOf[guest] as number)) ? own : guest;
    },
    take(batch: number, most: number): { readonly rank: number; readonly first: number; readonly taken: number } {
      const first = firstOf[batch] as number;
      const taken = Math.min(most, countOf[batch] as number);
      countOf[batch] = (countOf[batch] as number) - taken;
      if (first !== NONE) firstOf[batch] = first + taken;
      return { rank: rankOf[batch] as number, first, taken };
    },
  };
}

/** Linked lists over the same elements, an element in at most one of them. */
function createChains(chains: number, elements: number) {
  const heads = new Int32Array(chains).fill(NONE);
  const tails = new Int32Array(chains).fill(NONE);
  const nexts = new Int32Array(elements);
  const link = (chain: number, before: number, element: number): void => {
    const after = before === NONE ? (heads[chain] as number) : (nexts[before] as number);
    nexts[element] = after;
    if (before === NONE) heads[chain] = element;
    else nexts[before] = element;
    if (after === NONE) tails[chain] = element;
  };
  return {
    head: (chain: number): number => heads[chain] as number,
    append: (chain: number, element: number): void => link(chain, tails[chain] as number, element),
    /** Keeps the chain ascending by key; behind those with an equal key. */
    insert(chain: number, element: number, keys: Int32Array): void {
      const key = keys[element] as number;
      const tail = tails[chain] as number;
      let before = tail;
      if (tail !== NONE && (keys[tail] as number) > key) {
        before = NONE;
        for (let next = heads[chain] as number; (keys[next] as number) <= key; next = nexts[next] as number) before = next;
      }
      link(chain, before, element);
    },
    /** Drops the first element; the one that is first now. */
    drop(chain: number): number {
      const next = nexts[heads[chain] as number] as number;
      heads[chain] = next;
      if (next === NONE) tails[chain] = NONE;
      return next;
    },
  };
}

/** Positions sorted by rank and by the day from which they are due, in the order of the list; `arrivals` has the first of each rank and day. */
function byArrival({ rank, due }: WaitingList, horizonDays: number): { readonly order: Uint32Array; readonly arrivals: Uint32Array } {
  const cellOf = (position: number): number => (rank[position] as number) * horizonDays + Math.max(0, due[position] as number);
  const isLater = (position: number): boolean => (due[position] as number) >= horizonDays;
  const arrivals = new Uint32Array(RANK_COUNT * horizonDays + 1);
  for (let position = 0; position < rank.length; position++) {
    if (!isLater(position)) arrivals[cellOf(position) + 1] = (arrivals[cellOf(position) + 1] as number) + 1;
  }
  for (let cell = 1; cell < arrivals.length; cell++) arrivals[cell] = (arrivals[cell] as number) + (arrivals[cell - 1] as number);
  const next = arrivals.slice();
  const order = new Uint32Array(arrivals.at(-1) as number);
  for (let position = 0; position < rank.length; position++) {
    if (isLater(position)) continue;
    const cell = cellOf(position);
    order[next[cell] as number] = position;
    next[cell] = (next[cell] as number) + 1;
  }
  return { order, arrivals };
}
