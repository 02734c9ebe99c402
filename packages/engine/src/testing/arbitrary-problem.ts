import {
  ACTIVITY_KINDS,
  AffiliatedOrganizationId,
  type Channel,
  DEDICATED_BASES,
  DEFAULT_POLICY,
  type Directives,
  DivisionCode,
  type Employer,
  IsoDate,
  KEY_PROCESSES,
  type KeyProcess,
  type Language,
  Pin,
  type Post,
  PREFERENCES,
  RahyariOrganizationId,
  type RahyariPolicy,
  StaffId,
  StaffMember,
  SUBJECT_CLASS_OF,
  Subject,
  SubjectId,
} from '@rahyar/domain';
import fc from 'fast-check';
import { coveringOf } from '../covering.ts';
import type { AssignmentProblem } from '../problem.ts';
import { problemOf, type SubjectInput } from '../problem-of.ts';

/** Six places in two provinces, at three levels: areas nest and overlap, and homes and workplaces differ. */
export const PLACES = ['01', '0101', '010101', '0101012233', '0102', '0102011234', '0201', '0201019876'].map((code) =>
  DivisionCode.parse(code),
);
export const ORGANIZATIONS = ['emdadCommittee', 'behzisti'].map((id) => AffiliatedOrganizationId.parse(id));
export const ON: IsoDate = IsoDate.parse('2026-11-23');
/** Both sides of the 90-day window of activity, the day itself and the day after it among them. */
export const DAYS = ['2025-01-10', '2026-08-25', '2026-08-26', '2026-11-20', '2026-11-23', '2026-11-24'].map((day) => IsoDate.parse(day));

const place = fc.constantFrom(...PLACES);
const day = fc.constantFrom(...DAYS);
const area = fc.uniqueArray(place, { minLength: 1, maxLength: 3 });
const organizations = fc.uniqueArray(fc.constantFrom(...ORGANIZATIONS), { minLength: 1, maxLength: 2 });
/** Few words of each vocabulary, so that two draws often agree and often do not. */
const CHANNELS_USED: Channel[] = ['phoneCounselling', 'sms', 'inPerson'];
const LANGUAGES_USED: Language[] = ['persian', 'kurdish', 'azerbaijani'];
const PROCESSES_USED: KeyProcess[] = ['membership', 'loanRequest', 'creditAssessment', 'satOffering', 'digitalCheque'];

const subjectId = (index: number): SubjectId => SubjectId.parse(`p${String(index).padStart(3, '0')}`);
const mostlyTrue = fc.oneof({ weight: 14, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

/** Small, often tight caseloads: 0 to 3 seats against up to 30 people. */
const caseload = fc.record({ person: fc.nat({ max: 3 }), collective: fc.nat({ max: 1 }), organization: fc.nat({ max: 1 }) });

/** Over on the day before, begun on the day, ending with it, of that day alone, or not yet begun. */
const LEAVES = [
  ['2026-11-20', '2026-11-22'],
  [ON, '2026-12-01'],
  ['2026-11-20', ON],
  [ON, ON],
  ['2026-11-24', '2026-12-01'],
].map(([from, to]) => [{ from, to }]);

const rahyarPost = (kind: Post['kind']): fc.Arbitrary<Post> => {
  if (kind === 'areaRahyar') return area.map((jurisdiction) => ({ kind, jurisdiction }));
  if (kind === 'organizationRahyar') {
    return fc.record({ kind: fc.constant(kind), organizations, within: area }, { requiredKeys: ['kind', 'organizations'] });
  }
  if (kind === 'onlineRahyar') return fc.constant({ kind });
  return fc.constant({ kind: 'partnerSpecialist', field: 'creditAssessment' });
};

const otherPost: fc.Arbitrary<Post> = fc.oneof(
  fc.record({ kind: fc.constant('affairsSecretary' as const), portfolio: fc.record({ by: fc.constant('region' as const), region: area }) }),
  fc.record({
    kind: fc.constant('affairsSecretary' as const),
    portfolio: fc.record({ by: fc.constant('organization' as const), organizations }),
  }),
  fc.constant<Post>({ kind: 'supportOfficer', organizations: [RahyariOrganizationId.parse('part')] }),
);

/**
 * Staff of all posts: mostly rahyars, some of them unqualified, employed on the wrong side, on leave on the very day, without a channel, or
 * short of mastery, so that "covers" and "may be given" come apart. Languages, channels and skills differ: few rahyars have what a subject asks.
 */
const staffMember = (index: number): fc.Arbitrary<StaffMember> =>
  fc
    .record({
      post: fc.oneof(
        { weight: 5, arbitrary: rahyarPost('areaRahyar') },
        { weight: 3, arbitrary: rahyarPost('organizationRahyar') },
        { weight: 2, arbitrary: rahyarPost('partnerSpecialist') },
        { weight: 1, arbitrary: rahyarPost('onlineRahyar') },
        { weight: 1, arbitrary: otherPost },
      ),
      rightEmployer: mostlyTrue,
      motivation: mostlyTrue,
      skill: mostlyTrue,
      mastersAll: mostlyTrue,
      channels: fc.subarray(CHANNELS_USED),
      languages: fc.option(fc.subarray(LANGUAGES_USED), { nil: undefined }),
      mastery: fc.subarray(PROCESSES_USED),
      leave: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.constantFrom(...LEAVES) }),
      served: mostlyTrue,
      caseload,
      contactsPerDay: fc.constantFrom(1, 5),
    })
    .map((draft) => {
      const social = draft.post.kind === 'partnerSpecialist' || draft.post.kind === 'supportOfficer';
      const partner: Employer = { kind: 'rahyariOrganization', organization: RahyariOrganizationId.parse('part') };
      const service = {
        caseload: draft.caseload,
        contactsPerDay: draft.contactsPerDay,
        channels: draft.channels,
        mastery: draft.mastersAll && !social ? [...KEY_PROCESSES] : draft.mastery,
        leave: draft.leave,
        ...(draft.languages === undefined ? {} : { languages: draft.languages }),
      };
      return StaffMember.parse({
        id: StaffId.parse(`s${index}`),
        employer: social === draft.rightEmployer ? partner : { kind: 'secretariat' },
        post: draft.post,
        qualification: { motivation: draft.motivation, interest: true, skill: draft.skill },
        ...(draft.served ? { service } : {}),
      });
    });

