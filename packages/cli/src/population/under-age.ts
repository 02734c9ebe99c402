import { PARAMETERS } from './parameters.ts';
import { hash32 } from './random.ts';

/** Whether the natural person with this number in the id is under 18. Told from the number alone: the columns have no place for it. */
export const isUnderAge = (rank: number): boolean => hash32(rank, UNDER_AGE_SALT) < PARAMETERS.underAgeShare.value * 2 ** 32;

const UNDER_AGE_SALT = 0x1809;
