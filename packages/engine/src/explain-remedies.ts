import { type Basis, DEDICATED_BASES, DEFAULT_LANGUAGES, type DivisionCode, type Rahyar, type StaffId } from '@rahyar/domain';
import { nothingKnown } from './coverage.ts';
import { covers } from './covering.ts';
import { type AssignmentProblem, type Unavailability, unavailability } from './problem.ts';
import { type Profile, profileAt } from './profile.ts';
import { NO_PLACE } from './subject-columns.ts';
import { unsuitability } from './suitability.ts';

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
    remedies.push(isLack(only) ? { what: only, rahyar: id } : { what: 'return', rahyar: id, because: only });
  }
  return [...remedies, ...newRahyars(problem, subject)];
}

type Lack = 'channel' | 'language' | 'skill';
const LACK_OF = { noCommonChannel: 'channel', noCommonLanguage: 'language', lacksSkill: 'skill' } as const;
const isLack = (obstacle: Lack | Unavailability): obstacle is Lack => Object.values(LACK_OF).some((lack) => lack === obstacle);

/** Everything that keeps a rahyar from a subject whom they cover, found by supplying one thing after the other. */
function obstaclesOf(problem: AssignmentProblem, rahyar: Rahyar, profile: Profile): (Lack | Unavailability)[] {
  const unavailable = unavailability(rahyar, problem.on, problem.policy);
  const obstacles: (Lack | Unavailability)[] = unavailable === undefined ? [] : [unavailable];
  let supplied = rahyar;
  for (let lack = unsuitability(supplied, profile, problem.policy); lack !== undefined; ) {
    obstacles.push(LACK_OF[lack]);
    supplied = withSupplied(supplied, LACK_OF[lack], profile);
    lack = unsuitability(supplied, profile, problem.policy);
  }
  return obstacles;
}

/** The rahyar as if they had what a subject asks for. */
function withSupplied(rahyar: Rahyar, lack: Lack, profile: Profile): Rahyar {
  const { service } = rahyar;
  if (lack === 'channel') return { ...rahyar, service: { ...service, channels: [...service.channels, ...profile.channels] } };
  if (lack === 'skill') return { ...rahyar, service: { ...service, mastery: [...service.mastery, ...profile.needs] } };
  const asked = profile.languages.length === 0 ? DEFAULT_LANGUAGES : profile.languages;
  return { ...rahyar, service: { ...service, languages: [...(service.languages ?? DEFAULT_LANGUAGES), ...asked] } };
}

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
