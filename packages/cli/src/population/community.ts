import {
  AFFILIATED_ORGANIZATIONS,
  type Channel,
  type Employer,
  epochDayOf,
  type IsoDate,
  isoDateOf,
  KEY_PROCESSES,
  type KeyProcess,
  LANGUAGES,
  type Language,
  type LeavePeriod,
  PORTFOLIO_SUBJECTS,
  type Post,
  RAHYARI_ORGANIZATIONS,
  type RahyarQualification,
  type RahyarService,
  rahyarKindOfPost,
  type SecretaryPortfolio,
  type ServiceArea,
  StaffId,
  type StaffMember,
} from '@rahyar/domain';
import { provinces } from '@rahyar/geo';
import { createAliasTable } from './alias-table.ts';
import { type Caseloads, caseloadsFor } from './caseloads.ts';
import { drawJurisdictions } from './jurisdictions.ts';
import { PARAMETERS } from './parameters.ts';
import { languagesAtHome } from './profiles.ts';
import { createRandom, type Random } from './random.ts';
import { relationSets } from './relation-sets.ts';
import { type Settlements, settlementsOfCensus } from './settlements.ts';
import { STREAMS } from './streams.ts';

/**
 * The rahyar community for a population of so many people: the secretariat with its secretaries, assistants, support officers and
 * rahyars (L52-L59), and the specialists of the rahyari organisations (L50), some of whom are social rahyars (L81).
 * The posts are alike for every population; caseloads grow with `people`. The same seed (0 to 2^32 - 1) gives the same staff.
 */
export function generateCommunity({ people, seed, on }: { people: number; seed: number; on: IsoDate }): StaffMember[] {
  return communityIn(settlementsOfCensus(), { people, seed, on });
}

/** The same, for settlements already at hand. */
export function communityIn(settlements: Settlements, { people, seed, on }: { people: number; seed: number; on: IsoDate }): StaffMember[] {
  const places = createRandom(seed, STREAMS.jurisdictions);
  const facts = createRandom(seed, STREAMS.staff);
  const speech = createRandom(seed, STREAMS.languages);
  const caseloads = caseloadsFor(people);
  const today = epochDayOf(on);
  return postsIn(places, settlements).map(({ post, employer }, index) => {
    const qualification = drawQualification(facts, post);
    const serves = rahyarKindOfPost(post) !== undefined && qualification.motivation && qualification.interest && qualification.skill;
    const common = { id: staffId(index), employer, post, qualification };
    return serves
      ? { ...common, service: { ...drawService(facts, post, caseloads, today), languages: drawLanguages(speech, post) } }
      : common;
  });
}

type FilledPost = { readonly post: Post; readonly employer: Employer };
const SECRETARIAT: Employer = { kind: 'secretariat' };

const staffId = (index: number): StaffId =>
  StaffId.parse(`s${String(index).padStart(String(PARAMETERS.communityStaff.value).length, '0')}`);

function postsIn(random: Random, settlements: Settlements): FilledPost[] {
  const secretaries = portfolios().map((portfolio): Post => ({ kind: 'affairsSecretary', portfolio }));
  const assistants = secretaries.flatMap((_secretary, index) =>
    Array.from({ length: PARAMETERS.assistantsPerSecretary.value }, (): Post => ({ kind: 'assistantSecretary', assists: staffId(index) })),
  );
  const supportOfficers = RAHYARI_ORGANIZATIONS.flatMap(({ id }) =>
    Array.from({ length: PARAMETERS.supportOfficersPerPartner.value }, (): Post => ({ kind: 'supportOfficer', organizations: [id] })),
  );
  const areaRahyars = drawJurisdictions(random, settlements, PARAMETERS.areaRahyarPosts.value).map(
    (jurisdiction): Post => ({ kind: 'areaRahyar', jurisdiction }),
  );
  const onlineRahyars = Array.from({ length: PARAMETERS.onlineRahyarPosts.value }, (): Post => ({ kind: 'onlineRahyar' }));
  const secretariat = [
    ...secretaries,
    ...assistants,
    ...supportOfficers,
    ...areaRahyars,
    ...organizationRahyars(random, settlements),
    ...onlineRahyars,
  ].map((post): FilledPost => ({ post, employer: SECRETARIAT }));
  return [...secretariat, ...specialists(random, PARAMETERS.communityStaff.value - secretariat.length)];
}

/** A secretary for each province, each affiliated organisation and each subject (L54). */
const portfolios = (): SecretaryPortfolio[] => [
  ...provinces().map(({ code }): SecretaryPortfolio => ({ by: 'region', region: [code] })),
  ...AFFILIATED_ORGANIZATIONS.map(({ id }): SecretaryPortfolio => ({ by: 'organization', organizations: [id] })),
  ...PORTFOLIO_SUBJECTS.map((subject): SecretaryPortfolio => ({ by: 'subject', subject })),
];

/** Rahyars of each organisation in proportion to its people; most of them for one province, in proportion to the people of the provinces. */
function organizationRahyars(random: Random, settlements: Settlements): Post[] {
  const { organizations, sharePerOrganization } = relationSets();
  const drawOrganization = evenDraw(random, sharePerOrganization, PARAMETERS.organizationRahyarPosts.value);
  const provinceCodes = provinces().map(({ code }) => code);
  const provincePeople = provinceCodes.map((province) =>
    settlements.counties.reduce((sum, { code, people }) => sum + (code.startsWith(province) ? people : 0), 0),
  );
  const perOrganization = organizations.map((_id, index) => drawOrganization.filter((drawn) => drawn === index).length);
  return AFFILIATED_ORGANIZATIONS.flatMap(({ id }, index) => {
    const count = perOrganization[index] as number;
    const narrowed = Math.round(count * PARAMETERS.narrowedOrganizationShare.value);
    const within = evenDraw(random, provincePeople, narrowed).map(
      (province): ServiceArea => [provinceCodes[province] as ServiceArea[number]],
    );
    return Array.from({ length: count }, (_, rank): Post => {
      const area = within[rank];
      return { kind: 'organizationRahyar', organizations: [id], ...(area === undefined ? {} : { within: area }) };
    });
  });
}

