import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { claims } from './claims.ts';
import { policies } from './policies.ts';
import { quotes } from './quotes.ts';

export { CLAIM_MACHINE, claim, claims } from './claims.ts';
export { POLICY_MACHINE, policies, policy } from './policies.ts';
export { INSURANCE_PRODUCTS, QUOTE_MACHINE, quote, quotes } from './quotes.ts';

/** The insurance brokerage. It serves none of the twelve processes; its renewals and losses are matters for a follow-up. */
export const insurance = partnerContract({
  id: RahyariOrganizationId.parse('resalatInsuranceBrokerage'),
  title: { fa: 'شرکت کارگزاری بیمهٔ رسالت', en: 'Resalat Insurance Brokerage' },
  capabilities: { quotes, policies, claims, ...commonCapabilities },
});
