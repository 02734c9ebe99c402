import * as z from 'zod';
import { Channel } from './channel.ts';
import { IsoDate } from './civil-time.ts';
import { AffiliatedOrganizationId, RahyariOrganizationId, StaffId } from './ids.ts';
import { KeyProcess } from './key-process.ts';
import type { Term } from './label.ts';
import { Language } from './language.ts';
import { ServiceArea } from './service-area.ts';

/** Who employs a member of the rahyar community: the association's secretariat, or one of the rahyari organisations (L50, L52). */
export const Employer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('secretariat') }),
  z.strictObject({ kind: z.literal('rahyariOrganization'), organization: RahyariOrganizationId }),
]);
export type Employer = z.infer<typeof Employer>;

/** What makes a member of the community a rahyar: motivation, interest and skill, all three (L67). */
export const RahyarQualification = z.strictObject({ motivation: z.boolean(), interest: z.boolean(), skill: z.boolean() });
export interface RahyarQualification extends z.infer<typeof RahyarQualification> {}

export const QUALIFICATION_TERMS = {
  motivation: { fa: 'انگیزه', en: 'motivation', source: 'L67' },
  interest: { fa: 'علاقه', en: 'interest', source: 'L67' },
  skill: { fa: 'مهارت', en: 'skill', source: 'L67' },
} as const satisfies Record<keyof RahyarQualification, Term>;

/** Classes of subject that a caseload limit is set for. */
export const SUBJECT_CLASSES = ['person', 'collective', 'organization'] as const;
export type SubjectClass = (typeof SUBJECT_CLASSES)[number];

export const SUBJECT_CLASS_TERMS = {
  person: { fa: 'فرد', en: 'person', source: 'assumed' },
  collective: { fa: 'هسته یا کانون', en: 'core or hub', source: 'assumed' },
  organization: { fa: 'سازمان', en: 'organisation', source: 'assumed' },
} as const satisfies Record<SubjectClass, Term>;

const caseCount = z.int().min(0).max(10_000_000);

/** The largest number of subjects of each class that a rahyar is the primary rahyar of. The text sets none; hosts do. */
export const Caseload = z.strictObject({ person: caseCount, collective: caseCount, organization: caseCount });
export interface Caseload extends z.infer<typeof Caseload> {}

/** Absence, both days included. */
export const LeavePeriod = z
  .strictObject({ from: IsoDate, to: IsoDate })
  .refine((period) => period.from <= period.to, { error: 'value.inconsistent' });
export interface LeavePeriod extends z.infer<typeof LeavePeriod> {}

/** How much, by what and when a rahyar serves. `contactsPerDay` is the number of subjects a working day has room for. Who states no languages speaks Persian. */
export const RahyarService = z.strictObject({
  caseload: Caseload,
  contactsPerDay: z.int().min(0).max(1_000),
  channels: z.array(Channel).max(10),
  mastery: z.array(KeyProcess).max(50),
  leave: z.array(LeavePeriod).max(100),
  languages: z.array(Language).max(20).optional(),
});
export interface RahyarService extends z.infer<typeof RahyarService> {}

const common = { id: StaffId, employer: Employer, qualification: RahyarQualification, service: RahyarService };

/** For everyone resident or working in the area (L56, L89). Secretariat staff. */
export const AreaRahyar = z.strictObject({ ...common, kind: z.literal('area'), jurisdiction: ServiceArea });
export interface AreaRahyar extends z.infer<typeof AreaRahyar> {}

/** For the named bodies, their employees and the members related to them (L57, L89); `within` narrows it to an area. Secretariat staff. */
export const OrganizationRahyar = z.strictObject({
  ...common,
  kind: z.literal('organization'),
  organizations: z.array(AffiliatedOrganizationId).min(1).max(100),
  within: ServiceArea.optional(),
});
export interface OrganizationRahyar extends z.infer<typeof OrganizationRahyar> {}

/** Beside a job in a rahyari organisation, for the subjects who accepted a link (L81). */
export const SocialRahyar = z.strictObject({ ...common, kind: z.literal('social') });
export interface SocialRahyar extends z.infer<typeof SocialRahyar> {}

/** Round the clock, without geographic limit, by online and telephone counselling (L58, L109). Secretariat staff. */
export const OnlineRahyar = z.strictObject({ ...common, kind: z.literal('online') });
export interface OnlineRahyar extends z.infer<typeof OnlineRahyar> {}

export const Rahyar = z.discriminatedUnion('kind', [AreaRahyar, OrganizationRahyar, SocialRahyar, OnlineRahyar]);
export type Rahyar = z.infer<typeof Rahyar>;
