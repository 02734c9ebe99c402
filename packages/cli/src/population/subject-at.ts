import {
  AffiliatedOrganizationId,
  type DivisionCode,
  type IsoDate,
  isoDateOf,
  type LastActivity,
  type OrganizationRelation,
  type Subject,
  type SubjectId,
  type SubjectKind,
  withinDivision,
} from '@rahyar/domain';
import { type AssignmentProblem, DO_NOT_CONTACT, NO_DAY, NO_PLACE, NOTHING_SAID, OPEN_OBLIGATION, SUBJECT_KINDS } from '@rahyar/engine';
import { PARAMETERS } from './parameters.ts';
import { hash32 } from './random.ts';
import { ID_PREFIXES } from './subject-ids.ts';
import { isUnderAge } from './under-age.ts';

/**
 * The generated subject at an index as an object, such as a service would give it: laid out as columns again, it gives the same row.
 * What the columns do not hold (the kind of activity, the guardian of someone under 18, the leader and the identifier of a core) is
 * worked out from the number in the id, the same each time.
 */
export function subjectAt(problem: AssignmentProblem, index: number): Subject {
  const { subjects } = problem;
  const kind = SUBJECT_KINDS[subjects.kind[index] as number] as SubjectKind;
  const facts = factsAt(problem, index);
  switch (kind) {
    case 'member':
      return { ...facts, ...membershipAt(problem, index), ...personhoodAt(problem, index) };
    case 'applicant':
      return { ...facts, subject: 'applicant', appliedOn: isoDateOf(subjects.waitingSince[index] as number) };
    case 'prospect':
      return { ...facts, subject: 'prospect' };
    case 'socialEntrepreneurshipCore':
      return { ...facts, ...leaderAt(problem, index), ...coreIdAt(problem, index), subject: 'socialEntrepreneurshipCore' };
    case 'socialTrustCore':
    case 'jihadiCore':
    case 'socialCooperationHub':
      return { ...facts, ...leaderAt(problem, index), subject: kind };
    case 'organizationBody':
      return { ...facts, subject: 'organizationBody', organization: bodyAt(problem, index) };
  }
}

/** The facts of every subject; what is not known is left out. */
function factsAt(problem: AssignmentProblem, index: number) {
  const { subjects, staff, linkSets, profiles } = problem;
  const home = placeAt(problem, subjects.home[index] as number);
  const work = placeAt(problem, subjects.work[index] as number);
  const lastContactOn = dayAt(subjects.contactedOn[index] as number);
  const relations = relationsAt(problem, index);
  const { needs, languages, channels } = profiles[subjects.profile[index] as number] ?? NOTHING_SAID;
  const socialLinks = (linkSets[subjects.linkSet[index] as number] ?? []).flatMap((link) => staff[link]?.id ?? []);
  return {
    id: subjects.ids.at(index) as SubjectId,
    ...(home === undefined ? {} : { home }),
    ...(work === undefined ? {} : { work }),
    ...(relations.length === 0 ? {} : { relations }),
    ...(socialLinks.length === 0 ? {} : { socialLinks }),
    ...(needs.length === 0 ? {} : { needs: [...needs] }),
    ...(languages.length === 0 ? {} : { languages: [...languages] }),
    ...(channels.length === 0 ? {} : { channels: [...channels] }),
    ...(hasFlag(problem, index, DO_NOT_CONTACT) ? { doNotContact: true } : {}),
    ...(lastContactOn === undefined ? {} : { lastContactOn }),
  };
}

const hasFlag = ({ subjects }: AssignmentProblem, index: number, flag: number): boolean => ((subjects.flags[index] as number) & flag) !== 0;

const placeAt = ({ places }: AssignmentProblem, place: number): DivisionCode | undefined =>
  place === NO_PLACE ? undefined : places[place];

const dayAt = (day: number): IsoDate | undefined => (day === NO_DAY ? undefined : isoDateOf(day));

const relationRowsAt = ({ subjects, relationSets }: AssignmentProblem, index: number) =>
  relationSets[subjects.relationSet[index] as number] ?? [];