/**
 * Subjects of every kind; half of those with a home work elsewhere, many have no tie at all, and links may name anyone on the staff. Half state
 * needs, languages or channels. Collectives name members and leaders anywhere, themselves served or not.
 */
const subjectInput = (index: number, staffCount: number, subjectCount: number): fc.Arbitrary<SubjectInput> => {
  const staffId = fc.nat({ max: Math.max(staffCount, 1) }).map((number) => `s${number}`);
  const relation = fc.record({
    organization: fc.constantFrom(...ORGANIZATIONS),
    relation: fc.constantFrom('employee' as const, 'beneficiary' as const, 'other' as const),
  });
  const common = fc.record(
    {
      home: place,
      work: place,
      relations: fc.uniqueArray(relation, { maxLength: 2, selector: (row) => row.organization }),
      socialLinks: fc.uniqueArray(staffId, { maxLength: 2 }),
      doNotContact: mostlyTrue.map((value) => !value),
      lastContactOn: day,
      needs: fc.subarray(PROCESSES_USED),
      languages: fc.subarray(LANGUAGES_USED),
      channels: fc.subarray(CHANNELS_USED),
    },
    { requiredKeys: [] },
  );
  const lastActivity = fc.dictionary(fc.constantFrom(...ACTIVITY_KINDS), day, { maxKeys: 2 });
  const kind = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        subject: fc.constant('member'),
        kind: fc.constantFrom('natural', 'legal'),
        lastActivity,
        openObligation: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ subject: fc.constant('applicant'), appliedOn: day }) },
    { weight: 3, arbitrary: fc.constant({ subject: 'prospect' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        subject: fc.constantFrom('socialEntrepreneurshipCore', 'socialTrustCore', 'jihadiCore', 'socialCooperationHub'),
        leader: fc.nat({ max: subjectCount }).map(subjectId),
        members: fc.uniqueArray(fc.nat({ max: subjectCount }).map(subjectId), { maxLength: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ subject: fc.constant('organizationBody'), organization: fc.constantFrom(...ORGANIZATIONS) }) },
  );
  const id = subjectId(index);
  const extras = fc.record({ dueOn: day, previousRahyar: staffId }, { requiredKeys: [] });
  return fc.tuple(common, kind, extras).map(([facts, own, rest]) => ({ subject: Subject.parse({ id, ...facts, ...own }), ...rest }));
};

/** The parts of a problem before it is built, so that laws can shuffle and change them. */
export type ProblemParts = {
  readonly policy: RahyariPolicy;
  readonly community: StaffMember[];
  readonly subjects: SubjectInput[];
  readonly directives: Directives;
};

/** Every choice that a policy leaves open; both demands mostly preferences, so that there is something to prefer. */
const policy: fc.Arbitrary<RahyariPolicy> = fc
  .record({
    ageing: fc.option(fc.record({ afterDays: fc.constantFrom(0, 3, 60, 400) }), { nil: undefined, freq: 2 }),
    primaryPreference: fc.shuffledSubarray([...DEDICATED_BASES], { minLength: DEDICATED_BASES.length }),
    preferenceOrder: fc.shuffledSubarray([...PREFERENCES], { minLength: PREFERENCES.length }),
    language: demand(),
    skill: demand(),
    requiredMastery: fc.constantFrom<KeyProcess[]>([...KEY_PROCESSES], [...KEY_PROCESSES], ['membership'], []),
  })
  .map(({ ageing, ...choices }) => ({ ...DEFAULT_POLICY, ...choices, ...(ageing === undefined ? {} : { ageing }) }));

function demand(): fc.Arbitrary<RahyariPolicy['language']> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant('preferred' as const) }, { weight: 1, arbitrary: fc.constant('required' as const) });
}

