import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { cases } from './cases.ts';

export { CASE_MACHINE, cases, legalCase } from './cases.ts';

/** Novin Dadfar: matters of law. What it serves in public was not found; the capability is the smallest that a follow-up needs. */
export const legal = partnerContract({
  id: RahyariOrganizationId.parse('novinDadfar'),
  title: { fa: 'نوین دادفر', en: 'Novin Dadfar' },
  capabilities: { cases, ...commonCapabilities },
});
