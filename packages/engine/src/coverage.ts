import {
  CHANNELS,
  DEFAULT_LANGUAGES,
  type DedicatedBasis,
  type DivisionCode,
  KEY_PROCESSES,
  LANGUAGES,
  parentDivision,
  type Rahyar,
  type RahyariPolicy,
  type ServiceArea,
} from '@rahyar/domain';
import { FAR, preferenceWeights, SKILL_MOST } from './option-cost.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';
import type { Profile } from './profile.ts';
import { createInterner, NO_PLACE, PINNED, type SubjectColumns, VETOED } from './subject-columns.ts';

/** Rahyars with whom somebody may have a seat on a basis, ascending, and what each costs beside the share of the basis. */
export type Options = { readonly rahyars: Int32Array; readonly costs: Uint16Array };

/**
 * Which rahyars may be given a subject, looked up instead of searched for. Subjects whom the same rahyars cover equally closely on a basis
 * share a *group*; group 0 is empty. Equal options of one group are one object.
 */
export type CoverageIndex = {
  readonly groupOf: Readonly<Record<DedicatedBasis, (index: number) => number>>;
  /** The available rahyars of a group, ascending, whether they suit or not. */
  candidatesOf(group: number): Int32Array;
  /** Whether somebody of a group is not available on the day. */
  isBlocked(group: number): boolean;
  /** Those of a group who suit a profile. */
  optionsOf(group: number, profile: number): Options;
  /** Those who may accompany a subject on a basis: the available and suitable without the vetoed. */
  companionsOn(index: number, basis: DedicatedBasis): Options;
  /** Those with whom it may have its seat on a basis: the same, or the rahyar that a person has pinned it to. */
  optionsOn(index: number, basis: DedicatedBasis): Options;
  /** The available online rahyars who suit a profile, ascending; the same object for profiles that state the same channels. */
  onlineOf(profile: number): Int32Array;
};

type Group = { readonly available: Int32Array; readonly closeness: Uint8Array; readonly blocked: boolean };
/** Somebody who covers, and how closely. */
type Coverer = { readonly index: number; readonly closeness: number };

