import type { Caseload } from '@rahyar/domain';
import { PARAMETERS } from './parameters.ts';
import type { Random } from './random.ts';

/** The caseloads of a population of so many people: those of the whole membership, scaled down, so that coverage is as tight. */
export type Caseloads = {
  area(random: Random): Caseload;
  organization(random: Random): Caseload;
  social(random: Random): Caseload;
  online(): Caseload;
};

export function caseloadsFor(people: number): Caseloads {
  const scale = people / PARAMETERS.membersNationwide.value;
  const dedicated = (random: Random, organization: number): Caseload => {
    const person = Math.ceil(spread(random) * scale * PARAMETERS.peoplePerRahyar.value);
    return { person, collective: Math.ceil(person * collectivesPerPerson() * PARAMETERS.collectiveRoom.value), organization };
  };
  const { onlineSubjects, socialCollectives, socialPeople, areaBodies, organizationBodies } = PARAMETERS;
  return {
    area: (random) => dedicated(random, areaBodies.value),
    organization: (random) => dedicated(random, organizationBodies.value),
    social: (random) => ({
      person: Math.ceil(spread(random) * scale * socialPeople.value),
      collective: socialCollectives.value,
      organization: 0,
    }),
    online: () => ({ person: onlineSubjects.value, collective: onlineSubjects.value, organization: onlineSubjects.value }),
  };
}

/** From below to above 1 by as much as the parameter says. */
const spread = (random: Random): number => 1 + PARAMETERS.caseloadSpread.value * (2 * random.uniform() - 1);

/** How many cores and hubs there are for each person. */
const collectivesPerPerson = (): number => COLLECTIVE_DENSITIES.reduce((sum, { perThousand }) => sum + perThousand, 0) / 1_000;

/** The four collectives, in the order in which their ids are given. */
export const COLLECTIVE_DENSITIES = [
  { kind: 'socialEntrepreneurshipCore', perThousand: PARAMETERS.entrepreneurshipCores.value },
  { kind: 'socialTrustCore', perThousand: PARAMETERS.trustCores.value },
  { kind: 'jihadiCore', perThousand: PARAMETERS.jihadiCores.value },
  { kind: 'socialCooperationHub', perThousand: PARAMETERS.cooperationHubs.value },
] as const;
