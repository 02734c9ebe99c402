import { newPrivateJwk, publicKeyOf } from '../trust/sign-request.ts';
import { READING_FAULTS } from './reading-faults.ts';
import type { PlantedFault } from './spoil.ts';
import { type FaultWorld, trustFaults } from './trust-faults.ts';
import { WEBHOOK_FAULTS } from './webhook-faults.ts';
import { WRITING_FAULTS } from './writing-faults.ts';

/** Every fault of a partner that the kit is tried on: at least one for each MUST that is asked of a server or of a sender of webhooks. */
export const plantedFaults = (world: FaultWorld): readonly PlantedFault[] => [
  ...READING_FAULTS,
  ...WRITING_FAULTS,
  ...trustFaults(world),
  ...WEBHOOK_FAULTS,
];

/** The names of all faults, those of receivers aside, for lists and documents: none of them is planted anywhere. */
export function namesOfFaults(): readonly Pick<PlantedFault, 'id' | 'breaks' | 'does' | 'also' | 'tls'>[] {
  const signingKey = { id: 'none', privateJwk: newPrivateJwk() };
  return plantedFaults({ signingKey, publicKey: publicKeyOf(signingKey), nowMs: () => 0 });
}
