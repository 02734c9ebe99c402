import { type Capability, PARTNER_CONTRACTS, type PartnerContract } from '@rahyar/partners/contract';
import { err, ok, type Result } from 'neverthrow';

/** Every capability that the kit knows, with the partner that offers it. */
export const knownProfiles = (): readonly { readonly contract: PartnerContract; readonly profile: Capability }[] =>
  PARTNER_CONTRACTS.flatMap((contract) => Object.values(contract.capabilities).map((profile) => ({ contract, profile })));

/** The one partner that offers all of some profiles; what every partner offers needs the partner's name beside it. */
export function partnerOf(
  ids: readonly string[],
  named: string | undefined,
): Result<{ readonly contract: PartnerContract; readonly profiles: readonly Capability[] }, string> {
  const fitting = PARTNER_CONTRACTS.filter(({ id, capabilities }) => {
    const offered = Object.values(capabilities).map((one) => one.id);
    return (named === undefined || id === named) && ids.every((wanted) => offered.includes(wanted));
  });
  const [contract, ...more] = fitting;
  if (contract === undefined) return err(`No partner that is known offers ${ids.join(' and ')}. "list profiles" names them.`);
  if (more.length > 0)
    return err(`Several partners offer ${ids.join(' and ')}: name one of ${fitting.map(({ id }) => id).join(', ')} by --partner.`);
  return ok({ contract, profiles: Object.values(contract.capabilities).filter(({ id }) => ids.includes(id)) });
}
