/// <reference lib="dom" />
import type { ReferralPartner } from '@rahyar/domain';
import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Clock } from '../http/clock.ts';
import { type PartnerEvent, parsePartnerEvent } from '../partner-event.ts';
import type { ReplayStore, WebhookClaim } from './replay-store.ts';
import type { WebhookKey } from './webhook-key.ts';
import { PARSED_BODY_ADVICE, verifyWebhook, type WebhookRefusal } from './webhook-signature.ts';

/** A webhook as it came: a fetch `Request` that nobody has read, or its headers and raw bytes. */
export type IncomingWebhook = Request | { readonly headers: HeadersInit; readonly body: Uint8Array };

/** `unavailable`: the host could not keep the event now, and the partner is to repeat it. `over`: it wants no more of them. */
export type HandlingFailure = 'unavailable' | 'over';

/** What became of one delivery, for logs and counters; nothing in it is the partner's text. */
export type WebhookOutcome =
  | 'handled'
  | 'seen'
  | 'older'
  | 'busy'
  | 'tooLarge'
  | 'notPost'
  | 'malformedBody'
  | 'storeFailed'
  | HandlingFailure
  | WebhookRefusal;

export type WebhookReceiverSettings = {
  readonly partner: ReferralPartner;
  /** All that are active; a key being retired stays until the partner has stopped signing with it. */
  readonly keys: readonly WebhookKey[];
  readonly replays: ReplayStore;
  readonly clock: Pick<Clock, 'nowMs'>;
  /**
   * Keeps one event. Called for types that this version does not know too (`unrecognized`), so that they can be counted. Versions of one
   * thing come in growing order; a program that stops half-way is called again with the same event.
   */
  readonly on: (event: PartnerEvent) => ResultAsync<void, HandlingFailure>;
  readonly report?: (outcome: WebhookOutcome) => void;
  readonly toleranceSeconds?: number;
  /** 65,536 if not said; an event of the contract has less than 1,000. */
  readonly bodyLimitBytes?: number;
  /** How long `on` may take before another delivery may take its place; 60,000 if not said. */
  readonly leaseMs?: number;
};

/** The partner repeats after anything but a 2xx, and stops after a 410. */
const STATUS_OF = {
  handled: 204,
  seen: 204,
  older: 204,
  busy: 503,
  unavailable: 503,
  storeFailed: 503,
  over: 410,
  tooLarge: 413,
  notPost: 405,
  malformedBody: 400,
  missingHeader: 400,
  malformedHeader: 400,
  stale: 401,
  fromFuture: 401,
  badSignature: 401,
  // The fault is on this side, so the partner is to repeat until it is mended.
  parsedBody: 500,
} as const satisfies Record<WebhookOutcome, number>;

/**
 * Receives the webhooks of one partner: verifies, drops repetitions and what is older than what is known, and hands on the rest.
 * It answers 2xx as well for types that it does not know, and never rejects.
 */
export function createWebhookReceiver(settings: WebhookReceiverSettings): (incoming: IncomingWebhook) => Promise<Response> {
  return async (incoming) => {
    const outcome = await receive(incoming, settings);
    settings.report?.(outcome);
    return answerOf(outcome);
  };
}

function answerOf(outcome: WebhookOutcome): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (outcome === 'busy') headers.set('retry-after', '1');
  if (outcome === 'notPost') headers.set('allow', 'POST');
  return new Response(outcome === 'parsedBody' ? PARSED_BODY_ADVICE : null, { status: STATUS_OF[outcome], headers });
}

async function receive(incoming: IncomingWebhook, settings: WebhookReceiverSettings): Promise<WebhookOutcome> {
  if ('method' in incoming && incoming.method !== 'POST') return 'notPost';
  const body = await bytesOf(incoming, settings.bodyLimitBytes ?? 65_536);
  if (body.isErr()) return body.error;
  const { keys, clock, toleranceSeconds = 300 } = settings;
  const verified = await verifyWebhook(new Headers(incoming.headers), body.value, { keys, nowMs: clock.nowMs(), toleranceSeconds });
  if (verified.isErr()) return verified.error;
  const event = eventOf(body.value);
  return event === undefined ? 'malformedBody' : handle(event, verified.value.id, settings);
}

async function handle(event: PartnerEvent, webhookId: string, settings: WebhookReceiverSettings): Promise<WebhookOutcome> {
  const { partner, replays, clock, leaseMs = 60_000 } = settings;
  const change = changeOf(event);
  const claim: WebhookClaim = { partner, webhookId, leaseEndsAtMs: clock.nowMs() + leaseMs, ...(change === undefined ? {} : { change }) };
  const answer = await replays.claim(claim).catch(() => 'storeFailed' as const);
  if (answer !== 'claimed') return answer;
  const handled = await handledBy(settings, event);
  // If the store fails now, the lease ends by itself.
  const ended = handled === 'handled' ? replays.finish(claim) : replays.release(claim);
  return ended.then(
    () => handled,
    () => (handled === 'handled' ? 'storeFailed' : handled),
  );
}

/** A handler that throws has not kept the event. */
async function handledBy({ on }: WebhookReceiverSettings, event: PartnerEvent): Promise<'handled' | HandlingFailure> {
  try {
    return await on(event).match(
      () => 'handled' as const,
      (failure) => failure,
    );
  } catch {
    return 'unavailable';
  }
}

function changeOf(event: PartnerEvent): WebhookClaim['change'] {
  if (event.kind === 'unrecognized') return undefined;
  const { stateVersion } = event;
  return { thing: event.kind === 'stateChanged' ? `${event.type} ${event.thingId}` : `referral ${event.referralId}`, stateVersion };
}

function eventOf(body: Uint8Array): PartnerEvent | undefined {
  try {
    return parsePartnerEvent(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).unwrapOr(undefined);
  } catch {
    return undefined;
  }
}

async function bytesOf(incoming: IncomingWebhook, limitBytes: number): Promise<Result<Uint8Array, WebhookOutcome>> {
  if (!('arrayBuffer' in incoming)) return withinLimit(incoming.body, limitBytes);
  if (incoming.bodyUsed) return err('parsedBody');
  if (Number(incoming.headers.get('content-length')) > limitBytes) return err('tooLarge');
  try {
    return await readWithin(incoming.body, limitBytes);
  } catch {
    // The connection broke while it was read; nobody is there to see the answer.
    return err('malformedBody');
  }
}

const withinLimit = (body: Uint8Array, limitBytes: number): Result<Uint8Array, WebhookOutcome> =>
  body.byteLength > limitBytes ? err('tooLarge') : ok(body);

async function readWithin(stream: Request['body'], limitBytes: number): Promise<Result<Uint8Array, WebhookOutcome>> {
  const reader = stream?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > limitBytes) {
      // The rest is not wanted, and whether the other side notices does not matter.
      void reader?.cancel().catch(() => undefined);
      return err('tooLarge');
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return ok(bytes);
}
