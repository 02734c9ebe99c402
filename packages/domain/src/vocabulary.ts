import { RAHYARI_ACTIVITY_TERMS } from './activity.ts';
import { CASE_STATE_TERMS, FOLLOW_UP_STATE_TERMS, REFERRAL_STATE_TERMS } from './case.ts';
import { CHANNEL_TERMS } from './channel.ts';
import { KEY_PROCESS_TERMS } from './key-process.ts';
import type { Term } from './label.ts';
import { LANGUAGE_TERMS } from './language.ts';
import { AFFILIATED_ORGANIZATIONS, RAHYARI_ORGANIZATIONS, SERVICE_FIELD_TERMS } from './organization.ts';
import { PILLAR_TERMS } from './pillar.ts';
import { BASIS_TERMS, PREFERENCE_TERMS } from './policy.ts';
import { QUALIFICATION_TERMS, SUBJECT_CLASS_TERMS } from './rahyar.ts';
import { RAHYAR_KIND_TERMS } from './rahyar-kind.ts';
import { NOT_A_RAHYAR_TERMS, PORTFOLIO_SUBJECT_TERMS, POST_TERMS } from './staff.ts';
import { ACTIVITY_KIND_TERMS, RELATION_TERMS, SUBJECT_KIND_TERMS } from './subject.ts';
import { PRIORITY_TIER_TERMS } from './tier.ts';

/** The frame of the ecosystem: words that name a thing as a whole rather than one of several. */
export const FRAME_TERMS = {
  supportersAssociation: {
    fa: 'انجمن حامیان فرهنگ قرض‌الحسنه و کارآفرینی اجتماعی',
    en: 'Association of Supporters of the Culture of Qard al-Hasan and Social Entrepreneurship',
    source: 'L5, L28',
  },
  ecosystem: { fa: 'زیست‌بوم', en: 'ecosystem', source: 'L28' },
  rahyarCommunity: { fa: 'جامعهٔ رهیاران', en: 'rahyar community', source: 'L30' },
  rahyariOrganization: { fa: 'سازمان رهیاری', en: 'rahyari organisation (serves)', source: 'L38-L44' },
  affiliatedOrganization: { fa: 'سازمان وابسته', en: 'affiliated organisation (is served)', source: 'L54, L89' },
  secretariat: { fa: 'دبیرخانهٔ انجمن حامیان', en: 'secretariat of the association', source: 'L52' },
  rahyar: { fa: 'رهیار', en: 'rahyar', source: 'L67' },
  rahyari: { fa: 'رهیاری', en: 'rahyari', source: 'L117' },
  serviceArea: { fa: 'محدوده', en: 'service area', source: 'L56, L89' },
  naturalMember: { fa: 'عضو حقیقی', en: 'natural person as a member', source: 'L81' },
  legalMember: { fa: 'عضو حقوقی', en: 'legal person as a member', source: 'assumed' },
  socialLeader: { fa: 'راهبر اجتماعی', en: 'social leader', source: 'L81' },
  emResalat: { fa: 'سرزمین مجازی ام‌رسالت', en: 'Em-Resalat, the virtual land', source: 'L69' },
  socialExcellenceModel: { fa: 'الگوی تعالی اجتماعی رسالت', en: 'Resalat social excellence model', source: 'L9, L111' },
  coverageGap: { fa: 'شکاف پوشش', en: 'coverage gap', source: 'assumed' },
  caseload: { fa: 'تعداد زیر پوشش', en: 'caseload', source: 'assumed' },
  followUp: { fa: 'پیگیری', en: 'follow-up', source: 'L117' },
  referral: { fa: 'ارجاع', en: 'referral', source: 'L59' },
} as const satisfies Record<string, Term>;

const named = <T extends { readonly id: string; readonly label: { fa: string; en: string }; readonly source: Term['source'] }>(
  rows: readonly T[],
) => Object.fromEntries(rows.map((row) => [row.id, { ...row.label, source: row.source }]));

/** Every vocabulary of the SDK with its labels; the glossary is generated from this list. */
export const VOCABULARIES: readonly { readonly name: string; readonly terms: Readonly<Record<string, Term>> }[] = [
  { name: 'Frame', terms: FRAME_TERMS },
  { name: 'PriorityTier', terms: PRIORITY_TIER_TERMS },
  { name: 'RahyarKind', terms: RAHYAR_KIND_TERMS },
  { name: 'RahyarQualification', terms: QUALIFICATION_TERMS },
  { name: 'Post', terms: POST_TERMS },
  { name: 'PortfolioSubject', terms: PORTFOLIO_SUBJECT_TERMS },
  { name: 'NotARahyar', terms: NOT_A_RAHYAR_TERMS },
  { name: 'Subject', terms: SUBJECT_KIND_TERMS },
  { name: 'SubjectClass', terms: SUBJECT_CLASS_TERMS },
  { name: 'Relation', terms: RELATION_TERMS },
  { name: 'Basis', terms: BASIS_TERMS },
  { name: 'Preference', terms: PREFERENCE_TERMS },
  { name: 'KeyProcess', terms: KEY_PROCESS_TERMS },
  { name: 'RahyariActivity', terms: RAHYARI_ACTIVITY_TERMS },
  { name: 'Pillar', terms: PILLAR_TERMS },
  { name: 'Channel', terms: CHANNEL_TERMS },
  { name: 'Language', terms: LANGUAGE_TERMS },
  { name: 'ActivityKind', terms: ACTIVITY_KIND_TERMS },
  { name: 'RahyariOrganization', terms: named(RAHYARI_ORGANIZATIONS) },
  { name: 'AffiliatedOrganization', terms: named(AFFILIATED_ORGANIZATIONS) },
  { name: 'ServiceField', terms: SERVICE_FIELD_TERMS },
  { name: 'CaseState', terms: CASE_STATE_TERMS },
  { name: 'FollowUpState', terms: FOLLOW_UP_STATE_TERMS },
  { name: 'ReferralState', terms: REFERRAL_STATE_TERMS },
];
