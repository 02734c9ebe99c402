import * as z from 'zod';

/**
 * Opaque identifiers given by the host system: 1 to 64 letters, digits and `_ . : -`, never beginning with a sign.
 * They must not be national ids or phone numbers: plans and logs carry them in the clear.
 */
const opaqueId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, 'value.format');

export const SubjectId = opaqueId.brand('SubjectId');
export type SubjectId = z.infer<typeof SubjectId>;
export const StaffId = opaqueId.brand('StaffId');
export type StaffId = z.infer<typeof StaffId>;
export const RahyariOrganizationId = opaqueId.brand('RahyariOrganizationId');
export type RahyariOrganizationId = z.infer<typeof RahyariOrganizationId>;
export const AffiliatedOrganizationId = opaqueId.brand('AffiliatedOrganizationId');
export type AffiliatedOrganizationId = z.infer<typeof AffiliatedOrganizationId>;
export const EventId = opaqueId.brand('EventId');
export type EventId = z.infer<typeof EventId>;
export const FollowUpId = opaqueId.brand('FollowUpId');
export type FollowUpId = z.infer<typeof FollowUpId>;
export const ReferralId = opaqueId.brand('ReferralId');
export type ReferralId = z.infer<typeof ReferralId>;
export const CaseId = opaqueId.brand('CaseId');
export type CaseId = z.infer<typeof CaseId>;