const organizationId = ({ organizations }: AssignmentProblem, organization: number): AffiliatedOrganizationId =>
  AffiliatedOrganizationId.parse(organizations[organization]);

const relationsAt = (problem: AssignmentProblem, index: number): OrganizationRelation[] =>
  relationRowsAt(problem, index).flatMap(({ organization, relation }) =>
    relation === 'body' ? [] : [{ organization: organizationId(problem, organization), relation }],
  );

function bodyAt(problem: AssignmentProblem, index: number): AffiliatedOrganizationId {
  const body = relationRowsAt(problem, index).find(({ relation }) => relation === 'body');
  if (body === undefined) throw new Error('invariant: an organisation body has no organisation');
  return organizationId(problem, body.organization);
}

function membershipAt(
  problem: AssignmentProblem,
  index: number,
): { subject: 'member'; memberSince?: IsoDate; lastActivity?: LastActivity; openObligation?: boolean } {
  const { qualifying } = problem.policy.activity;
  const memberSince = dayAt(problem.subjects.waitingSince[index] as number);
  const activeOn = dayAt(problem.subjects.activeOn[index] as number);
  const activity = qualifying[hash32(numberAt(problem, index), SALTS.activity) % qualifying.length];
  return {
    subject: 'member',
    ...(memberSince === undefined ? {} : { memberSince }),
    ...(activeOn === undefined || activity === undefined ? {} : { lastActivity: { [activity]: activeOn } }),
    ...(hasFlag(problem, index, OPEN_OBLIGATION) ? { openObligation: true } : {}),
  };
}

function personhoodAt(problem: AssignmentProblem, index: number): { kind: 'legal' } | { kind: 'natural'; guardian?: SubjectId } {
  if (!problem.subjects.ids.at(index).startsWith(ID_PREFIXES.naturalPerson)) return { kind: 'legal' };
  const guardian = isUnderAge(numberAt(problem, index)) ? adultMemberNear(problem, index, SALTS.guardian) : undefined;
  return { kind: 'natural', ...(guardian === undefined ? {} : { guardian }) };
}

function leaderAt(problem: AssignmentProblem, index: number): { leader?: SubjectId } {
  const isKnown = hash32(numberAt(problem, index), SALTS.leaderKnown) < PARAMETERS.leaderKnownShare.value * 2 ** 32;
  const leader = isKnown ? adultMemberNear(problem, index, SALTS.leader) : undefined;
  return leader === undefined ? {} : { leader };
}

function coreIdAt(problem: AssignmentProblem, index: number): { coreId?: string } {
  const number = numberAt(problem, index);
  return hash32(number, SALTS.coreId) < PARAMETERS.coreIdIssuedShare.value * 2 ** 32 ? { coreId: `core-${number}` } : {};
}

/**
 * An adult natural member with a home in the same county, looked for from a place that hangs on the id; undefined when there is none.
 * Some hundreds of rows are looked at on average, all of them at worst.
 */
function adultMemberNear(problem: AssignmentProblem, index: number, salt: number): SubjectId | undefined {
  const { ids, kind, home } = problem.subjects;
  const place = placeAt(problem, home[index] as number);
  if (place === undefined) return undefined;
  const county = place.slice(0, COUNTY_DIGITS) as DivisionCode;
  const start = hash32(numberAt(problem, index), salt) % ids.count;
  for (let step = 0; step < ids.count; step++) {
    const candidate = (start + step) % ids.count;
    if (candidate === index || kind[candidate] !== MEMBER) continue;
    const there = placeAt(problem, home[candidate] as number);
    if (there === undefined || !withinDivision(there, county)) continue;
    const id = ids.at(candidate);
    if (id.startsWith(ID_PREFIXES.naturalPerson) && !isUnderAge(numberIn(id))) return id as SubjectId;
  }
  return undefined;
}

const numberAt = ({ subjects }: AssignmentProblem, index: number): number => numberIn(subjects.ids.at(index));
const numberIn = (id: string): number => Number(id.slice(1));

const COUNTY_DIGITS = 4;
const MEMBER = SUBJECT_KINDS.indexOf('member');
const SALTS = { activity: 1, guardian: 2, leader: 3, leaderKnown: 4, coreId: 5 } as const;
