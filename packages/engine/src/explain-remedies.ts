import {
  type Basis,
  CHANNELS,
  DEDICATED_BASES,
  type DivisionCode,
  KEY_PROCESSES,
  LANGUAGES,
  type Rahyar,
  type RahyarService,
  type StaffId,
} from '@rahyar/domain';
import { nothingKnown } from './coverage.ts';
import { covers } from './covering.ts';
import { type AssignmentProblem, type Unavailability, unavailability } from './problem.ts';
import { type Profile, profileAt } from './profile.ts';
import { NO_PLACE } from './subject-columns.ts';
import { type Unsuitability, unsuitability } from './suitability.ts';

/**
 * One change, by itself enough, after which a seat would be open to a subject, whether free or not. `knowTie`: that a home, workplace,
 * organisation or link is recorded. `newRahyar`: one for the place or organisation. The others name a rahyar who covers the subject: `return`
 * (and until then `because`), `liftVeto`, or has what it takes but for one thing: `channel`, `language`, `skill`.
 */
export type Remedy =
  | { readonly what: 'knowTie' }
  | { readonly what: 'newRahyar'; readonly basis: Basis; readonly place?: DivisionCode; readonly organization?: string }
  | { readonly what: 'return'; readonly rahyar: StaffId; readonly because: Unavailability }
  | { readonly what: 'liftVeto' | 'channel' | 'language' | 'skill'; readonly rahyar: StaffId };

/** What would open a seat to a subject; nothing for a subject to whom one is open already. */
export function remediesFor(problem: AssignmentProblem, subject: number): Remedy[] {
  if (nothingKnown(problem.subjects, subject)) return [{ what: 'knowTie' }];
  const covering = problem.staff.flatMap(({ id }, staff) => {
    const rahyar = problem.rahyars[staff];
    return rahyar !== undefined && DEDICATED_BASES.some((basis) => covers(problem, staff, subject, basis)) ? [{ id, staff, rahyar }] : [];
  });
  const profile = profileAt(problem, subject);
  const remedies: Remedy[] = [];
  for (const { id, staff, rahyar } of covering) {
    const obstacles = obstaclesOf(problem, rahyar, profile);
    const isVetoed = problem.directives.get(subject)?.vetoes.includes(staff) ?? false;
    if (obstacles.length === 0 && !isVetoed) return [];
    const [only] = obstacles;
    if (isVetoed && only === undefined) remedies.push({ what: 'liftVeto', rahyar: id });
    if (isVetoed || only === undefined || obstacles.length > 1) continue;
    remedies.push(isLack(only) ? { what: LACK_OF[only], rahyar: id } : { what: 'return', rahyar: id, because: only });
  }
  return [...remedies, ...newRahyars(problem, subject)];
}

type Obstacle = Unavailability | Unsuitability;
type Lack = 'channel' | 'language' | 'skill';
const LACK_OF: Readonly<Record<Unsuitability, Lack>> = { noCommonChannel: 'channel', noCommonLanguage: 'language', lacksSkill: 'skill' };
const isLack = (obstacle: Obstacle): obstacle is Unsuitability => obstacle in LACK_OF;

/** Everything that keeps a rahyar from a subject whom they cover, found by clearing one thing after the other out of the way. */
function obstaclesOf(problem: AssignmentProblem, rahyar: Rahyar, profile: Profile): Obstacle[] {
  const obstacles: Obstacle[] = [];
  const next = (cleared: Rahyar): Obstacle | undefined =>
    unavailability(cleared, problem.on, problem.policy) ?? unsuitability(cleared, profile, problem.policy);
  let cleared = rahyar;
  for (let obstacle = next(cleared); obstacle !== undefined; obstacle = next(cleared)) {
    obstacles.push(obstacle);
    cleared = { ...cleared, service: { ...cleared.service, ...CLEARED[obstacle] } };
  }
  return obstacles;
}

/** What a rahyar would have whom an obstacle no more keeps from anybody. */
const CLEARED = {
  onLeave: { leave: [] },
  noChannel: { channels: [...CHANNELS] },
  mastersTooLittle: { mastery: [...KEY_PROCESSES] },
  noCommonChannel: { channels: [...CHANNELS] },
  noCommonLanguage: { languages: [...LANGUAGES] },
  lacksSkill: { mastery: [...KEY_PROCESSES] },
} as const satisfies Record<Obstacle, Partial<RahyarService>>;

function newRahyars({ subjects, places, organizations, relationSets }: AssignmentProblem, subject: number): Remedy[] {
  const at = (basis: 'residence' | 'work', place: number): Remedy[] => {
    const code = place === NO_PLACE ? undefined : places[place];
    return code === undefined ? [] : [{ what: 'newRahyar', basis, place: code }];
  };
  const home = subjects.home[subject] as number;
  const work = subjects.work[subject] as number;
  const related = [...new Set((relationSets[subjects.relationSet[subject] as number] ?? []).map((row) => row.organization))];
  return [
    ...at('residence', home),
    ...(work === home ? [] : at('work', work)),
    ...related.flatMap((row): Remedy[] => {
      const organization = organizations[row];
      return organization === undefined ? [] : [{ what: 'newRahyar', basis: 'organization', organization }];
    }),
  ];
}
