import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { accounting } from './accounting.ts';
import { booths } from './booths.ts';
import { listings } from './listings.ts';

export { accounting, ENTRY_MACHINE, entry } from './accounting.ts';
export { BOOTH_MACHINE, booth, booths } from './booths.ts';
export { LISTING_MACHINE, listing, listings } from './listings.ts';

/** Fardap: the members' market and the members' books. */
export const fardap = partnerContract({
  id: RahyariOrganizationId.parse('fardap'),
  title: { fa: 'شرکت دانش‌بنیان فرداپ', en: 'Fardap' },
  capabilities: { booths, listings, accounting, ...commonCapabilities },
});
