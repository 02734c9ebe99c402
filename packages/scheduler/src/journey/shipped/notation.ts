import { RahyariOrganizationId } from '@rahyar/domain';
import type { ActionCode } from '../action.ts';
import type { Journey } from '../journey.ts';
import { type Party, RAHYAR, SUBJECT } from '../party.ts';

/** The rahyari organisations of the founding text that the shipped journeys speak of. */
export type NamedOrganization =
  | 'resalatBank'
  | 'part'
  | 'resalatInsuranceBrokerage'
  | 'fardap'
  | 'shokoohIsar'
  | 'resalatUniversity'
  | 'novinDadfar';

export const organizationId = (organization: NamedOrganization): RahyariOrganizationId => RahyariOrganizationId.parse(organization);
export const organizationAt = (organization: NamedOrganization): Party => ({ party: 'organization', at: organizationId(organization) });
export const supportOfficerAt = (organization: NamedOrganization): Party => ({ party: 'supportOfficer', at: organizationId(organization) });
export const secretaryOf = (portfolio: Extract<Party, { party: 'affairsSecretary' }>['portfolio']): Party => ({
  party: 'affairsSecretary',
  portfolio,
});
export const SECRETARIAT: Party = { party: 'secretariat' };
export const GUARANTOR: Party = { party: 'guarantor' };
export const HAMI: Party = { party: 'hami' };
export const BUYER: Party = { party: 'buyer' };

type Span = Journey['escalation']['after'];

/** A length of time that no source gives; argued for in `docs/decisions/0103-cadence-assumptions.md`. */
export const assumed = (count: number, unit: Span['unit'] = 'workingDays'): Span => ({ unit, count, source: 'assumed' });

/** What the rahyar does with the member. */
export const withMember = (action: ActionCode) => ({ action, by: RAHYAR, with: SUBJECT });
/** What the support officer does at an organisation, for the rahyar. */
export const inside = (organization: NamedOrganization, action: ActionCode = 'followPartnerSide') => ({
  action,
  by: supportOfficerAt(organization),
  with: RAHYAR,
});

/** Choices of the SDK in following journeys, argued for in `docs/decisions/0103-cadence-assumptions.md`. */
export const JOURNEY_ASSUMPTIONS = {
  /** How long before the end of a result's validity its renewal is brought to mind. */
  renewalReminder: assumed(1, 'jalaliMonths'),
  /** Working days before a deadline on which it is brought to mind. */
  deadlineReminderWorkingDays: [6, 3, 1],
  /** From this many days after the due day of an instalment on, the legal side is asked as well. */
  legalSideAfterDays: 10,
  /** How long after an answer was due a secretary is asked. */
  escalateAfter: assumed(5),
  /** How long a trouble may last before whoever is next is asked. */
  askNextAfter: assumed(3),
} as const;

/** Who is asked next, after the usual time. */
export const next = (party: Party, after: Span = JOURNEY_ASSUMPTIONS.askNextAfter) => ({ party, after });
/** The secretary who is asked when an answer stays away. */
export const escalation = (party: Party) => ({ party, after: JOURNEY_ASSUMPTIONS.escalateAfter });
