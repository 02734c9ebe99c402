import { type Label, PRIORITY_TIERS } from '@rahyar/domain';
import { type Ageing, canRise } from './ageing.ts';
import { homeAt } from './coverage-figures.ts';
import { type AssignmentPlan, primaryOf } from './plan.ts';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { shutOutFrom } from './saturation.ts';
import { DO_NOT_CONTACT, NO_DAY, NO_PLACE, NOBODY } from './subject-columns.ts';
import { NEVER_RISES, NO_TURN, RANK_COUNT, type TurnRules, turnsOf, type WaitingList } from './turns.ts';

/** Who waits, in the order of the list: collectives and organisations first, then the tiers of L99. */
export const WAITING_GROUPS = ['noTier', ...PRIORITY_TIERS] as const;
export type WaitingGroup = (typeof WAITING_GROUPS)[number];

/** What the engine does not know by itself: how often whom, and how many days are worked. */
export type ContactCourse = {
  /** How many working days after a contact the next one is owed; whole numbers from 1. */
  readonly everyWorkingDays: Readonly<Record<WaitingGroup, number>>;
  /** Working days in 365 days, 1 to 365: what turns days of the calendar into working days. */
  readonly workingDaysPerYear: number;
  /** How many working days are looked ahead. */
  readonly horizonWorkingDays: number;
  /** Off unless it is given. */
  readonly ageing?: Ageing;
};

/** Why somebody's turn never comes. */
export const NEVER_CAUSES = ['noRahyar', 'noContacts', 'crowdedOut'] as const;
export type NeverCause = (typeof NEVER_CAUSES)[number];

export const NEVER_CAUSE_LABELS = {
  noRahyar: { fa: 'هیچ رهیاری ندارد', en: 'has no rahyar' },
  noContacts: { fa: 'رهیار او در روز جای هیچ تماسی ندارد', en: 'the rahyar has room for no contact a day' },
  crowdedOut: { fa: 'اولویت‌های بالاتر همهٔ تماس‌های رهیار را می‌گیرند', en: 'higher tiers take all contacts of the rahyar, for ever' },
} as const satisfies Record<NeverCause, Label>;

/** A working day, 1 for the day of the plan; `later` after the horizon; `never` when no day can come. In this order. */
export type TurnDay = number | 'later' | 'never';

/** When the turn of one group comes. Whoever asked not to be contacted counts in `doNotContact` alone; the other counts add up to `waiting`. */
export type StarvationRow = {
  readonly group: WaitingGroup;
  readonly waiting: number;
  readonly reached: number;
  readonly later: number;
  readonly never: Readonly<Record<NeverCause, number>>;
  readonly doNotContact: number;
  /** By nearest rank over all who wait; `undefined` when nobody does. */
  readonly median?: TurnDay;
  readonly percentile90?: TurnDay;
  /** The last day on which somebody is reached for the first time; `undefined` when nobody is. */
  readonly last?: number;
};

/** `owedContacts`: what the cadence asks for in the last year of the horizon; `madeContacts`: what the rahyars have room for. */
export type GroupStarvation = StarvationRow & { readonly owedContacts: number; readonly madeContacts: number };

export type Starvation = {
  readonly groups: readonly GroupStarvation[];
  /** By the province of the home, in code order, those of unknown home last; rows without anybody are left out. */
  readonly provinces: readonly (StarvationRow & { readonly province?: string })[];
};

/**
 * When everybody's turn comes at the present contact capacity, and whose never does.
 *
 * Every rahyar works the worklist of the plan off as `turnsOf` says: contactsPerDay contacts on each working day, only to whoever is
 * due, strictly by tier (L99), the earliest due first, and who was contacted falls due again by the cadence. Capacity, tiers and lists stay
 * as they are: leave, joining and moving are not foreseen. Who falls due in n days of the calendar falls due in ⌈n · workingDaysPerYear ÷
 * 365⌉ working days; who has no known due day is due. "Never" is proved (`shutOutFrom`), not read off the horizon: whoever is neither
 * reached nor provably shut out is `later`.
 *
 * O(subjects + rahyars × horizonWorkingDays).
 */
