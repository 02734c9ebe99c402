import * as z from 'zod';
import { Channel } from './channel.ts';
import { IsoDate } from './civil-time.ts';
import { DivisionCode } from './identifiers/division-code.ts';
import { ForeignerId } from './identifiers/foreigner-id.ts';
import { LegalEntityId } from './identifiers/legal-entity-id.ts';
import { Mobile } from './identifiers/mobile.ts';
import { NationalId } from './identifiers/national-id.ts';
import { PostalCode } from './identifiers/postal-code.ts';
import { AffiliatedOrganizationId, StaffId, SubjectId } from './ids.ts';
import { KeyProcess } from './key-process.ts';
import type { Term } from './label.ts';
import { Language } from './language.ts';
import type { SubjectClass } from './rahyar.ts';

/** How a person stands to an affiliated organisation: employed (L57), or otherwise related to it (L89). */
export const RELATIONS = ['employee', 'beneficiary', 'other'] as const;
export const Relation = z.enum(RELATIONS);
export type Relation = z.infer<typeof Relation>;

export const RELATION_TERMS = {
  employee: { fa: 'شاغل در سازمان', en: 'employed in the organisation', source: 'L57' },
  beneficiary: { fa: 'زیر پوشش سازمان', en: 'served by the organisation', source: 'L89' },
  other: { fa: 'ارتباط دیگر با سازمان', en: 'otherwise related to the organisation', source: 'L89' },
} as const satisfies Record<Relation, Term>;

export const OrganizationRelation = z.strictObject({ organization: AffiliatedOrganizationId, relation: Relation });
export interface OrganizationRelation extends z.infer<typeof OrganizationRelation> {}

/** Acts of a member that may count as activity; which of them do is the policy's choice. */
export const ACTIVITY_KINDS = [
  'signIn',
  'depositMovement',
  'loanOrInstalment',
  'documentAct',
  'marketActivity',
  'hamiSupport',
  'collectiveParticipation',
  'answeredContact',
] as const;
export const ActivityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const ACTIVITY_KIND_TERMS = {
  signIn: { fa: 'ورود به ام‌رسالت', en: 'signing in to Em-Resalat', source: 'assumed' },
  depositMovement: { fa: 'گردش سپرده', en: 'movement of a deposit', source: 'assumed' },
  loanOrInstalment: { fa: 'وام یا پرداخت قسط', en: 'a loan, or an instalment paid', source: 'assumed' },
  documentAct: { fa: 'سفته، چک یا امضا', en: 'a promissory note, cheque or signature', source: 'assumed' },
  marketActivity: { fa: 'خرید یا عرضه در بازار اعضا', en: "buying or offering in the members' market", source: 'assumed' },
  hamiSupport: { fa: 'پشتیبانی به عنوان حامی', en: 'support given as a hami', source: 'assumed' },
  collectiveParticipation: { fa: 'مشارکت در هسته یا کانون', en: 'taking part in a core or hub', source: 'assumed' },
  answeredContact: { fa: 'پاسخ به تماس رهیار', en: 'answering a contact of the rahyar', source: 'assumed' },
} as const satisfies Record<ActivityKind, Term>;

/** The last day of each kind of activity. */
export const LastActivity = z.strictObject(
  Object.fromEntries(ACTIVITY_KINDS.map((kind) => [kind, IsoDate.optional()])) as Record<ActivityKind, z.ZodOptional<typeof IsoDate>>,
);
export interface LastActivity extends z.infer<typeof LastActivity> {}

/**
 * Facts about any subject. All days are civil days in Tehran. A place may be a division of any level; the finer, the better. `needs` are the
 * processes of its open matters; who states no languages speaks Persian; who states no channels is reached by every one.
 */
const facts = {
  id: SubjectId,
  home: DivisionCode.optional(),
  work: DivisionCode.optional(),
  relations: z.array(OrganizationRelation).max(16).optional(),
  socialLinks: z.array(StaffId).max(16).optional(),
  needs: z.array(KeyProcess).max(50).optional(),
  languages: z.array(Language).max(20).optional(),
  channels: z.array(Channel).max(10).optional(),
  doNotContact: z.boolean().optional(),
  lastContactOn: IsoDate.optional(),
};

/** Who a natural person is. Kept apart from the facts: decisions, plans and logs never see it. */
export const NaturalIdentity = z.strictObject({
  nationalId: NationalId.optional(),
  foreignerId: ForeignerId.optional(),
  mobile: Mobile.optional(),
  postalCode: PostalCode.optional(),
  bornOn: IsoDate.optional(),
});
export interface NaturalIdentity extends z.infer<typeof NaturalIdentity> {}

export const LegalIdentity = z.strictObject({
  legalEntityId: LegalEntityId.optional(),
  mobile: Mobile.optional(),
  postalCode: PostalCode.optional(),
});
export interface LegalIdentity extends z.infer<typeof LegalIdentity> {}

/** Membership of the ecosystem and of the association are two records; the second builds on the first. */
const membership = {
  subject: z.literal('member'),
  memberSince: IsoDate.optional(),
  associationMemberSince: IsoDate.optional(),
  lastActivity: LastActivity.optional(),
  openObligation: z.boolean().optional(),
};

