import { type Label, PORTFOLIO_SUBJECTS, RAHYARI_ORGANIZATIONS, RahyariOrganizationId } from '@rahyar/domain';
import * as z from 'zod';
import type { Language } from '../jalali-text.ts';

/** What an affairs secretary coordinates (L54): one of the named subjects, the organisations, or a region. */
export const PORTFOLIOS = [...PORTFOLIO_SUBJECTS, 'organization', 'region'] as const;

/**
 * Who acts, or with whom. A support officer follows matters up inside a rahyari organisation (L59), an affairs secretary at the secretariat (L54);
 * `organization` is the rahyari organisation itself.
 */
export const Party = z.discriminatedUnion('party', [
  z.strictObject({ party: z.enum(['rahyar', 'subject', 'guarantor', 'hami', 'buyer', 'secretariat']) }),
  z.strictObject({ party: z.literal('affairsSecretary'), portfolio: z.enum(PORTFOLIOS) }),
  z.strictObject({ party: z.enum(['supportOfficer', 'organization']), at: RahyariOrganizationId }),
]);
export type Party = Readonly<z.infer<typeof Party>>;

export const PARTY_LABELS = {
  rahyar: { fa: 'رهیار', en: 'rahyar' },
  subject: { fa: 'عضو', en: 'subject' },
  guarantor: { fa: 'ضامن', en: 'guarantor' },
  hami: { fa: 'حامی', en: 'hami' },
  buyer: { fa: 'خریدار', en: 'buyer' },
  secretariat: { fa: 'دبیرخانه', en: 'secretariat' },
  affairsSecretary: { fa: 'دبیر امور', en: 'affairs secretary' },
  supportOfficer: { fa: 'پشتیبان', en: 'support officer' },
  organization: { fa: 'سازمان رهیاری', en: 'rahyari organisation' },
} as const satisfies Record<Party['party'], Label>;

export const PORTFOLIO_LABELS = {
  membership: { fa: 'دبیر امور عضویت', en: 'affairs secretary for membership' },
  socialTrust: { fa: 'دبیر امور اعتماد اجتماعی', en: 'affairs secretary for social trust' },
  creditEvaluation: { fa: 'دبیر امور ارزیابی اعتباری', en: 'affairs secretary for credit evaluation' },
  organization: { fa: 'دبیر امور سازمان‌ها', en: 'affairs secretary for organisations' },
  region: { fa: 'دبیر امور منطقه', en: 'affairs secretary of the region' },
} as const satisfies Record<(typeof PORTFOLIOS)[number], Label>;

export const RAHYAR: Party = { party: 'rahyar' };
export const SUBJECT: Party = { party: 'subject' };

/** `پشتیبان در نوین دادفر`, `support officer at Novin Dadfar`. An organisation that a host added is named by its identifier. */
export function partyText(party: Party, language: Language): string {
  if (party.party === 'affairsSecretary') return PORTFOLIO_LABELS[party.portfolio][language];
  if (!('at' in party)) return PARTY_LABELS[party.party][language];
  const name = organizationText(party.at, language);
  if (party.party === 'organization') return name;
  return `${PARTY_LABELS.supportOfficer[language]} ${language === 'fa' ? 'در' : 'at'} ${name}`;
}

export const organizationText = (organization: RahyariOrganizationId, language: Language): string =>
  RAHYARI_ORGANIZATIONS.find(({ id }) => id === organization)?.label[language] ?? organization;