export function starvationOf(problem: AssignmentProblem, plan: AssignmentPlan, course: ContactCourse): Starvation {
  const rules = rulesOf(course);
  const { provinces, provinceOf } = provinceIndex(problem);
  const tally = createTally(RANK_COUNT * provinces.length, rules.horizonDays);
  const cellOf = (fact: number): number => (fact & RANK_MASK) * provinces.length + ((fact >>> PROVINCE_SHIFT) & PROVINCE_MASK);
  const facts = waitingFacts(problem, plan, course, provinceOf);
  for (let subject = 0; subject < facts.length; subject++) {
    if (((problem.subjects.flags[subject] as number) & DO_NOT_CONTACT) !== 0) tally.count('doNotContact', cellOf(facts[subject] as number));
    else if (primaryOf(plan, subject) === NOBODY) tally.count('noRahyar', cellOf(facts[subject] as number));
  }

  const owed = new Float64Array(RANK_COUNT);
  const made = new Float64Array(RANK_COUNT);
  const lastYear = Math.max(0, rules.horizonDays - course.workingDaysPerYear);
  const yearDays = rules.horizonDays - lastYear;
  const { start, order } = plan.worklists;
  for (let staff = 0; staff < problem.staff.length; staff++) {
    const listed = order.subarray(start[staff], start[staff + 1]);
    if (listed.length === 0) continue;
    const own = listed.map((subject) => facts[subject] as number);
    const list = waitingList(problem, listed, own, problem.rahyars[staff]?.service.contactsPerDay ?? 0, course);
    const { turnOn, contacts } = turnsOf(list, rules);
    const shutOut = shutOutFrom(list, rules, contacts) ?? RANK_COUNT;
    const unreached = list.contactsPerDay === 0 ? 'noContacts' : 'crowdedOut';
    for (let position = 0; position < own.length; position++) {
      const rank = list.rank[position] as number;
      const turn = turnOn[position] as number;
      owed[rank] = (owed[rank] as number) + yearDays / (rules.everyDays[rank] as number);
      if (turn !== NO_TURN) tally.reach(cellOf(own[position] as number), turn);
      else tally.count(rank < shutOut ? 'later' : unreached, cellOf(own[position] as number));
    }
    for (let rank = 0; rank < RANK_COUNT; rank++) {
      for (let day = lastYear; day < rules.horizonDays; day++) {
        made[rank] = (made[rank] as number) + (contacts[rank * rules.horizonDays + day] as number);
      }
    }
  }

  const cellsOf = (rank: number): number[] => provinces.map((_, province) => rank * provinces.length + province);
  return {
    groups: WAITING_GROUPS.map((group, rank) => ({
      ...tally.row(group, cellsOf(rank)),
      owedContacts: Math.round(owed[rank] as number),
      madeContacts: made[rank] as number,
    })),
    provinces: provinces.flatMap((province, position) =>
      WAITING_GROUPS.map((group, rank) => ({
        ...tally.row(group, [rank * provinces.length + position]),
        ...(province === undefined ? {} : { province }),
      })).filter(({ waiting, doNotContact }) => waiting + doNotContact > 0),
    ),
  };
}

function rulesOf({ everyWorkingDays, workingDaysPerYear, horizonWorkingDays, ageing }: ContactCourse): TurnRules {
  const everyDays = WAITING_GROUPS.map((group) => everyWorkingDays[group]);
  const isWhole = [...everyDays, workingDaysPerYear, horizonWorkingDays].every((days) => Number.isInteger(days) && days >= 1);
  if (!isWhole || workingDaysPerYear > DAYS_OF_YEAR || horizonWorkingDays > DUE_MOST)
    throw new Error('invariant: the course of contacts is counted in whole days from 1');
  const rises = ageing === undefined ? {} : { risesAfterDays: workingDaysIn(ageing.afterDays + 1, workingDaysPerYear) };
  return { everyDays, horizonDays: horizonWorkingDays, ...rises };
}

const DAYS_OF_YEAR = 365;
const workingDaysIn = (days: number, workingDaysPerYear: number): number => Math.ceil((days * workingDaysPerYear) / DAYS_OF_YEAR);

/** A subject in 32 bits, so that a list in its own order reads one column: rank, province and the working day on which it falls due. */
const RANK_MASK = 0b111;
const PROVINCE_SHIFT = 3;
const PROVINCE_MASK = 0b111_1111;
const DUE_SHIFT = 10;
const DUE_MOST = 2 ** (32 - DUE_SHIFT) - 1;

function waitingFacts(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  { workingDaysPerYear }: ContactCourse,
  provinceOf: (subject: number) => number,
): Uint32Array {
  const { dueOn, ids } = problem.subjects;
  const today = dayOf(problem);
  const facts = new Uint32Array(ids.count);
  for (let subject = 0; subject < facts.length; subject++) {
    const ahead = (dueOn[subject] as number) - today;
    const due = ahead > 0 ? Math.min(workingDaysIn(ahead, workingDaysPerYear), DUE_MOST) : 0;
    const rank = Math.min(plan.tier[subject] as number, RANK_COUNT - 1);
    facts[subject] = (due << DUE_SHIFT) | (provinceOf(subject) << PROVINCE_SHIFT) | rank;
  }
  return facts;
}

