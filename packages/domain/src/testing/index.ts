export { arbitraryFromSchema, type SchemaNode } from './arbitrary-from-schema.ts';
export {
  arbitraryCardNumber,
  arbitraryDigitSpelling,
  arbitraryDivisionCode,
  arbitraryForeignerId,
  arbitraryLegalEntityId,
  arbitraryMobile,
  arbitraryNationalId,
  arbitraryNearMiss,
  arbitraryPostalCode,
  arbitraryPromissoryId,
  arbitrarySayadId,
  arbitrarySheba,
  arbitrarySingleDigitChange,
  arbitraryWrittenMobile,
} from './identifier-arbitraries.ts';
