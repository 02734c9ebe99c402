export type { Call, PortOf, PortsOf } from './contract/capability.ts';
export { type DayOf, eventsFromPartner, eventsFromPartnerPage, type UnplacedPartnerEvent } from './events-from-partner.ts';
export { type Clock, machineClock } from './http/clock.ts';
export { createHttpGateway, type HttpPartner } from './http/http-gateway.ts';
export type { HttpSettings } from './http/http-settings.ts';
export {
  type CommandOutcome,
  type CommandRecord,
  createMemoryIdempotencyStore,
  type IdempotencyStore,
  type StoreFailure,
} from './http/idempotency-store.ts';
export { ANSWER_DEPTH, readJson } from './http/json-text.ts';
export { itemsOf, type PagedCall, pagesOf } from './http/paging.ts';
export { createPartnerClient, type PartnerClient, type PartnerClientConfig } from './http/partner-client.ts';
export type { Wake } from './http/pause.ts';
export type { Credentials, RequestSigner, UnsignedRequest } from './http/ports.ts';
export { redacted } from './http/redact.ts';
export type { AttemptEnded, CallBegan, CallEnded, CallSpan, TelemetryPort } from './http/telemetry.ts';
export { type WaitOptions, waitFor } from './http/waiting.ts';
export { isKnown, type OpenWord, type UnknownWord } from './open-word.ts';
export {
  type CallTrace,
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
  StateChangedV1,
  type ThingStateChanged,
  type UnrecognizedPartnerEvent,
} from './partner-event.ts';
export { type PartnerGateway, POLL_PAGE_EVENTS, type ReferralReceipt } from './partner-gateway.ts';
export { createPortGateway, type GatewayPorts } from './port-gateway.ts';
export { type PartnerRegistry, PROCESS_PARTNERS, partnersFor } from './process-partners.ts';
export { ReferralV1, toReferralV1 } from './referral-v1.ts';
export { bearer } from './trust/bearer.ts';
export { type ClientCredentialsSettings, createClientCredentials } from './trust/client-credentials.ts';
export { type Ed25519Key, ed25519PrivateKey, ed25519PublicKey } from './trust/ed25519-key.ts';
export { SIGNATURE_ALGORITHM, SIGNATURE_TAG, SIGNED_COMPONENTS } from './trust/request-profile.ts';
export { createSigner } from './trust/request-signer.ts';
export {
  type RequestVerification,
  SIGNATURE_REFUSALS,
  type SignatureRefusal,
  type SignedRequest,
  type VerifiedRequest,
  verifyRequest,
} from './trust/verify-request.ts';
export { DELIVERY_DELAYS_MS, type DeliveryAnswer, type DeliveryStep, nextAttempt } from './webhooks/delivery-schedule.ts';
export { type ClaimAnswer, createInMemoryReplayStore, type ReplayStore, type WebhookClaim } from './webhooks/replay-store.ts';
export { type ChannelMessage, createWebhookChannel, type WebhookChannelSettings } from './webhooks/webhook-channel.ts';
export {
  listedWebhookKey,
  WEBHOOK_SCHEMES,
  type WebhookKey,
  type WebhookKeyError,
  type WebhookScheme,
  webhookKeyPair,
  webhookSigningKey,
  webhookVerifyingKey,
} from './webhooks/webhook-key.ts';
export {
  createWebhookReceiver,
  type HandlingFailure,
  type IncomingWebhook,
  type WebhookOutcome,
  type WebhookReceiverSettings,
} from './webhooks/webhook-receiver.ts';
export {
  createWebhookSender,
  type WebhookDelivery,
  type WebhookOutbox,
  type WebhookSender,
  type WebhookSenderSettings,
} from './webhooks/webhook-sender.ts';
export {
  PARSED_BODY_ADVICE,
  signWebhook,
  type VerifiedWebhook,
  verifyWebhook,
  WEBHOOK_REFUSALS,
  type WebhookRefusal,
} from './webhooks/webhook-signature.ts';
