import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, identifierSchema, parseIdentifier } from './identifier.ts';

/**
 * The code of an official division, as given by the Statistical Centre of Iran: province 2 digits, county 4, district 6,
 * city or rural district ("place") 10, zero-padded. Codes nest: a code begins with its parent's. `00` is a province (Markazi).
 */
export type DivisionCode = string & z.$brand<'DivisionCode'>;

export type DivisionLevel = 'province' | 'county' | 'district' | 'place';

/** Only the form is checked; whether the division exists is a question to `@rahyar/geo`. */
export const parseDivisionCode = (input: unknown): Result<DivisionCode, InputError> =>
  parseIdentifier(input, (written) => digitsFault(written, CODE_LENGTHS));

export const DivisionCode = identifierSchema(parseDivisionCode);

export function divisionLevel(code: DivisionCode): DivisionLevel {
  if (code.length === 2) return 'province';
  if (code.length === 4) return 'county';
  return code.length === 6 ? 'district' : 'place';
}

/** The code one level up; a province has none. */
export const parentDivision = (code: DivisionCode): DivisionCode | undefined => {
  const parentLength = CODE_LENGTHS[CODE_LENGTHS.indexOf(code.length) - 1];
  return parentLength === undefined ? undefined : (code.slice(0, parentLength) as DivisionCode);
};

/** Whether `code` is `area` or lies in it. Both are of full levels, so a common beginning ends at a level boundary. */
export const withinDivision = (code: DivisionCode, area: DivisionCode): boolean => code.startsWith(area);

const CODE_LENGTHS: readonly number[] = [2, 4, 6, 10];
