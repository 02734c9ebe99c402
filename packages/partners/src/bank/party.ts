import * as z from 'zod';
import { marked } from '../contract/marks.ts';
import {
  choiceOf,
  IbanV1,
  IdentityCodeV1,
  MobileV1,
  openWordOf,
  PARTY_KINDS,
  PersonName,
  PostalCodeV1,
  SubjectRef,
  textOf,
} from '../contract/wire.ts';

const shape = {
  nationalId: IdentityCodeV1,
  name: PersonName.optional(),
  mobile: MobileV1.optional(),
  iban: IbanV1.optional(),
  postalCode: PostalCodeV1.optional(),
  address: marked('contact', textOf(5, 200)).optional(),
  /** Where the party is a member. */
  memberId: SubjectRef.optional(),
};

/** A party to a note or a cheque, as a caller names it. */
export const PartyV1 = z.object({ kind: choiceOf(PARTY_KINDS), ...shape });
/** The same as the bank tells it. */
export const PartySeenV1 = z.object({ kind: openWordOf(PARTY_KINDS), ...shape });

/** The provider's own word or number for a state, kept beside ours and never acted on. */
export const RawStatus = marked('none', z.string().regex(/^(?!.*\d{5})[A-Za-z0-9_]{1,63}$/, 'value.format'));
