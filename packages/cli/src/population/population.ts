import {
  epochDayOf,
  type IsoDate,
  NO_DIRECTIVES,
  RAHYAR_KINDS,
  type RahyariPolicy,
  type RahyarKind,
  type SubjectKind,
} from '@rahyar/domain';
import {
  type AssignmentProblem,
  allocateColumns,
  createInterner,
  DO_NOT_CONTACT,
  type Memory,
  NO_PLACE,
  OPEN_OBLIGATION,
  type Roster,
  rosterOf,
  SUBJECT_KINDS,
  type SubjectColumns,
  withDirectives,
} from '@rahyar/engine';
import { COLLECTIVE_DENSITIES } from './caseloads.ts';
import { communityIn } from './community.ts';
import { PARAMETERS } from './parameters.ts';
import { stateProfiles } from './profiles.ts';
import { createRandom, type Random } from './random.ts';
import { type RelationSets, relationSets } from './relation-sets.ts';
import { type Settlements, settlementsOfCensus } from './settlements.ts';
import { STREAMS } from './streams.ts';
import { ID_PREFIXES, rangedIds } from './subject-ids.ts';
import { isUnderAge } from './under-age.ts';

export type PopulationInput = {
  /** Members, applicants and people who have not applied, together. Cores, hubs and organisation bodies come in addition. */
  readonly people: number;
  /** 0 to 2^32 - 1. The same seed gives the same bytes on every machine. */
  readonly seed: number;
  readonly on: IsoDate;
  readonly policy: RahyariPolicy;
  readonly onProgress?: (done: number, total: number) => void;
  /** Where the columns lie; in memory of their own without it. */
  readonly memory?: Memory;
};

export type PopulationCounts = {
  readonly subjects: Readonly<Record<SubjectKind, number>>;
  readonly staff: number;
  readonly rahyars: Readonly<Record<RahyarKind, number>>;
};

export type GeneratedPopulation = { readonly problem: AssignmentProblem; readonly roster: Roster; readonly counts: PopulationCounts };

/**
 * A population in proportion to the census, and the rahyar community that serves it, as a problem for the engine: nobody has had a
 * rahyar before. Subjects go straight into columns, about 42 bytes each; nothing else grows with the people. The world does not depend
 * on the policy, which only the engine reads.
 */
export function generatePopulation({ people, seed, on, policy, onProgress, memory }: PopulationInput): GeneratedPopulation {
  const settlements = settlementsOfCensus();
  const relations = relationSets();
  const roster = rosterOf(communityIn(settlements, { people, seed, on }));
  const collectives = COLLECTIVE_DENSITIES.map(({ kind, perThousand }) => ({ kind, count: Math.round((people * perThousand) / 1_000) }));
  const bodies = bodySeats(settlements, relations);
  const legalPersons = Math.round(people * PARAMETERS.legalMemberShare.value);
  const ids = rangedIds([
    { prefix: ID_PREFIXES.body, count: bodies.length },
    { prefix: ID_PREFIXES.collective, count: collectives.reduce((sum, { count }) => sum + count, 0) },
    { prefix: ID_PREFIXES.legalPerson, count: legalPersons },
    { prefix: ID_PREFIXES.naturalPerson, count: people - legalPersons },
  ]);
  const subjects = allocateColumns(ids, memory);

  bodies.forEach(({ home, relationSet }, index) => {
    subjects.kind[index] = KIND.organizationBody;
    subjects.home[index] = home;
    subjects.relationSet[index] = relationSet;
  });
  const firstLegal = ids.count - people;
  fillCollectives(subjects, bodies.length, collectives, settlements, createRandom(seed, STREAMS.collectives));
  const fill = personFiller(subjects, settlements, relations, epochDayOf(on), createRandom(seed, STREAMS.people));
  for (let index = firstLegal; index < ids.count; index++) {
    fill(index, index - firstLegal - legalPersons);
    if ((index & PROGRESS_MASK) === 0) onProgress?.(index - firstLegal, people);
  }
  onProgress?.(people, people);
  const first = { firstCollective: bodies.length, firstLegal, firstNatural: firstLegal + legalPersons };
  const links = linkSocialRahyars(subjects, roster, first, createRandom(seed, STREAMS.links));
  const profiles = stateProfiles(subjects, settlements, first, createRandom(seed, STREAMS.profiles));

  const { staff, rahyars } = roster;
  const { organizations, sets } = relations;
  const { places } = settlements;
  const undirected = {
    on,
    policy,
    staff,
    rahyars,
    places,
    organizations,
    relationSets: sets,
    linkSets: links,
    profiles,
    subjects,
  };
  const { problem } = withDirectives(undirected, NO_DIRECTIVES);
  return { problem, roster, counts: countsOf(subjects, roster) };
}

