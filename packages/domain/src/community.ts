import * as z from 'zod';
import { AffiliatedOrganization, RahyariOrganization } from './organization.ts';
import { StaffMember } from './staff.ts';

/**
 * The rahyar community (L50): its staff, and the organisations beyond those that the founding text names.
 * Rows are parsed one by one by the reader, so that one bad row does not cost the others.
 */
export const Community = z.strictObject({
  rahyariOrganizations: z.array(RahyariOrganization).max(1_000).optional(),
  affiliatedOrganizations: z.array(AffiliatedOrganization).max(10_000).optional(),
  staff: z.array(StaffMember).max(100_000),
});
export interface Community extends z.infer<typeof Community> {}