export function coverageOf(problem: AssignmentProblem): CoverageIndex {
  const { rahyars, places, linkSets, subjects, directives } = problem;
  const isAvailable = rahyars.map((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined);
  const groups = createInterner<Group>((group) => `${group.available.join()}|${group.closeness.join()}|${group.blocked}`);
  const groupOfCoverers = (covering: readonly Coverer[]): number => {
    const available = covering.filter(({ index }) => isAvailable[index]).sort((a, b) => a.index - b.index);
    return groups.indexOf({
      available: Int32Array.from(available, ({ index }) => index),
      closeness: Uint8Array.from(available, ({ closeness }) => closeness),
      blocked: available.length < covering.length,
    });
  };
  groupOfCoverers([]);

  const byDivision = byDivisionOf(
    rahyars.flatMap((rahyar, index) => (rahyar?.kind === 'area' ? [{ index, area: rahyar.jurisdiction }] : [])),
  );
  const placeGroups = Uint32Array.from(places, (place) => groupOfCoverers(coveringPlace(byDivision, place)));
  const groupAt = (place: number): number => (place === NO_PLACE ? 0 : (placeGroups[place] as number));
  const linkGroups = Uint32Array.from(linkSets, (links) =>
    groupOfCoverers(links.flatMap((index) => (rahyars[index]?.kind === 'social' ? [{ index, closeness: 0 }] : []))),
  );
  const organizationGroup = organizationGroups(problem, groupOfCoverers);
  const groupOf: CoverageIndex['groupOf'] = {
    organization: (index) =>
      organizationGroup(subjects.relationSet[index] as number, subjects.home[index] as number, subjects.work[index] as number),
    residence: (index) => groupAt(subjects.home[index] as number),
    work: (index) => groupAt(subjects.work[index] as number),
    link: (index) => linkGroups[subjects.linkSet[index] as number] as number,
  };

  const optionsOf = createOptions(problem, groups.values);
  const companionsOn = (index: number, basis: DedicatedBasis): Options => {
    const options = optionsOf(groupOf[basis](index), subjects.profile[index] as number);
    if (((subjects.flags[index] as number) & VETOED) === 0) return options;
    const vetoes = directives.get(index)?.vetoes ?? [];
    return options.rahyars.some((rahyar) => vetoes.includes(rahyar)) ? only(options, (rahyar) => !vetoes.includes(rahyar)) : options;
  };
  return {
    groupOf,
    candidatesOf: (group) => (groups.values[group] as Group).available,
    isBlocked: (group) => (groups.values[group] as Group).blocked,
    optionsOf,
    companionsOn,
    optionsOn: (index, basis) => {
      const options = companionsOn(index, basis);
      if (((subjects.flags[index] as number) & PINNED) === 0) return options;
      const pin = directives.get(index)?.pin;
      return only(options, (rahyar) => rahyar === pin);
    },
    onlineOf: createOnlineIndex(problem, isAvailable),
  };
}

const NO_OPTIONS: Options = { rahyars: new Int32Array(0), costs: new Uint16Array(0) };

function only({ rahyars, costs }: Options, isKept: (rahyar: number) => boolean): Options {
  const kept = Array.from(rahyars.keys()).filter((position) => isKept(rahyars[position] as number));
  if (kept.length === 0) return NO_OPTIONS;
  return {
    rahyars: Int32Array.from(kept, (position) => rahyars[position] as number),
    costs: Uint16Array.from(kept, (position) => costs[position] as number),
  };
}

/** Works out the options of each group and profile once; profiles that make no difference to a group share one object. */
function createOptions({ rahyars, profiles, policy }: AssignmentProblem, groups: readonly Group[]): CoverageIndex['optionsOf'] {
  const abilities: Abilities[] = [];
  /** Most of a large community comes into question for none of the groups. */
  const abilitiesAt = (index: number): Abilities => {
    const rahyar = rahyars[index];
    const found = abilities[index] ?? (rahyar === undefined ? UNABLE : abilitiesOf(rahyar));
    abilities[index] = found;
    return found;
  };
  const demands = profiles.map(demandsOf);
  const price = createPrice(policy);
  const variants: Options[][] = [];
  const known: Options[][] = [];
  const workOut = (group: number, profile: number): Options => {
    const { available, closeness } = groups[group] as Group;
    const kept: number[] = [];
    const costs: number[] = [];
    for (let position = 0; position < available.length; position++) {
      const rahyar = available[position] as number;
      const cost = price(abilitiesAt(rahyar), demands[profile] as Abilities, closeness[position] as number);
      if (cost === UNSUITABLE) continue;
      kept.push(rahyar);
      costs.push(cost);
    }
    if (kept.length === 0) return NO_OPTIONS;
    const ofGroup = rowAt(variants, group);
    const alike = ofGroup.find((variant) => isSame(variant.rahyars, kept) && isSame(variant.costs, costs));
    const options = alike ?? { rahyars: Int32Array.from(kept), costs: Uint16Array.from(costs) };
    if (alike === undefined) ofGroup.push(options);
    return options;
  };
  return (group, profile) => {
    const ofGroup = rowAt(known, group);
    const found = ofGroup[profile];
    if (found !== undefined) return found;
    const options = workOut(group, profile);
    ofGroup[profile] = options;
    return options;
  };
}

function rowAt<T>(rows: T[][], index: number): T[] {
  const found = rows[index];
  if (found !== undefined) return found;
  const row: T[] = [];
  rows[index] = row;
  return row;
}

const isSame = (column: ArrayLike<number>, list: readonly number[]): boolean =>
  column.length === list.length && list.every((value, position) => column[position] === value);

/** Vocabularies as bits: what a rahyar has, or what a subject asks for. */
type Abilities = { readonly languages: number; readonly processes: number; readonly channels: number };
const UNABLE: Abilities = { languages: 0, processes: 0, channels: 0 };

const bitsOf = <T>(vocabulary: readonly T[], words: readonly T[]): number =>
  vocabulary.reduce((bits, word, position) => (words.includes(word) ? bits | (1 << position) : bits), 0);
const abilitiesOf = ({ service }: Rahyar): Abilities => ({
  languages: spokenBits(service.languages ?? []),
  processes: bitsOf(KEY_PROCESSES, service.mastery),
  channels: bitsOf(CHANNELS, service.channels),
});
const demandsOf = ({ needs, languages, channels }: Profile): Abilities => ({
  languages: spokenBits(languages),
  processes: bitsOf(KEY_PROCESSES, needs),
  channels: bitsOf(CHANNELS, channels),
});
const spokenBits = (languages: Profile['languages']): number => bitsOf(LANGUAGES, languages.length === 0 ? DEFAULT_LANGUAGES : languages);

const UNSUITABLE = -1;

/** The cost of a rahyar beside the share of the basis, or UNSUITABLE. */
function createPrice(policy: RahyariPolicy): (has: Abilities, asks: Abilities, closeness: number) => number {
  const weights = preferenceWeights(policy);
  const isLanguageRequired = policy.language === 'required';
  const isSkillRequired = policy.skill === 'required';
  return (has, asks, closeness) => {
    if (asks.channels !== 0 && (asks.channels & has.channels) === 0) return UNSUITABLE;
    const foreign = (asks.languages & has.languages) === 0 ? 1 : 0;
    const lacking = bitCount(asks.processes & ~has.processes);
    if ((isLanguageRequired && foreign > 0) || (isSkillRequired && lacking > 0)) return UNSUITABLE;
    return weights.language * foreign + weights.skill * Math.min(lacking, SKILL_MOST) + weights.closeness * closeness;
  };
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

function createOnlineIndex({ rahyars, profiles }: AssignmentProblem, isAvailable: readonly boolean[]): CoverageIndex['onlineOf'] {
  const online = rahyars.flatMap((rahyar, index) =>
    rahyar?.kind === 'online' && isAvailable[index] ? [{ index, channels: bitsOf(CHANNELS, rahyar.service.channels) }] : [],
  );
  const byChannels = new Map<number, Int32Array>();
  const byProfile = profiles.map(({ channels }) => {
    const asked = bitsOf(CHANNELS, channels);
    const known = byChannels.get(asked);
    if (known !== undefined) return known;
    const suitable = Int32Array.from(online.flatMap((row) => (asked === 0 || (asked & row.channels) !== 0 ? [row.index] : [])));
    byChannels.set(asked, suitable);
    return suitable;
  });
  return (profile) => byProfile[profile] as Int32Array;
}

/** Whether nothing is known by which a rahyar could cover the subject. */
export const nothingKnown = (subjects: SubjectColumns, index: number): boolean =>
  subjects.home[index] === NO_PLACE &&
  subjects.work[index] === NO_PLACE &&
  subjects.relationSet[index] === 0 &&
  subjects.linkSet[index] === 0;

/** Rahyars by each division that their area names, in the order given. */
function byDivisionOf(
  rows: readonly { readonly index: number; readonly area: ServiceArea }[],
): ReadonlyMap<DivisionCode, readonly number[]> {
  const byDivision = new Map<DivisionCode, number[]>();
  for (const { index, area } of rows) {
    for (const code of new Set(area)) {
      const known = byDivision.get(code);
      if (known === undefined) byDivision.set(code, [index]);
      else known.push(index);
    }
  }
  return byDivision;
}

/** The rahyars whose area names the place or a division above it, each once and as closely as it covers. */
function coveringPlace(byDivision: ReadonlyMap<DivisionCode, readonly number[]>, place: DivisionCode): Coverer[] {
  const covering = new Map<number, number>();
  let closeness = 0;
  for (let code: DivisionCode | undefined = place; code !== undefined; code = parentDivision(code)) {
    for (const index of byDivision.get(code) ?? []) if (!covering.has(index)) covering.set(index, closeness);
    closeness++;
  }
  return Array.from(covering, ([index, near]) => ({ index, closeness: near }));
}

/**
 * Organisation rahyars by set of relations; those narrowed to an area also by home and work. The many pairs of home and work fall together
 * into few pairs of lists, and each of those is worked out once.
 */
function organizationGroups(problem: AssignmentProblem, groupOfCoverers: (covering: readonly Coverer[]) => number) {
  const lists = createInterner<readonly Coverer[]>((list) => list.map(({ index, closeness }) => `${index}:${closeness}`).join(), [[]]);
  const all = problem.rahyars.flatMap((rahyar, index) =>
    rahyar?.kind === 'organization' ? [{ index, organizations: rahyar.organizations, within: rahyar.within }] : [],
  );
  const bySet = problem.relationSets.map((set) => {
    const related = new Set(set.map((row) => problem.organizations[row.organization]));
    const serving = all.filter(({ organizations }) => organizations.some((id) => related.has(id)));
    const everywhere = serving.flatMap((row) => (row.within === undefined ? [{ index: row.index, closeness: FAR }] : []));
    const narrowed = byDivisionOf(serving.flatMap(({ index, within }) => (within === undefined ? [] : [{ index, area: within }])));
    return {
      everywhere: lists.indexOf(everywhere),
      narrowed,
      group: groupOfCoverers(everywhere),
      at: new Int32Array(problem.places.length).fill(-1),
      groupOfLists: new Map<number, number>(),
    };
  });
  type Serving = (typeof bySet)[number];

  const listAt = (serving: Serving, place: number): number => {
    if (place === NO_PLACE) return NO_COVERERS;
    const known = serving.at[place] as number;
    if (known !== -1) return known;
    const list = lists.indexOf(coveringPlace(serving.narrowed, problem.places[place] as DivisionCode));
    serving.at[place] = list;
    return list;
  };

  const combined = (serving: Serving, home: number, work: number): number => {
    const key = home * MOST_LISTS + work;
    const known = serving.groupOfLists.get(key);
    if (known !== undefined) return known;
    const closest = new Map<number, Coverer>();
    for (const row of [serving.everywhere, home, work].flatMap((list) => lists.values[list] ?? [])) {
      if (row.closeness < (closest.get(row.index)?.closeness ?? FAR + 1)) closest.set(row.index, row);
    }
    const group = groupOfCoverers([...closest.values()]);
    serving.groupOfLists.set(key, group);
    return group;
  };

  return (set: number, home: number, work: number): number => {
    const serving = bySet[set];
    if (serving === undefined || serving.narrowed.size === 0) return serving?.group ?? 0;
    return combined(serving, listAt(serving, home), listAt(serving, work));
  };
}

const NO_COVERERS = 0;
/** More lists than memory holds; two numbers below it are exact as one. */
const MOST_LISTS = 2 ** 26;
