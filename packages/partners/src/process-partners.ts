import { type KeyProcess, RahyariOrganizationId, type ReferralPartner } from '@rahyar/domain';

/** Which partners serve each key process, the main one first. */
export type PartnerRegistry = Readonly<Record<KeyProcess, readonly [ReferralPartner, ...ReferralPartner[]]>>;

const organization = (id: string): ReferralPartner => RahyariOrganizationId.parse(id);
const bank = organization('resalatBank');
const part = organization('part');
const fardap = organization('fardap');
const shokoohIsar = organization('shokoohIsar');
const university = organization('resalatUniversity');

/**
 * The pairing that the SDK starts from. The text gives each organisation's field (L42, L59) and the list of processes (L97); who serves
 * which process is assumed from them; whoever offers a capability for a process in `PARTNER_CONTRACTS` is among them. It is open: a host
 * passes its own registry to {@link partnersFor}.
 */
export const PROCESS_PARTNERS = {
  membership: ['secretariat', bank, part],
  effectiveCommunication: [university],
  memberIdentification: ['secretariat', fardap],
  creditAssessment: [part],
  promissoryNotePurchase: [part, bank],
  loanRequest: [bank, 'secretariat'],
  digitalSignature: [part],
  biometricVerification: [part, bank],
  digitalCheque: [bank],
  coreIdIssuance: ['secretariat'],
  satBoothSetup: [fardap],
  satOffering: [fardap, shokoohIsar],
} as const satisfies PartnerRegistry;

/** The partners that serve a process, the main one first. */
export const partnersFor = (process: KeyProcess, registry: PartnerRegistry = PROCESS_PARTNERS): PartnerRegistry[KeyProcess] =>
  registry[process];
