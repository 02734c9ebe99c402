import * as z from 'zod';
import { AffiliatedOrganizationId, RahyariOrganizationId, StaffId } from './ids.ts';
import type { Term } from './label.ts';
import { ServiceField } from './organization.ts';
import { Employer, type Rahyar, RahyarQualification, RahyarService } from './rahyar.ts';
import { ServiceArea } from './service-area.ts';

/** The subjects that an affairs secretary may coordinate (L54, "such as"). */
export const PORTFOLIO_SUBJECTS = ['membership', 'socialTrust', 'creditEvaluation'] as const;
export const PortfolioSubject = z.enum(PORTFOLIO_SUBJECTS);
export type PortfolioSubject = z.infer<typeof PortfolioSubject>;

export const PORTFOLIO_SUBJECT_TERMS = {
  membership: { fa: 'عضویت', en: 'membership', source: 'L54' },
  socialTrust: { fa: 'اعتماد اجتماعی', en: 'social trust', source: 'L54' },
  creditEvaluation: { fa: 'ارزیابی اعتباری', en: 'credit evaluation', source: 'L54' },
} as const satisfies Record<PortfolioSubject, Term>;

/** What an affairs secretary coordinates: a subject, organisations, or a region (L54). */
export const SecretaryPortfolio = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('subject'), subject: PortfolioSubject }),
  z.strictObject({ by: z.literal('organization'), organizations: z.array(AffiliatedOrganizationId).min(1).max(100) }),
  z.strictObject({ by: z.literal('region'), region: ServiceArea }),
]);
export type SecretaryPortfolio = z.infer<typeof SecretaryPortfolio>;

/** The posts of the rahyar community (L50, L54-L59). A post names the kind of rahyar that its holder may be, or none. */
export const Post = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('affairsSecretary'), portfolio: SecretaryPortfolio }),
  z.strictObject({ kind: z.literal('assistantSecretary'), assists: StaffId }),
  z.strictObject({ kind: z.literal('supportOfficer'), organizations: z.array(RahyariOrganizationId).min(1).max(20) }),
  z.strictObject({ kind: z.literal('partnerSpecialist'), field: ServiceField }),
  z.strictObject({ kind: z.literal('areaRahyar'), jurisdiction: ServiceArea }),
  z.strictObject({
    kind: z.literal('organizationRahyar'),
    organizations: z.array(AffiliatedOrganizationId).min(1).max(100),
    within: ServiceArea.optional(),
  }),
  z.strictObject({ kind: z.literal('onlineRahyar') }),
]);
export type Post = z.infer<typeof Post>;
export type PostKind = Post['kind'];

export const POST_TERMS = {
  affairsSecretary: { fa: 'دبیر امور', en: 'affairs secretary', source: 'L54' },
  assistantSecretary: { fa: 'دستیار دبیر', en: 'assistant secretary', source: 'L55' },
  supportOfficer: { fa: 'پشتیبان', en: 'support officer', source: 'L59' },
  partnerSpecialist: { fa: 'نیروی سازمان رهیاری', en: 'partner specialist', source: 'L50' },
  areaRahyar: { fa: 'رهیار محدوده', en: 'area rahyar', source: 'L56' },
  organizationRahyar: { fa: 'رهیار سازمان', en: 'organisation rahyar', source: 'L57' },
  onlineRahyar: { fa: 'رهیار آنلاین', en: 'online rahyar', source: 'L58' },
} as const satisfies Record<PostKind, Term>;

/**
 * One of the 5,000 of the rahyar community (L30). Belonging to it is not yet being a rahyar (L67).
 * `service` is present for whoever serves as a rahyar, whatever the post.
 */
export const StaffMember = z.strictObject({
  id: StaffId,
  employer: Employer,
  post: Post,
  qualification: RahyarQualification,
  service: RahyarService.optional(),
});
export interface StaffMember extends z.infer<typeof StaffMember> {}

/** Why a member of the community is not a rahyar. */
export const NOT_A_RAHYAR_TERMS = {
  notQualified: { fa: 'انگیزه، علاقه و مهارت لازم ثبت نشده است', en: 'motivation, interest and skill are not all recorded', source: 'L67' },
  postIsNotARahyarPost: { fa: 'این جایگاه، جایگاه رهیاری نیست', en: 'the post is not a rahyar post', source: 'L54-L59' },
  wrongEmployer: { fa: 'کارفرما با نوع رهیار نمی‌خواند', en: 'the employer does not fit the kind of rahyar', source: 'L81, L89' },
  noServiceRecorded: { fa: 'ظرفیت و راه ارتباطی ثبت نشده است', en: 'no capacity and channels are recorded', source: 'L77' },
} as const satisfies Record<string, Term>;
export type NotARahyar = keyof typeof NOT_A_RAHYAR_TERMS;

/**
 * Reads a rahyar out of a staff record, or says why there is none (L67, L81, L89, L109).
 * Social rahyars are the qualified specialists of a rahyari organisation; the other kinds hold a rahyar post of the secretariat.
 */
export function rahyarOf(staff: StaffMember): { rahyar: Rahyar } | { not: NotARahyar } {
  const { id, employer, post, qualification, service } = staff;
  const kind = rahyarKindOfPost(post);
  if (kind === undefined) return { not: 'postIsNotARahyarPost' };
  if (!(qualification.motivation && qualification.interest && qualification.skill)) return { not: 'notQualified' };
  if (employer.kind !== (kind === 'social' ? 'rahyariOrganization' : 'secretariat')) return { not: 'wrongEmployer' };
  if (service === undefined) return { not: 'noServiceRecorded' };
  const common = { id, employer, qualification, service };
  if (post.kind === 'areaRahyar') return { rahyar: { ...common, kind: 'area', jurisdiction: post.jurisdiction } };
  if (post.kind === 'organizationRahyar') {
    const within = post.within === undefined ? {} : { within: post.within };
    return { rahyar: { ...common, kind: 'organization', organizations: post.organizations, ...within } };
  }
  return { rahyar: { ...common, kind: post.kind === 'onlineRahyar' ? 'online' : 'social' } };
}

/** The kind of rahyar that the holder of a post may be; the post of a secretary, assistant or support officer gives none (L54-L59). */
export const rahyarKindOfPost = (post: Post): Rahyar['kind'] | undefined => RAHYAR_KIND_OF_POST[post.kind];

const RAHYAR_KIND_OF_POST = {
  affairsSecretary: undefined,
  assistantSecretary: undefined,
  supportOfficer: undefined,
  partnerSpecialist: 'social',
  areaRahyar: 'area',
  organizationRahyar: 'organization',
  onlineRahyar: 'online',
} as const satisfies Record<PostKind, Rahyar['kind'] | undefined>;
