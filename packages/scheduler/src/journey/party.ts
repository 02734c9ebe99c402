import { type Label, RahyariOrganizationId } from '@rahyar/domain';

/** Who acts, or with whom. A support officer follows matters up inside a rahyari organisation (L59), an affairs secretary at the secretariat (L54). */
export type Party =
  | { readonly party: 'rahyar' | 'subject' | 'guarantor' | 'affairsSecretary' }
  | { readonly party: 'supportOfficer'; readonly at: RahyariOrganizationId };

export const PARTY_LABELS = {
  rahyar: { fa: 'رهیار', en: 'rahyar' },
  subject: { fa: 'عضو', en: 'subject' },
  guarantor: { fa: 'ضامن', en: 'guarantor' },
  affairsSecretary: { fa: 'دبیر امور', en: 'affairs secretary' },
  supportOfficer: { fa: 'پشتیبان', en: 'support officer' },
} as const satisfies Record<Party['party'], Label>;

export const RAHYAR: Party = { party: 'rahyar' };
export const SUBJECT: Party = { party: 'subject' };
export const GUARANTOR: Party = { party: 'guarantor' };
export const AFFAIRS_SECRETARY: Party = { party: 'affairsSecretary' };

/** The support officer at one of the rahyari organisations that the founding text names. */
export const supportOfficerAt = (
  organization: 'resalatBank' | 'part' | 'fardap' | 'shokoohIsar' | 'resalatUniversity' | 'novinDadfar',
): Party => ({ party: 'supportOfficer', at: RahyariOrganizationId.parse(organization) });
