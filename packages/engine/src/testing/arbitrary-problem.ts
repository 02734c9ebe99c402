import {
  ACTIVITY_KINDS,
  AffiliatedOrganizationId,
  type Channel,
  DEDICATED_BASES,
  DEFAULT_POLICY,
  DivisionCode,
  type Employer,
  IsoDate,
  KEY_PROCESSES,
  type Post,
  RahyariOrganizationId,
  type RahyariPolicy,
  StaffId,
  StaffMember,
  Subject,
  SubjectId,
} from '@rahyar/domain';
import fc from 'fast-check';
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
const mostlyTrue = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

/** Small, often tight caseloads: 0 to 3 seats against up to 30 people. */
const caseload = fc.record({ person: fc.nat({ max: 3 }), collective: fc.nat({ max: 1 }), organization: fc.nat({ max: 1 }) });

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
 * short of mastery, so that "covers" and "may be given" come apart.
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
      channels: fc.subarray<Channel>(['phoneCounselling', 'sms']),
      onLeave: mostlyTrue.map((value) => !value),
      served: mostlyTrue,
      caseload,
    })
    .map((draft) => {
      const social = draft.post.kind === 'partnerSpecialist' || draft.post.kind === 'supportOfficer';
      const partner: Employer = { kind: 'rahyariOrganization', organization: RahyariOrganizationId.parse('part') };
      const service = {
        caseload: draft.caseload,
        contactsPerDay: 5,
        channels: draft.channels,
        mastery: draft.mastersAll ? [...KEY_PROCESSES] : ['membership' as const],
        leave: draft.onLeave ? [{ from: ON, to: ON }] : [],
      };
      return StaffMember.parse({
        id: StaffId.parse(`s${index}`),
        employer: social === draft.rightEmployer ? partner : { kind: 'secretariat' },
        post: draft.post,
        qualification: { motivation: draft.motivation, interest: true, skill: draft.skill },
        ...(draft.served ? { service } : {}),
      });
    });

/** Subjects of every kind; half of those with a home work elsewhere, many have no tie at all, and links may name anyone on the staff. */
const subjectInput = (index: number, staffCount: number): fc.Arbitrary<SubjectInput> => {
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
      }),
    },
    { weight: 1, arbitrary: fc.record({ subject: fc.constant('organizationBody'), organization: fc.constantFrom(...ORGANIZATIONS) }) },
  );
  const id = SubjectId.parse(`p${String(index).padStart(3, '0')}`);
  const extras = fc.record({ dueOn: day, previousRahyar: staffId }, { requiredKeys: [] });
  return fc.tuple(common, kind, extras).map(([facts, own, rest]) => ({ subject: Subject.parse({ id, ...facts, ...own }), ...rest }));
};

/** The parts of a problem before it is built, so that laws can shuffle and change them. */
export type ProblemParts = { readonly policy: RahyariPolicy; readonly community: StaffMember[]; readonly subjects: SubjectInput[] };

export const arbitraryParts: fc.Arbitrary<ProblemParts> = fc
  .tuple(fc.nat({ max: 9 }), fc.nat({ max: 30 }), fc.shuffledSubarray([...DEDICATED_BASES], { minLength: DEDICATED_BASES.length }))
  .chain(([staffCount, subjectCount, primaryPreference]) =>
    fc.record({
      policy: fc.constant({ ...DEFAULT_POLICY, primaryPreference }),
      community: fc.tuple(...Array.from({ length: staffCount }, (_, index) => staffMember(index))),
      subjects: fc.tuple(...Array.from({ length: subjectCount }, (_, index) => subjectInput(index, staffCount))),
    }),
  );

export const problemFrom = (parts: ProblemParts): AssignmentProblem => problemOf({ on: ON, ...parts }).problem;

/** Problems with contention: tight caseloads, overlapping areas, home and work apart, leave, unqualified staff, ties. */
export const arbitraryProblem: fc.Arbitrary<AssignmentProblem> = arbitraryParts.map(problemFrom);