function waitingList(
  problem: AssignmentProblem,
  listed: Uint32Array,
  facts: Uint32Array,
  contactsPerDay: number,
  { ageing, workingDaysPerYear }: ContactCourse,
): WaitingList {
  const rank = new Uint8Array(facts.length);
  const due = new Int32Array(facts.length);
  for (let position = 0; position < facts.length; position++) {
    rank[position] = (facts[position] as number) & RANK_MASK;
    due[position] = (facts[position] as number) >>> DUE_SHIFT;
  }
  const risesOn = new Int32Array(facts.length).fill(NEVER_RISES);
  if (ageing === undefined) return { contactsPerDay, rank, due, risesOn };

  const { dueOn, contactedOn, waitingSince } = problem.subjects;
  const today = dayOf(problem);
  for (let position = 0; position < listed.length; position++) {
    const subject = listed[position] as number;
    const day = dueOn[subject] as number;
    if (day <= today && day !== NO_DAY) due[position] = day - today;
    if (!canRise(rank[position] as number)) continue;
    const since = Math.max(contactedOn[subject] as number, waitingSince[subject] as number);
    const ahead = since === NO_DAY ? 0 : Math.max(0, since + ageing.afterDays + 1 - today);
    risesOn[position] = workingDaysIn(ahead, workingDaysPerYear);
  }
  return { contactsPerDay, rank, due, risesOn };
}

/** The provinces of the homes, in code order, `undefined` last for a home that is not known. */
function provinceIndex({ places, subjects }: AssignmentProblem) {
  const codes = [...new Set(places.map(homeAt('province')))].filter((code) => code !== undefined).sort();
  const provinces: readonly (string | undefined)[] = [...codes, undefined];
  const provinceOfPlace = Uint16Array.from(places, (place) => provinces.indexOf(homeAt('province')(place)));
  const provinceOf = (subject: number): number => {
    const home = subjects.home[subject] as number;
    return home === NO_PLACE ? codes.length : (provinceOfPlace[home] as number);
  };
  return { provinces, provinceOf };
}

const STANDINGS = ['later', ...NEVER_CAUSES, 'doNotContact'] as const;
type Standing = (typeof STANDINGS)[number];

/** Counts by cell: on each day, who is reached, and how many stand in which other way. */
function createTally(cells: number, horizonDays: number) {
  const reachedOn = new Uint32Array(cells * horizonDays);
  const standings = Object.fromEntries(STANDINGS.map((standing) => [standing, new Uint32Array(cells)])) as Record<Standing, Uint32Array>;
  const increment = (counts: Uint32Array, at: number): void => {
    counts[at] = (counts[at] as number) + 1;
  };
  return {
    reach: (cell: number, day: number): void => increment(reachedOn, cell * horizonDays + day),
    count: (standing: Standing, cell: number): void => increment(standings[standing], cell),
    row(group: WaitingGroup, of: readonly number[]): StarvationRow {
      const sumOf = (standing: Standing): number => of.reduce((sum, cell) => sum + (standings[standing][cell] as number), 0);
      const byDay = Float64Array.from({ length: horizonDays }, (_, day) =>
        of.reduce((sum, cell) => sum + (reachedOn[cell * horizonDays + day] as number), 0),
      );
      const reached = byDay.reduce((sum, count) => sum + count, 0);
      const later = sumOf('later');
      const never = { noRahyar: sumOf('noRahyar'), noContacts: sumOf('noContacts'), crowdedOut: sumOf('crowdedOut') };
      const waiting = reached + later + never.noRahyar + never.noContacts + never.crowdedOut;
      const last = byDay.findLastIndex((count) => count > 0) + 1;
      return {
        group,
        waiting,
        reached,
        later,
        never,
        doNotContact: sumOf('doNotContact'),
        ...(waiting === 0 ? {} : { median: turnAt(0.5, waiting, byDay, later), percentile90: turnAt(0.9, waiting, byDay, later) }),
        ...(last === 0 ? {} : { last }),
      };
    },
  };
}

/** The turn of the person at a part of all who wait, by nearest rank. */
function turnAt(part: number, waiting: number, byDay: Float64Array, later: number): TurnDay {
  let ahead = Math.ceil(part * waiting);
  for (let day = 0; day < byDay.length; day++) {
    ahead -= byDay[day] as number;
    if (ahead <= 0) return day + 1;
  }
  return ahead <= later ? 'later' : 'never';
}
