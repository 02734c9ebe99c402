import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { cores } from './cores.ts';
import { members } from './members.ts';
import { membership } from './membership.ts';

export { CORE_MACHINE, CORE_TYPES, coreIdentifier, cores } from './cores.ts';
export { MEMBER_MACHINE, member, members } from './members.ts';
export { APPLICANT_KINDS, MEMBERSHIP_MACHINE, membership, membershipApplication } from './membership.ts';

/** The secretariat of the supporters' association. */
export const association = partnerContract({
  id: 'secretariat',
  title: { fa: 'دبیرخانهٔ انجمن حامیان', en: 'Secretariat of the association' },
  capabilities: { membership, members, cores, ...commonCapabilities },
});