/** So many indexes in proportion to the weights, ascending: systematic sampling, which strays from the proportion by less than one. */
function evenDraw(random: Random, weights: readonly number[], count: number): number[] {
  const step = weights.reduce((sum, weight) => sum + weight, 0) / count;
  const drawn: number[] = [];
  let next = random.uniform() * step;
  let passed = 0;
  weights.forEach((weight, index) => {
    passed += weight;
    for (; next < passed && drawn.length < count; next += step) drawn.push(index);
  });
  return drawn;
}

/** The specialists of the rahyari organisations: a share at the first of them, the bank; the others alike. */
function specialists(random: Random, count: number): FilledPost[] {
  const bankShare = PARAMETERS.bankSpecialistShare.value;
  const otherShare = (1 - bankShare) / (RAHYARI_ORGANIZATIONS.length - 1);
  const draw = createAliasTable(RAHYARI_ORGANIZATIONS.map(({ id }) => (id === 'resalatBank' ? bankShare : otherShare)));
  return Array.from({ length: count }, (): FilledPost => {
    const { id, fields } = RAHYARI_ORGANIZATIONS[draw(random)] as (typeof RAHYARI_ORGANIZATIONS)[number];
    const field = fields[random.below(fields.length)] as (typeof fields)[number];
    return { post: { kind: 'partnerSpecialist', field }, employer: { kind: 'rahyariOrganization', organization: id } };
  });
}

/** Rahyar posts are mostly held by the qualified, specialists' posts mostly not; in other posts motivation is nobody's question. */
function drawQualification(random: Random, post: Post): RahyarQualification {
  const kind = rahyarKindOfPost(post);
  const qualifiedShare =
    kind === 'social' ? PARAMETERS.qualifiedSpecialistShare.value : kind === undefined ? 0 : 1 - PARAMETERS.unqualifiedHolderShare.value;
  if (random.chance(qualifiedShare)) return { motivation: true, interest: true, skill: true };
  const missing = random.below(3);
  const [motivation, interest, skill] = [0, 1, 2].map(
    (quality) => quality !== missing && random.chance(PARAMETERS.singleQualityShare.value),
  ) as [boolean, boolean, boolean];
  return { motivation, interest, skill };
}

function drawService(random: Random, post: Post, caseloads: Caseloads, today: number): RahyarService {
  const { dedicatedContacts, socialContacts, onlineContacts, noChannelShare } = PARAMETERS;
  const isSilent = random.chance(noChannelShare.value);
  const leave = drawLeave(random, today);
  const by = (channels: Channel[]): Channel[] => (isSilent ? [] : channels);
  if (post.kind === 'onlineRahyar') {
    const channels = by(['onlineCounselling', 'phoneCounselling', 'sms']);
    return { caseload: caseloads.online(), contactsPerDay: onlineContacts.value, channels, mastery: [...KEY_PROCESSES], leave };
  }
  if (post.kind === 'partnerSpecialist') {
    const mastery = KEY_PROCESSES.filter(() => random.chance(PARAMETERS.socialMasteryShare.value));
    const channels = by(['message', 'phoneCounselling']);
    return { caseload: caseloads.social(random), contactsPerDay: socialContacts.value, channels, mastery, leave };
  }
  const caseload = post.kind === 'areaRahyar' ? caseloads.area(random) : caseloads.organization(random);
  const channels = by(['inPerson', 'phoneCounselling', 'message']);
  return { caseload, contactsPerDay: dedicatedContacts.value, channels, mastery: drawMastery(random), leave };
}

/** Persian; the languages of the province, mostly; another one, rarely. */
function drawLanguages(random: Random, post: Post): Language[] {
  const area = post.kind === 'areaRahyar' ? post.jurisdiction : post.kind === 'organizationRahyar' ? (post.within ?? []) : [];
  const atHome = new Set(area.flatMap(languagesAtHome));
  const { homeLanguageShare, otherLanguageShare } = PARAMETERS;
  return LANGUAGES.filter(
    (language) => language === 'persian' || random.chance(atHome.has(language) ? homeLanguageShare.value : otherLanguageShare.value),
  );
}

/** All twelve processes (L97), or all but one. */
function drawMastery(random: Random): KeyProcess[] {
  if (!random.chance(PARAMETERS.lacksMasteryShare.value)) return [...KEY_PROCESSES];
  const lacking = random.below(KEY_PROCESSES.length);
  return KEY_PROCESSES.filter((_process, index) => index !== lacking);
}

/** At most one leave now, and one ahead. */
function drawLeave(random: Random, today: number): LeavePeriod[] {
  const { onLeaveShare, leaveAheadShare, leaveAheadDaysMost, leaveDaysMost } = PARAMETERS;
  const period = (from: number, length: number): LeavePeriod => ({ from: isoDateOf(from), to: isoDateOf(from + length) });
  const draw = random.uniform();
  const length = random.below(leaveDaysMost.value);
  if (draw < onLeaveShare.value) return [period(today - random.below(length + 1), length)];
  if (draw < onLeaveShare.value + leaveAheadShare.value) return [period(today + 1 + random.below(leaveAheadDaysMost.value), length)];
  return [];
}
