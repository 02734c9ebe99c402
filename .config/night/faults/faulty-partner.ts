/// <reference lib="dom" />
import type { PartnerContract } from '@rahyar/partners/contract';
import { createPartnerModel, createWireHandler, type PartnerModel, seededIds } from '@rahyar/partners/testing';
import type { HandClock } from '../../../packages/partners/src/testing/hand-clock.ts';
import { type Dice, WIRE_FAULTS, type WireFault } from './fault-kinds.ts';

export const PARTNER_ADDRESS = 'https://partner.example';
/** When a request was signed, by the caller's clock; a partner refuses one that is more than a minute off. */
export const SIGNED_AT = 'x-signed-at-ms';
const SIGNATURE_MS = 60_000;

/** One fault of one request; `phase`: before the partner carries the request out, or after. */
export type Strike = { readonly kind: WireFault | 'none'; readonly phase: 'before' | 'after'; readonly ms: number };

export type FaultyPartner = {
  readonly model: PartnerModel;
  /** By the wire, with the strikes of the first requests. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** How many requests had an effect: the truth. */
  readonly effects: () => number;
  /** Requests that would have left the partner's own address. */
  readonly strays: () => number;
  readonly requests: () => number;
  /** The text of the last good answer that arrived whole. */
  readonly lastAnswer: () => string | undefined;
  /** Requests that were still on their way arrive. */
  readonly arrive: () => Promise<void>;
  /** From now on everything is in order. */
  readonly recover: () => void;
};

export function createFaultyPartner(
  contract: PartnerContract,
  { clock, strikes, seed, leavesOut }: { clock: HandClock; strikes: readonly Strike[]; seed: number; leavesOut: ReadonlySet<string> },
): FaultyPartner {
  const newId = seededIds(seed);
  const state = { effects: 0, strays: 0, requests: 0, skewMs: 0, workMs: 0, isWell: false, last: undefined as string | undefined };
  const late: (() => Promise<Response>)[] = [];
  const own = { nowMs: () => clock.nowMs() + state.skewMs, schedule: clock.schedule };
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.schedule(ms, resolve);
    });
  const model = createPartnerModel(contract, { now: () => new Date(own.nowMs()).toISOString() as never, newId, leavesOut });
  // Every effect tells an event; a call whose answer is repeated tells none.
  const watched: PartnerModel = {
    ...model,
    answer: (call) => {
      const before = model.events().length;
      const answer = model.answer(call);
      if (model.events().length > before) state.effects += 1;
      return answer;
    },
  };
  const handler = createWireHandler([watched], {
    clock: own,
    newRequestId: () => newId('req'),
    authorize: () => ({ id: 'rahyar', scopes: 'all' }),
    verifySignature: (request) => Promise.resolve(Math.abs(Number(request.headers.get(SIGNED_AT)) - own.nowMs()) <= SIGNATURE_MS),
    work: () => {
      const ms = state.workMs;
      state.workMs = 0;
      return ms === 0 ? Promise.resolve() : pause(ms);
    },
  });

  const struck = async ({ kind, phase, ms }: Strike, carryOut: () => Promise<Response>): Promise<Response> => {
    const answer = phase === 'after' && HAS_PHASES.includes(kind) ? await carryOut() : undefined;
    switch (kind) {
      case 'none':
        return carryOut();
      case 'latency':
        await pause(ms);
        return answer ?? carryOut();
      case 'slowWork':
        state.workMs = ms;
        return carryOut();
      case 'clockSkew':
        state.skewMs = phase === 'before' ? -ms * 20 : ms * 20;
        return carryOut();
      case 'lateRequest':
        late.push(carryOut);
        return phase === 'before' ? never() : broken();
      case 'doubledRequest': {
        const both = await Promise.all([carryOut(), carryOut()]);
        return both[phase === 'before' ? 0 : 1];
      }
      case 'reset':
        return broken();
      case 'blackhole':
        return never();
      case 'rateLimited':
        return refusal(429, 'RATE_LIMITED', waitOf(ms, own.nowMs()));
      case 'unavailable':
        return refusal(503, 'UNAVAILABLE', waitOf(ms, own.nowMs()));
      case 'serverError':
        return refusal(500, 'INTERNAL');
      case 'redirectInward':
        return new Response(null, { status: 307, headers: { location: 'http://169.254.169.254/latest/meta-data/' } });
      default:
        return spoilt(await carryOut(), kind);
    }
  };

  return {
    model,
    fetch: async (request) => {
      const { origin } = new URL(request.url);
      if (origin !== PARTNER_ADDRESS || request.redirect !== 'manual') state.strays += 1;
      const bytes = request.method === 'GET' ? undefined : await request.arrayBuffer();
      const { method, url, headers } = request;
      const carryOut = () => handler(new Request(url, { method, headers, ...(bytes === undefined ? {} : { body: bytes }) }));
      const strike = (state.isWell ? undefined : strikes[state.requests]) ?? NOTHING;
      state.requests += 1;
      const response = await struck(strike, carryOut);
      const isWhole = response.ok && !SPOILING.includes(strike.kind);
      if (isWhole) state.last = await response.clone().text();
      return response;
    },
    effects: () => state.effects,
    strays: () => state.strays,
    requests: () => state.requests,
    lastAnswer: () => state.last,
    arrive: async () => {
      for (const action of late.splice(0)) await action();
    },
    recover: () => {
      state.isWell = true;
      state.skewMs = 0;
    },
  };
}