type Period = readonly [on: string, until?: string];
const periods = fc.constantFrom<Period>(['2026-11-01'], [ON], [ON, ON], ['2026-11-01', ON], ['2026-11-01', '2026-11-22'], ['2026-11-24']);
const directiveOf = (subject: SubjectId, rahyar: StaffId, [on, until]: Period): Pin =>
  Pin.parse({ subject, rahyar, by: 's0', on, ...(until === undefined ? {} : { until }), reason: 'test' });

/** What draws a decision: somebody who could accompany somebody (`fitting` picks the pair), or any two, who may not be there at all. */
type DirectiveDraft = {
  readonly fitting: number | undefined;
  readonly subject: SubjectId;
  readonly rahyar: StaffId;
  readonly period: Period;
};

const directiveDrafts = (staffCount: number, subjectCount: number): fc.Arbitrary<DirectiveDraft[]> => {
  const draft = fc.record({
    fitting: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
    subject: fc.nat({ max: subjectCount }).map(subjectId),
    rahyar: fc.nat({ max: staffCount }).map((index) => StaffId.parse(`s${index}`)),
    period: periods,
  });
  return fc.oneof({ weight: 1, arbitrary: fc.constant<DirectiveDraft[]>([]) }, { weight: 2, arbitrary: fc.array(draft, { maxLength: 8 }) });
};

/**
 * Decisions about the subjects and staff of a problem: most hold on the day, some are over or yet to come, some name nobody, some contradict each
 * other or the caseloads, and some pin whom the rahyar does not cover.
 */
function directivesFrom(
  parts: Omit<ProblemParts, 'directives'>,
  drafts: Readonly<Record<'pins' | 'vetoes', readonly DirectiveDraft[]>>,
): Directives {
  const { problem } = problemOf({ on: ON, ...parts });
  const covering = coveringOf(problem);
  const pairs = parts.subjects.flatMap(({ subject }) => {
    const index = problem.subjects.ids.indexOf(subject.id);
    const staff = DEDICATED_BASES.flatMap((basis) => covering.options(index, basis).map((option) => option.staff));
    return [...new Set(staff)].flatMap((rahyar) => ({ subject: subject.id, rahyar: (problem.staff[rahyar] as StaffMember).id }));
  });
  const decide = ({ fitting, subject, rahyar, period }: DirectiveDraft): Pin => {
    const pair = fitting === undefined ? undefined : pairs[fitting % Math.max(pairs.length, 1)];
    return directiveOf(pair?.subject ?? subject, pair?.rahyar ?? rahyar, period);
  };
  return { version: 1, pins: drafts.pins.map(decide), vetoes: drafts.vetoes.map(decide) };
}

/** As many seats for persons as there are persons, spread over the rahyars: whoever is left out shows that a seat went to waste. */
const exactlyTight = (community: readonly StaffMember[], subjects: readonly SubjectInput[]): StaffMember[] => {
  const persons = subjects.filter(({ subject }) => SUBJECT_CLASS_OF[subject.subject] === 'person').length;
  const serving = community.filter(({ service }) => service !== undefined).length;
  let given = 0;
  return community.map((member) => {
    if (member.service === undefined) return member;
    const person = Math.floor(persons / serving) + (given++ < persons % serving ? 1 : 0);
    return { ...member, service: { ...member.service, caseload: { ...member.service.caseload, person } } };
  });
};

/** Problems of so many people and subjects. */
export const partsOfSize = (staffCount: number, subjectCount: number, isTight: boolean): fc.Arbitrary<ProblemParts> =>
  fc
    .record({
      policy,
      community: fc.tuple(...Array.from({ length: staffCount }, (_, index) => staffMember(index))),
      subjects: fc.tuple(...Array.from({ length: subjectCount }, (_, index) => subjectInput(index, staffCount, subjectCount))),
      pins: directiveDrafts(staffCount, subjectCount),
      vetoes: directiveDrafts(staffCount, subjectCount),
    })
    .map(({ pins, vetoes, ...parts }) => {
      const undirected = isTight ? { ...parts, community: exactlyTight(parts.community, parts.subjects) } : parts;
      return { ...undirected, directives: directivesFrom(undirected, { pins, vetoes }) };
    });

export const arbitraryParts: fc.Arbitrary<ProblemParts> = fc
  .tuple(fc.nat({ max: 12 }), fc.nat({ max: 30 }), fc.nat({ max: 3 }))
  .chain(([staffCount, subjectCount, tight]) => partsOfSize(staffCount, subjectCount, tight === 0));

export const problemFrom = (parts: ProblemParts): AssignmentProblem => problemOf({ on: ON, ...parts }).problem;

/**
 * Problems with contention: tight caseloads, some exactly so, overlapping areas, home and work apart, scarce languages, skills and channels, pins
 * and vetoes, leave, unqualified staff, ties.
 */
export const arbitraryProblem: fc.Arbitrary<AssignmentProblem> = arbitraryParts.map(problemFrom);
