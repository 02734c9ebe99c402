import * as z from 'zod';
import { AffiliatedOrganizationId, RahyariOrganizationId } from './ids.ts';
import type { Source } from './label.ts';

const OrganizationLabel = z.strictObject({ fa: z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** What a rahyari organisation does for members (L42, L50). */
export const SERVICE_FIELDS = [
  'banking',
  'creditAssessment',
  'insurance',
  'marketDevelopment',
  'memberAccounting',
  'delivery',
  'knowledgeAndCulture',
  'informationTechnology',
  'legalMatters',
] as const;
export const ServiceField = z.enum(SERVICE_FIELDS);
export type ServiceField = z.infer<typeof ServiceField>;

export const SERVICE_FIELD_TERMS = {
  banking: { fa: 'خدمات بانکی', en: 'banking', source: 'L42, L50' },
  creditAssessment: { fa: 'اعتبارسنجی', en: 'credit assessment', source: 'L42, L50' },
  insurance: { fa: 'امور بیمه‌ای', en: 'insurance', source: 'L42, L50' },
  marketDevelopment: { fa: 'توسعهٔ بازار', en: 'market development', source: 'L42' },
  memberAccounting: { fa: 'حسابداری اعضا', en: 'member accounting', source: 'L42' },
  delivery: { fa: 'ارسال و تحویل', en: 'sending and delivery', source: 'L42, L50' },
  knowledgeAndCulture: { fa: 'مدیریت دانش و فرهنگ‌سازی', en: 'knowledge management and culture building', source: 'L42' },
  informationTechnology: { fa: 'فناوری اطلاعات', en: 'information technology', source: 'L50' },
  legalMatters: { fa: 'امور حقوقی', en: 'legal matters', source: 'assumed' },
} as const satisfies Record<ServiceField, { fa: string; en: string; source: Source }>;

/** A body that serves members (sazman-e rahyari). Not to be confused with {@link AffiliatedOrganization}, whose people are served. */
export const RahyariOrganization = z.strictObject({
  id: RahyariOrganizationId,
  label: OrganizationLabel,
  fields: z.array(ServiceField).max(20),
});
export interface RahyariOrganization extends z.infer<typeof RahyariOrganization> {}

/** A body whose employees or related people are served (L54, L57, L89): Emdad Committee, Behzisti and others. */
export const AffiliatedOrganization = z.strictObject({ id: AffiliatedOrganizationId, label: OrganizationLabel });
export interface AffiliatedOrganization extends z.infer<typeof AffiliatedOrganization> {}

/** A row of a registry that ships with the SDK, and its place in the founding text. */
export type RegistryRow<T> = T & { readonly source: Source };
const serving = (id: string, fa: string, en: string, fields: ServiceField[], source: Source): RegistryRow<RahyariOrganization> => ({
  id: RahyariOrganizationId.parse(id),
  label: { fa, en },
  fields,
  source,
});
const served = (id: string, fa: string, en: string, source: Source): RegistryRow<AffiliatedOrganization> => ({
  id: AffiliatedOrganizationId.parse(id),
  label: { fa, en },
  source,
});

/** The rahyari organisations that the text names. The list is open (L42 "the chief of them", L59 "..."): hosts add rows. */
export const RAHYARI_ORGANIZATIONS: readonly RegistryRow<RahyariOrganization>[] = [
  serving('resalatBank', 'بانک قرض‌الحسنهٔ رسالت', 'Resalat Qard al-Hasan Bank', ['banking'], 'L42, L59'),
  serving('part', 'شرکت پردازش اطلاعات مالی پارت', 'Part Financial Information Processing', ['creditAssessment'], 'L42, L59'),
  serving('resalatInsuranceBrokerage', 'شرکت کارگزاری بیمهٔ رسالت', 'Resalat Insurance Brokerage', ['insurance'], 'L42'),
  serving('fardap', 'شرکت دانش‌بنیان فرداپ', 'Fardap', ['marketDevelopment', 'memberAccounting'], 'L42'),
  serving('shokoohIsar', 'شرکت شکوه ایثار', 'Shokooh-e Isar', ['delivery'], 'L42, L59'),
  serving('resalatUniversity', 'دانشگاه توسعهٔ اجتماعی رسالت', 'Resalat University of Social Development', ['knowledgeAndCulture'], 'L42'),
  serving('novinDadfar', 'نوین دادفر', 'Novin Dadfar', ['legalMatters'], 'L59'),
];

/** The affiliated organisations that the text names. The list is open (L54 "...", L57 "..."): hosts add rows. */
export const AFFILIATED_ORGANIZATIONS: readonly RegistryRow<AffiliatedOrganization>[] = [
  served('emdadCommittee', 'کمیتهٔ امداد', 'Emdad Committee', 'L54, L57'),
  served('behzisti', 'سازمان بهزیستی', 'State Welfare Organisation (Behzisti)', 'L54, L57'),
  served('education', 'سازمان آموزش و پرورش', 'Education Organisation', 'L54'),
  served('etka', 'سازمان اتکا', 'Etka Organisation', 'L54'),
];