/** The strikes of the first requests of a run: most of them of one kind, the others of any. */
export function drawStrikes(dice: Dice, kind: WireFault | undefined): readonly Strike[] {
  const count = dice.int(1, kind === undefined ? 3 : 5);
  return Array.from({ length: count }, (_, index) => ({
    kind: kind !== undefined && (index === 0 || dice.chance(0.6)) ? kind : dice.pick([...WIRE_FAULTS, 'none' as const, 'none' as const]),
    phase: dice.pick(['before', 'after'] as const),
    ms: dice.pick([0, 40, 900, 4_000, 12_000, 45_000]),
  }));
}

const NOTHING: Strike = { kind: 'none', phase: 'before', ms: 0 };
/** Those that may strike before the effect or after it. */
const HAS_PHASES: readonly string[] = ['latency', 'reset', 'blackhole', 'unavailable', 'serverError', 'redirectInward'];
const SPOILING: readonly string[] = ['cutBody', 'stall', 'wrongSchema', 'wrongContentType'];

const never = (): Promise<never> => new Promise(() => undefined);
const broken = (): never => {
  throw new TypeError('fetch failed');
};

/** In seconds, or as a date by the partner's own clock. */
const waitOf = (ms: number, nowMs: number): string =>
  ms % 1_000 === 0 ? String(Math.min(ms, 12_000) / 1_000) : new Date(nowMs + 2_000).toUTCString();

function refusal(status: number, code: string, retryAfter?: string): Response {
  const headers = { 'content-type': 'application/problem+json', ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) };
  return new Response(JSON.stringify({ type: `urn:rahyar:problem:${code}`, title: 'خطا', status, code }), { status, headers });
}

async function spoilt(answer: Response, kind: 'cutBody' | 'stall' | 'wrongSchema' | 'wrongContentType'): Promise<Response> {
  const text = await answer.text();
  const { status } = answer;
  const headers = new Headers(answer.headers);
  if (kind === 'wrongSchema') return new Response(JSON.stringify({ id: 7, data: 7 }), { status, headers });
  if (kind === 'wrongContentType') {
    headers.set('content-type', 'text/html');
    return new Response(text, { status, headers });
  }
  const half = new TextEncoder().encode(text.slice(0, text.length / 2));
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(half);
    },
    pull: (controller) => {
      if (kind === 'cutBody') controller.error(new TypeError('terminated'));
      return kind === 'stall' ? never() : undefined;
    },
  });
  return new Response(stream, { status, headers });
}
