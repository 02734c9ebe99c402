export { arbitraryFromSchema, type SchemaNode } from './arbitrary-from-schema.ts';
export {
  arbitraryNationalId,
  arbitraryLegalEntityId,
  arbitraryForeignerId,
  arbitraryMobile,
  arbitraryWrittenMobile,
  arbitraryPostalCode,
  arbitrarySheba,
  arbitraryCardNumber,
  arbitrarySayadId,
  arbitraryPromissoryId,
  arbitraryDivisionCode,
  arbitraryDigitSpelling,
  arbitraryNearMiss,
  arbitrarySingleDigitChange,
} from './identifier-arbitraries.ts';
