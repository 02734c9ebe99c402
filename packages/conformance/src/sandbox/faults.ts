/// <reference lib="dom" />
import type { Clock } from '@rahyar/partners';
import type { WireHandler } from '@rahyar/partners/testing';
import * as z from 'zod';

/** What can go wrong between a caller and a partner that is itself in order. */
export const WIRE_FAULTS = [
  'latency',
  'reset',
  'cutBody',
  'stall',
  'blackhole',
  'rateLimited',
  'unavailable',
  'wrongSchema',
  'wrongContentType',
  'redirect',
] as const;
/** What can go wrong with webhooks. A clock that is wrong is set on the clock itself. */
export const WEBHOOK_FAULTS = ['duplicateWebhook', 'reorderWebhook', 'dropWebhook'] as const;

/** A fault, when it strikes, and how often. */
export const FaultRule = z.strictObject({
  kind: z.enum([...WIRE_FAULTS, ...WEBHOOK_FAULTS]),
  /** The part of the address after the host that it strikes: a text within the path. Every request if absent. */
  path: z.string().max(200).optional(),
  method: z.enum(['GET', 'POST']).optional(),
  /** How many times; for ever if absent. */
  times: z.int().min(1).max(1_000_000).optional(),
  /** Whether the partner has carried the request out when the fault strikes; by itself a fault strikes after, a delay and a refusal before. */
  when: z.enum(['before', 'after']).optional(),
  /** How long a delay is, or how long to wait before trying again. */
  ms: z.int().min(0).max(600_000).optional(),
  /** Where a redirect leads; an address of the inside if absent. */
  to: z.string().max(400).optional(),
});
export interface FaultRule extends z.infer<typeof FaultRule> {}

export type Faults = {
  readonly set: (rules: readonly FaultRule[]) => void;
  /** How often each kind has struck. */
  readonly struck: () => Readonly<Record<string, number>>;
  /** The fault of a webhook that is about to be sent, counted. */
  readonly ofWebhook: () => FaultRule | undefined;
  /** `handler` with the faults around it, on a line that can break. */
  readonly around: (handler: WireHandler, line?: Line) => WireHandler;
};

/** What carries the answer of one request, and how it breaks. */
export type Line = {
  readonly reset: () => Response;
  /** Carries the first half of an answer, and then breaks or falls silent. */
  readonly half: (head: { readonly status: number; readonly headers: Headers }, bytes: Uint8Array, end: 'break' | 'silence') => Response;
};

export function createFaults(clock: Clock): Faults {
  let rules: { readonly rule: FaultRule; left: number }[] = [];
  const counts = new Map<string, number>();

  const next = (fits: (rule: FaultRule) => boolean): FaultRule | undefined => {
    const found = rules.find(({ rule, left }) => left > 0 && fits(rule));
    if (found === undefined) return undefined;
    found.left -= 1;
    counts.set(found.rule.kind, (counts.get(found.rule.kind) ?? 0) + 1);
    return found.rule;
  };

  return {
    set: (given) => {
      rules = given.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
      counts.clear();
    },
    struck: () => Object.fromEntries(counts),
    ofWebhook: () => next(({ kind }) => isOneOf(WEBHOOK_FAULTS, kind)),
    around:
      (handler, line = LINE_OF_STREAMS) =>
      async (request) => {
        const { pathname } = new URL(request.url);
        const rule = next(
          ({ kind, path = '', method = request.method }) =>
            isOneOf(WIRE_FAULTS, kind) && pathname.includes(path) && method === request.method,
        );
        return rule === undefined ? handler(request) : struckBy(rule, { request, handler, line, clock });
      },
  };
}

const isOneOf = (kinds: readonly string[], kind: string): boolean => kinds.includes(kind);

/** Without a network: a fetch that fails, a stream that errs or never ends. */
const LINE_OF_STREAMS: Line = {
  reset: () => {
    throw new TypeError('fetch failed');
  },
  half: (head, bytes, end) => new Response(halfOf(bytes, end), head),
};

const STRIKES_BEFORE: readonly string[] = ['latency', 'rateLimited', 'unavailable', 'redirect'];

type Strike = { readonly request: Request; readonly handler: WireHandler; readonly line: Line; readonly clock: Clock };

async function struckBy(rule: FaultRule, { request, handler, line, clock }: Strike): Promise<Response> {
  const { kind, ms = 1_000, to = 'http://127.0.0.1:9/inside', when = STRIKES_BEFORE.includes(kind) ? 'before' : 'after' } = rule;
  if (kind === 'latency' && when === 'before') await pause(clock, ms);
  const answer = when === 'after' || kind === 'latency' ? await handler(request) : undefined;
  switch (kind) {
    case 'latency':
      if (when === 'after') await pause(clock, ms);
      return answer ?? line.reset();
    case 'reset':
      return line.reset();
    case 'blackhole':
      return new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(new DOMException('The caller went away.', 'AbortError')), { once: true });
      });
    case 'rateLimited':
    case 'unavailable':
      return refusal(request, kind, ms);
    case 'redirect':
      return new Response(null, { status: 307, headers: { location: to } });
    default:
      return spoilt(answer ?? Response.json({ data: [] }), kind, line);
  }
}

const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.schedule(ms, resolve);
  });

const REFUSALS = {
  rateLimited: { status: 429, code: 'RATE_LIMITED', title: 'شمار درخواست‌ها بیش از اندازه است' },
  unavailable: { status: 503, code: 'UNAVAILABLE', title: 'سازمان اکنون در دسترس نیست' },
} as const;

function refusal(request: Request, kind: keyof typeof REFUSALS, ms: number): Response {
  const { status, code, title } = REFUSALS[kind];
  const requestId = request.headers.get('x-request-id') ?? 'req_sandbox';
  const document = { type: `urn:rahyar:problem:${code}`, title, status, code, requestId, retryable: true };
  const headers = {
    'content-type': 'application/problem+json',
    'retry-after': String(Math.ceil(ms / 1000)),
    'x-request-id': requestId,
    'cache-control': 'no-store',
  };
  return new Response(JSON.stringify(document), { status, headers });
}

async function spoilt(answer: Response, kind: FaultRule['kind'], line: Line): Promise<Response> {
  const text = await answer.text();
  const { status } = answer;
  const headers = new Headers(answer.headers);
  if (kind === 'wrongSchema') return new Response(JSON.stringify({ id: 7, state: null }), { status, headers });
  if (kind === 'wrongContentType') headers.set('content-type', 'text/html');
  if (kind === 'wrongContentType') return new Response(text, { status, headers });
  const bytes = new TextEncoder().encode(text);
  headers.set('content-length', String(bytes.length));
  return line.half({ status, headers }, bytes.slice(0, Math.ceil(bytes.length / 2)), kind === 'cutBody' ? 'break' : 'silence');
}

function halfOf(bytes: Uint8Array, end: 'break' | 'silence'): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (sent && end === 'break') controller.error(new TypeError('terminated'));
        if (sent) return new Promise<void>(() => {});
        sent = true;
        controller.enqueue(bytes);
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
}