/** Ozv-e haqiqi (L81). `guardian` is set for a member under 18, whose matters are spoken of with the guardian. */
export const NaturalMember = z.strictObject({
  ...facts,
  ...membership,
  kind: z.literal('natural'),
  guardian: SubjectId.optional(),
  identity: NaturalIdentity.optional(),
});
export interface NaturalMember extends z.infer<typeof NaturalMember> {}

/** A legal person as a member of the ecosystem. */
export const LegalMember = z.strictObject({ ...facts, ...membership, kind: z.literal('legal'), identity: LegalIdentity.optional() });
export interface LegalMember extends z.infer<typeof LegalMember> {}

export const Member = z.discriminatedUnion('kind', [NaturalMember, LegalMember]);
export type Member = z.infer<typeof Member>;

/** Someone who has applied for membership and is not a member yet: tier 2 (L99). */
export const Applicant = z.strictObject({ ...facts, subject: z.literal('applicant'), appliedOn: IsoDate });
export interface Applicant extends z.infer<typeof Applicant> {}

/** Someone who has not applied yet: tier 4 (L99). Not a member. */
export const Prospect = z.strictObject({ ...facts, subject: z.literal('prospect') });
export interface Prospect extends z.infer<typeof Prospect> {}

const collective = { ...facts, leader: SubjectId.optional(), members: z.array(SubjectId).max(50_000).optional() };

/** Haste-ye karafarini-ye ejtema'i (L77, L81): a small production or service group. `coreId` is its identifier once issued (L97). */
export const SocialEntrepreneurshipCore = z.strictObject({
  ...collective,
  subject: z.literal('socialEntrepreneurshipCore'),
  coreId: z.string().min(1).max(32).optional(),
  hub: SubjectId.optional(),
});
export interface SocialEntrepreneurshipCore extends z.infer<typeof SocialEntrepreneurshipCore> {}

/** Haste-ye e'temad-e ejtema'i (L77). */
export const SocialTrustCore = z.strictObject({ ...collective, subject: z.literal('socialTrustCore') });
export interface SocialTrustCore extends z.infer<typeof SocialTrustCore> {}

/** Haste-ye jahadi (L77). */
export const JihadiCore = z.strictObject({ ...collective, subject: z.literal('jihadiCore') });
export interface JihadiCore extends z.infer<typeof JihadiCore> {}

/** Kanun-e hamyari-ye ejtema'i (L77, L81): people of one identity who solve their own matters. */
export const SocialCooperationHub = z.strictObject({ ...collective, subject: z.literal('socialCooperationHub') });
export interface SocialCooperationHub extends z.infer<typeof SocialCooperationHub> {}

/** An affiliated organisation, or a branch of it, as a subject of rahyari itself (L77, L89). `home` is its seat. */
export const OrganizationBody = z.strictObject({
  ...facts,
  subject: z.literal('organizationBody'),
  organization: AffiliatedOrganizationId,
});
export interface OrganizationBody extends z.infer<typeof OrganizationBody> {}

/** Everyone and everything that must have a named and reachable rahyar (L77), and those who may yet join (L99). */
export const Subject = z.discriminatedUnion('subject', [
  Member,
  Applicant,
  Prospect,
  SocialEntrepreneurshipCore,
  SocialTrustCore,
  JihadiCore,
  SocialCooperationHub,
  OrganizationBody,
]);
export type Subject = z.infer<typeof Subject>;
export type SubjectKind = Subject['subject'];
export type Collective = SocialEntrepreneurshipCore | SocialTrustCore | JihadiCore | SocialCooperationHub;

/** Rahbar-e ejtema'i (L81): a member who leads collectives. Computed from the collectives, a member and not staff. */
export const SocialLeader = z.strictObject({ member: SubjectId, leads: z.array(SubjectId).min(1).max(1_000) });
export interface SocialLeader extends z.infer<typeof SocialLeader> {}

export const SUBJECT_KIND_TERMS = {
  member: { fa: 'عضو', en: 'member', source: 'L28, L77' },
  applicant: { fa: 'متقاضی عضویت', en: 'applicant', source: 'L99' },
  prospect: { fa: 'فرد بیرون از عضویت', en: 'prospect', source: 'L99' },
  socialEntrepreneurshipCore: { fa: 'هستهٔ کارآفرینی اجتماعی', en: 'social entrepreneurship core', source: 'L77' },
  socialTrustCore: { fa: 'هستهٔ اعتماد اجتماعی', en: 'social trust core', source: 'L77' },
  jihadiCore: { fa: 'هستهٔ جهادی', en: 'jihadi core', source: 'L77' },
  socialCooperationHub: { fa: 'کانون همیاری اجتماعی', en: 'social cooperation hub', source: 'L77' },
  organizationBody: { fa: 'سازمان', en: 'affiliated organisation', source: 'L77, L89' },
} as const satisfies Record<SubjectKind, Term>;

/** The class that a kind of subject counts to in a caseload. */
export const SUBJECT_CLASS_OF = {
  member: 'person',
  applicant: 'person',
  prospect: 'person',
  socialEntrepreneurshipCore: 'collective',
  socialTrustCore: 'collective',
  jihadiCore: 'collective',
  socialCooperationHub: 'collective',
  organizationBody: 'organization',
} as const satisfies Record<SubjectKind, SubjectClass>;
