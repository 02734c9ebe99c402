import {
  AffiliatedOrganizationId,
  CHANNELS,
  DEFAULT_LANGUAGES,
  type DedicatedBasis,
  DivisionCode,
  divisionLevel,
  KEY_PROCESSES,
  PRIORITY_TIERS,
  type PriorityTier,
  SUBJECT_CLASSES,
} from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { type CoverageTable, coverageBy, coverageByOrganization, coverageOf, homeAt } from './coverage-figures.ts';
import { type Standing, standingAt } from './explain-alternatives.ts';
import { type Chain, type Exchanges, exchangesOf, type Levels } from './explain-exchanges.ts';
import { FAR, optionCost } from './option-cost.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { type Profile, profileAt } from './profile.ts';
import { CLASS_OF_KIND, NO_PLACE, PINNED } from './subject-columns.ts';

/** What a new rahyar might be for: a province or county, where people live or work, or an organisation. */
export type SeatArea =
  | { readonly kind: 'province' | 'county'; readonly code: DivisionCode }
  | { readonly kind: 'organization'; readonly id: AffiliatedOrganizationId };

/** What one seat more would be worth that a new rahyar for the area had for one person. */
export type SeatValue = {
  readonly area: SeatArea;
  /** By how much it would better the objective, in the unit of the certificate's weights; exact; 0 where nobody gains. */
  readonly gain: number;
  /** Who would get a seat that has none, perhaps not this one but one that is left for it; `undefined` where nobody does. */
  readonly goesTo: Standing | undefined;
  /** How many fewer would be parted from yesterday's rahyar, and how many steps nearer to the policy's preferences it would be, in all. */
  readonly rejoined: number;
  readonly preference: number;
  /** Persons at home in the area, or related to the organisation, who have no dedicated rahyar. */
  readonly waiting: Readonly<Record<PriorityTier, number>>;
};

/** Who speaks Persian, has every channel and masters everything, so that an area is not judged by a rahyar's shortcomings. */
export const MODEL_SERVICE = { channels: [...CHANNELS], mastery: [...KEY_PROCESSES], languages: [...DEFAULT_LANGUAGES] };

/**
 * What one seat more would be worth in each province and county and for each organisation that the problem knows, the most first; among equals
 * the one where more are waiting, tier by tier, then by code. The certificate must prove the plan. One pass over groups of alike subjects.
 */
export function seatValues(problem: AssignmentProblem, plan: AssignmentPlan, certificate: Certificate): SeatValue[] {
  const exchanges = exchangesOf(problem, plan, certificate);
  const best = new Map<string, Taker>();
  for (const subject of exchanges.examples) {
    const { kind, flags } = problem.subjects;
    if (SUBJECT_CLASSES[CLASS_OF_KIND[kind[subject] as number] as number] !== 'person') continue;
    if (((flags[subject] as number) & PINNED) !== 0) continue;
    const before = exchanges.levelsAt(subject, exchanges.seatOf(subject));
    const parted = exchanges.levelsAt(subject, -1)?.parted ?? 0;
    if (before === undefined) continue;
    for (const [key, preference] of openAreas(problem, subject)) {
      const after = { out: undefined, parted, preference };
      const cost = exchanges.weigh(after) - exchanges.weigh(before) + exchanges.costOfFollowing(subject);
      if (cost < (best.get(key)?.cost ?? 0)) best.set(key, { subject, cost, before, after });
    }
  }
  return areasOf(problem, plan)
    .map(({ area, key, waiting }) => ({ area, ...worthAt(exchanges, best.get(key)), waiting }))
    .sort(byValue);
}

/** The order of {@link seatValues}. */
function byValue(a: SeatValue, b: SeatValue): number {
  const tier = PRIORITY_TIERS.find((each) => a.waiting[each] !== b.waiting[each]);
  const byWaiting = tier === undefined ? 0 : b.waiting[tier] - a.waiting[tier];
  return b.gain - a.gain || byWaiting || (codeOf(a.area) < codeOf(b.area) ? -1 : 1);
}

