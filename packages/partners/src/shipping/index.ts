import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { shipments } from './shipments.ts';

export { SHIPMENT_MACHINE, shipment, shipments } from './shipments.ts';

/** Shokooh-e Isar: sending and delivery. */
export const shipping = partnerContract({
  id: RahyariOrganizationId.parse('shokoohIsar'),
  title: { fa: 'شرکت شکوه ایثار', en: 'Shokooh-e Isar' },
  capabilities: { shipments, ...commonCapabilities },
});
