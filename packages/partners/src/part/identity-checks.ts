import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { compute } from '../contract/operation.ts';
import { DivisionV1, Flag, IbanV1, MobileV1, NationalIdV1, openWordOf, PersonalDayV1, PostalCodeV1, Title } from '../contract/wire.ts';

/** Whose account it is, by name and birthday: `most_possible` where the bank's record is close and not the same. */
export const IBAN_OWNERSHIP_ANSWERS = ['yes', 'no', 'most_possible'] as const;

/** Small questions about a person's own data. They are asked in the body, and "not found" is an answer. */
export const identityChecks = capability({
  id: 'part.identityChecks',
  title: { fa: 'استعلام‌های هویتی', en: 'Identity checks' },
  processes: ['membership', 'biometricVerification'],
  resources: [],
  operations: {
    mobileOwnership: compute('/v1/identity-checks/mobile-ownership', {
      summary: { fa: 'تطبیق شمارهٔ همراه با کد ملی (شاهکار)', en: 'Whether a mobile number is in that person’s name (Shahkar)' },
      body: { nationalId: NationalIdV1, mobile: MobileV1 },
      example: { nationalId: '0012345679', mobile: '+989120000000' },
      output: z.object({ matched: Flag }),
      answerExample: { matched: true },
    }),
    ibanOwnership: compute('/v1/identity-checks/iban-ownership', {
      summary: { fa: 'تطبیق شبا با صاحب حساب', en: 'Whether an account is in that person’s name' },
      body: { nationalId: NationalIdV1, birthDate: PersonalDayV1, iban: IbanV1 },
      example: { nationalId: '0012345679', birthDate: '1990-03-21', iban: 'IR180700000000000000001405' },
      output: z.object({ answer: openWordOf(IBAN_OWNERSHIP_ANSWERS) }),
      answerExample: { answer: 'yes' },
    }),
    postalCodeArea: compute('/v1/identity-checks/postal-code-area', {
      summary: { fa: 'یافتن محدودهٔ یک کد پستی', en: 'The area of a postal code' },
      body: { postalCode: PostalCodeV1 },
      example: { postalCode: '1234567890' },
      output: z.object({
        found: Flag,
        division: DivisionV1.optional(),
        province: Title.optional(),
        county: Title.optional(),
        locality: Title.optional(),
      }),
      answerExample: { found: true, division: '2301', province: 'تهران', county: 'تهران', locality: 'تهران' },
    }),
  },
});