const PROGRESS_MASK = 0xffff;

const KIND = Object.fromEntries(SUBJECT_KINDS.map((kind, index) => [kind, index])) as Readonly<Record<SubjectKind, number>>;

/** Each affiliated organisation has its head office in the largest county, and a branch in the largest county of every province. */
function bodySeats({ counties }: Settlements, { bodySets }: RelationSets): { home: number; relationSet: number }[] {
  const largest = new Map<string, (typeof counties)[number]>();
  for (const county of counties) {
    for (const area of ['', county.code.slice(0, 2)]) {
      if (county.people > (largest.get(area)?.people ?? 0)) largest.set(area, county);
    }
  }
  const seats = [...largest.keys()].sort().map((area) => largest.get(area)?.places[0] as number);
  return bodySets.flatMap((relationSet) => seats.map((home) => ({ home, relationSet })));
}

function fillCollectives(
  subjects: SubjectColumns,
  first: number,
  collectives: readonly { kind: SubjectKind; count: number }[],
  settlements: Settlements,
  random: Random,
): void {
  let index = first;
  for (const { kind, count } of collectives) {
    subjects.kind.fill(KIND[kind], index, index + count);
    for (const end = index + count; index < end; index++) subjects.home[index] = settlements.drawHome(random);
  }
}

/** Fills in one person after the other. `rank` is the number in the id of a natural person, and negative for a legal one. */
function personFiller(
  subjects: SubjectColumns,
  settlements: Settlements,
  relations: RelationSets,
  today: number,
  random: Random,
): (index: number, rank: number) => void {
  const { draw: drawRelationSet, hasEmployer } = relations;
  const unknownHome = PARAMETERS.unknownHomeShare.value;
  const workKnown = PARAMETERS.workKnownShare.value;
  const commuters = PARAMETERS.commuterShare.value;
  const applicants = PARAMETERS.applicantShare.value;
  const applicantsAndProspects = applicants + PARAMETERS.prospectShare.value;
  const recentlyActive = PARAMETERS.recentActivityShare.value;
  const recentDays = PARAMETERS.recentActivityDays.value;
  const pastDays = PARAMETERS.pastActivityDaysMost.value;
  const membershipDays = PARAMETERS.membershipDaysMost.value;
  const neverActive = PARAMETERS.neverActiveShare.value;
  const obliged = PARAMETERS.openObligationShare.value;
  const contacted = PARAMETERS.contactedShare.value;
  const prospectContacted = PARAMETERS.prospectContactedShare.value;
  const contactDays = PARAMETERS.contactDaysMost.value;
  const applicationDays = PARAMETERS.applicationDaysMost.value;
  const doNotContact = PARAMETERS.doNotContactShare.value;

  const fillWork = (index: number, home: number, isEmployed: boolean): void => {
    if (!isEmployed && !random.chance(workKnown)) return;
    subjects.work[index] = random.chance(commuters) ? settlements.drawWorkElsewhere(random, home) : home;
  };
  /** Nobody was active or contacted before joining. */
  const fillMembership = (index: number): void => {
    const joinedAgo = random.below(membershipDays);
    subjects.kind[index] = KIND.member;
    subjects.waitingSince[index] = today - joinedAgo;
    if (random.chance(recentlyActive)) subjects.activeOn[index] = today - mostlyShort(random, Math.min(joinedAgo + 1, recentDays));
    else if (joinedAgo >= recentDays && !random.chance(neverActive))
      subjects.activeOn[index] = today - recentDays - mostlyShort(random, Math.min(joinedAgo + 1, pastDays) - recentDays);
    if (random.chance(contacted)) subjects.contactedOn[index] = today - random.below(Math.min(joinedAgo + 1, contactDays));
    if (random.chance(obliged)) subjects.flags[index] = OPEN_OBLIGATION;
  };
  const fillStanding = (index: number): void => {
    const draw = random.uniform();
    if (draw >= applicantsAndProspects) {
      fillMembership(index);
    } else if (draw < applicants) {
      subjects.kind[index] = KIND.applicant;
      subjects.waitingSince[index] = today - random.below(applicationDays);
    } else {
      subjects.kind[index] = KIND.prospect;
      if (random.chance(prospectContacted)) subjects.contactedOn[index] = today - random.below(contactDays);
    }
  };

  return (index, rank) => {
    const isNatural = rank >= 0;
    if (isNatural) fillStanding(index);
    else fillMembership(index);
    if (random.chance(doNotContact)) subjects.flags[index] = (subjects.flags[index] as number) | DO_NOT_CONTACT;

    const home = random.chance(unknownHome) ? NO_PLACE : settlements.drawHome(random);
    subjects.home[index] = home;
    if (!isNatural) return;
    const isAdult = !isUnderAge(rank);
    const relationSet = drawRelationSet(random);
    const isEmployed = hasEmployer[relationSet] as boolean;
    if (isAdult || !isEmployed) subjects.relationSet[index] = relationSet;
    if (isAdult && home !== NO_PLACE) fillWork(index, home, isEmployed);
  };
}

