export { type DayOf, eventsFromPartner, eventsFromPartnerPage, type UnplacedPartnerEvent } from './events-from-partner.ts';
export { type Clock, machineClock } from './http/clock.ts';
export { createHttpGateway, type HttpPartner } from './http/http-gateway.ts';
export type { HttpSettings } from './http/http-settings.ts';
export { createInMemoryGateway, type InMemoryPartner, type PartnerDecision, type PartnerRefusal } from './in-memory-gateway.ts';
export { isKnown, type OpenWord, type UnknownWord } from './open-word.ts';
export {
  CONFLICT_REMEDIES,
  type ConflictRemedy,
  type ContractBreach,
  PARTNER_ERROR_TERMS,
  type PartnerError,
  type PartnerErrorDetail,
  type PartnerErrorKind,
  type PartnerOutcome,
  type RetryAdvice,
} from './partner-error.ts';
export {
  PARTNER_EVENT_TYPES,
  PARTNER_STATES,
  type PartnerEvent,
  PartnerEventV1,
  type PartnerState,
  parsePartnerEvent,
  type ReferralStateChanged,
  type UnrecognizedPartnerEvent,
} from './partner-event.ts';
export { type CallOptions, type PartnerGateway, POLL_PAGE_EVENTS, type ReferralReceipt } from './partner-gateway.ts';
export { type PartnerRegistry, PROCESS_PARTNERS, partnersFor } from './process-partners.ts';
export { ReferralV1, toReferralV1 } from './referral-v1.ts';