const codeOf = (area: SeatArea): string => (area.kind === 'organization' ? area.id : area.code);

/** The subject that would do most good in a new seat, and what it would cost the objective; below 0. */
type Taker = { readonly subject: number; readonly cost: number; readonly before: Levels; readonly after: Levels };

function worthAt(exchanges: Exchanges, taker: Taker | undefined): Pick<SeatValue, 'gain' | 'goesTo' | 'rejoined' | 'preference'> {
  if (taker === undefined) return { gain: 0, goesTo: undefined, rejoined: 0, preference: 0 };
  const moves: Pick<Chain['moves'][number], 'before' | 'after'>[] = [...exchanges.following(taker.subject).moves, taker];
  const out = moves.find(({ before }) => before.out !== undefined)?.before.out;
  return {
    gain: 0 - taker.cost,
    goesTo: out === undefined ? undefined : standingAt(out),
    rejoined: moves.reduce((sum, { before, after }) => sum + before.parted - after.parted, 0),
    preference: moves.reduce((sum, { before, after }) => sum + before.preference - after.preference, 0),
  };
}

const LEVELS = ['province', 'county', 'district', 'place'] as const;
const AREA_KINDS = ['province', 'county'] as const;
const organizationKey = (id: string): string => `organization ${id}`;

/** The areas whose new rahyar would be open to a subject, by key, and at what cost by preference; some come twice. */
function openAreas(problem: AssignmentProblem, subject: number): [string, number][] {
  const { subjects, places, organizations, relationSets, policy } = problem;
  const profile = profileAt(problem, subject);
  const language = speaksPersian(profile) ? 0 : 1;
  if (language === 1 && policy.language === 'required') return [];
  const cost = (basis: DedicatedBasis, closeness: number): number =>
    optionCost(policy, { basis: policy.primaryPreference.indexOf(basis), language, skill: 0, closeness });
  const at = (basis: 'residence' | 'work', index: number): [string, number][] => {
    const code = index === NO_PLACE ? undefined : places[index];
    if (code === undefined) return [];
    const level = LEVELS.indexOf(divisionLevel(code));
    return AREA_KINDS.flatMap((kind, steps): [string, number][] => {
      const area = homeAt(kind)(code);
      return area === undefined ? [] : [[area, cost(basis, Math.min(FAR, level - steps))]];
    });
  };
  const related = (relationSets[subjects.relationSet[subject] as number] ?? []).flatMap((row) => organizations[row.organization] ?? []);
  return [
    ...at('residence', subjects.home[subject] as number),
    ...at('work', subjects.work[subject] as number),
    ...related.map((id): [string, number] => [organizationKey(id), cost('organization', FAR)]),
  ];
}

const speaksPersian = ({ languages }: Profile): boolean =>
  languages.length === 0 || DEFAULT_LANGUAGES.some((language) => languages.includes(language));

function areasOf(problem: AssignmentProblem, plan: AssignmentPlan): { area: SeatArea; key: string; waiting: SeatValue['waiting'] }[] {
  const counted = coverageOf(problem, plan);
  const divisions = AREA_KINDS.flatMap((kind) => {
    const tables = coverageBy(counted, homeAt(kind));
    const codes = new Set(problem.places.flatMap((place) => homeAt(kind)(place) ?? []));
    return [...codes].map((key) => ({ area: { kind, code: DivisionCode.parse(key) }, key, waiting: waitingIn(tables.get(key)) }));
  });
  const organizations = [...coverageByOrganization(counted)].map(([id, table]) => ({
    area: { kind: 'organization' as const, id: AffiliatedOrganizationId.parse(id) },
    key: organizationKey(id),
    waiting: waitingIn(table),
  }));
  return [...divisions, ...organizations];
}

const waitingIn = (table: CoverageTable | undefined): SeatValue['waiting'] =>
  Object.fromEntries(PRIORITY_TIERS.map((tier) => [tier, table === undefined ? 0 : table[tier].onlineOnly + table[tier].nobody])) as Record<
    PriorityTier,
    number
  >;