/** From 0 to `days` - 1; the shorter, the likelier. */
const mostlyShort = (random: Random, days: number): number => {
  const draw = random.uniform();
  return Math.floor(draw * draw * days);
};

/** Writes the links that subjects have accepted with social rahyars (L81), and returns the sets of links, the empty one first. */
function linkSocialRahyars(
  subjects: SubjectColumns,
  { rahyars }: Roster,
  first: { readonly firstCollective: number; readonly firstLegal: number; readonly firstNatural: number },
  random: Random,
): readonly (readonly number[])[] {
  const sets = createInterner<readonly number[]>((set) => set.join());
  sets.indexOf([]);
  const { firstCollective, firstLegal, firstNatural } = first;
  const link = (index: number, rahyar: number): void => {
    const set = sets.values[subjects.linkSet[index] as number] as readonly number[];
    if (set.includes(rahyar) || set.length >= PARAMETERS.linksPerSubjectMost.value) return;
    subjects.linkSet[index] = sets.indexOf([...set, rahyar].sort((a, b) => a - b));
  };
  rahyars.forEach((rahyar, staff) => {
    if (rahyar?.kind !== 'social') return;
    const links = random.below(rahyar.service.caseload.person + 1);
    for (let count = 0; count < links; count++) {
      const index = firstNatural + random.below(subjects.ids.count - firstNatural);
      if (subjects.kind[index] === KIND.member) link(index, staff);
    }
    if (firstLegal > firstCollective && random.chance(PARAMETERS.collectiveLinkShare.value))
      link(firstCollective + random.below(firstLegal - firstCollective), staff);
  });
  return sets.values;
}

function countsOf({ kind }: SubjectColumns, { staff, rahyars }: Roster): PopulationCounts {
  const perKind = new Uint32Array(SUBJECT_KINDS.length);
  for (let index = 0; index < kind.length; index++) perKind[kind[index] as number] = (perKind[kind[index] as number] as number) + 1;
  const subjects = Object.fromEntries(SUBJECT_KINDS.map((name, index) => [name, perKind[index]])) as Record<SubjectKind, number>;
  const ofKind = (name: RahyarKind): number => rahyars.filter((rahyar) => rahyar?.kind === name).length;
  const perRahyarKind = Object.fromEntries(RAHYAR_KINDS.map((name) => [name, ofKind(name)])) as Record<RahyarKind, number>;
  return { subjects, staff: staff.length, rahyars: perRahyarKind };
}
