import { canRise } from './ageing.ts';
import { RANK_COUNT, type TurnRules, type Turns, type WaitingList } from './turns.ts';

/**
 * The first rank whose subjects will never have a turn again after the horizon, because the ranks before it take every contact for ever; or
 * `undefined` when that is not certain. `contacts` are those of {@link turnsOf} for the list.
 *
 * Proof. Let c(d) be what the ranks before j leave on day d, x(d) what rank j takes, k its interval, N its subjects, all of them due once
 * before. On the evening of day d they are either due or were contacted in the last k days, so N = due(d) + x(d-k+1) + … + x(d).
 * If c has a period, and M is its largest sum over k days, then N ≥ M lets rank j take everything: where anybody is left due, x(d) = c(d);
 * where nobody is, the last k days took N ≥ M, so every one of them took all it had. If N < M, some k days in each period leave something.
 * The ranks before j have a period P if the last days that they remember repeat after P days, since they hear of nothing else; that is looked
 * up, not assumed. The first rank has c(d) = contactsPerDay. With ageing the argument holds for the ranks 0 and 1, to which it does not
 * matter that others are served among them; who has risen stands one rank higher, so one rank more is not shut out.
 */
export function shutOutFrom(
  list: WaitingList,
  { everyDays, horizonDays, risesAfterDays }: TurnRules,
  contacts: Turns['contacts'],
): number | undefined {
  if (list.contactsPerDay === 0) return 0;
  const { people, lastArrival } = arrivalsOf(list, horizonDays);
  const left = new Float64Array(horizonDays).fill(list.contactsPerDay);
  let period = 1;
  let memory = 0;
  let settled = 0;
  for (let rank = 0; rank < RANK_COUNT - 1; rank++) {
    if (people[rank] === 0) continue;
    if (risesAfterDays !== undefined && canRise(rank)) return undefined;
    const every = everyDays[rank] as number;
    const span = period * Math.ceil(every / period);
    const from = horizonDays - span;
    if (from < memory || from < settled || !repeats(contacts, rank, horizonDays, span, memory)) return undefined;
    if ((people[rank] as number) >= largestWindow(left, from, span, every)) {
      return risesAfterDays === undefined ? rank + 1 : firstBelow(rank);
    }
    for (let day = 0; day < horizonDays; day++) left[day] = (left[day] as number) - (contacts[rank * horizonDays + day] as number);
    period = leastCommonMultiple(period, every);
    memory = Math.max(memory, every);
    settled = Math.max(settled, (lastArrival[rank] as number) + 1);
  }
  return undefined;
}

/** With ageing: the first rank that stands below a rank even after it has risen. */
const firstBelow = (rank: number): number => (canRise(rank + 1) ? rank + 2 : rank + 1);

/** How many subjects each rank has that fall due within the horizon, and when the last subject of the rank falls due. */
function arrivalsOf({ rank, due }: WaitingList, horizonDays: number): { readonly people: Uint32Array; readonly lastArrival: Int32Array } {
  const people = new Uint32Array(RANK_COUNT);
  const lastArrival = new Int32Array(RANK_COUNT);
  for (let position = 0; position < rank.length; position++) {
    const own = rank[position] as number;
    const day = Math.max(0, due[position] as number);
    if (day < horizonDays) people[own] = (people[own] as number) + 1;
    lastArrival[own] = Math.max(lastArrival[own] as number, day);
  }
  return { people, lastArrival };
}

/** Whether in each of the first `ranks` ranks the last `memory` days were as `span` days before. */
function repeats(contacts: Int32Array, ranks: number, horizonDays: number, span: number, memory: number): boolean {
  for (let rank = 0; rank < ranks; rank++) {
    for (let cell = (rank + 1) * horizonDays - memory; cell < (rank + 1) * horizonDays; cell++) {
      if (contacts[cell] !== contacts[cell - span]) return false;
    }
  }
  return true;
}

/** The largest sum over `length` days in a row of what repeats from day `from` on every `span` days; `length` is at most `span`. */
function largestWindow(days: Float64Array, from: number, span: number, length: number): number {
  let sum = 0;
  for (let ahead = 0; ahead < length; ahead++) sum += days[from + ahead] as number;
  let largest = sum;
  for (let start = 1; start < span; start++) {
    sum += (days[from + ((start - 1 + length) % span)] as number) - (days[from + start - 1] as number);
    largest = Math.max(largest, sum);
  }
  return largest;
}

function leastCommonMultiple(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return (a / larger) * b;
}
