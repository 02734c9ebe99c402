/// <reference lib="dom" />
import { INPUT_LIMITS, type InputError, parseWith } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import * as z from 'zod';
import { type NamedOperation, operationsOf, type PartnerContract } from '../contract/capability.ts';
import { CONFORMANCE_LEVELS, DISCOVERY_PATH, type DiscoveryV1 } from '../contract/discovery.ts';
import { coreOf } from '../contract/marks.ts';
import { isProblemCode, PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemV1 } from '../contract/problem.ts';
import { sealed } from '../contract/sealed.ts';
import type { Clock } from '../http/clock.ts';
import { type ModelAnswer, type PartnerModel, type Refusal, refused } from './partner-model.ts';

type Fields = Readonly<Record<string, unknown>>;
type Refused = { readonly kind: 'refused'; readonly replayed: boolean } & Refusal & { readonly allow?: string };

export type WireHandler = (request: Request) => Promise<Response>;

/** Who calls, and what the caller may do: scopes of operations, or `all`. */
export type WireCaller = { readonly id: string; readonly scopes: readonly string[] | 'all' };

export type WireLimits = {
  readonly bodyBytes: number;
  readonly pageLimit: number;
  /** Not counted if absent. */
  readonly ratePerMinute?: number;
};

/** Rules of the wire that a handler for testing tests can be told to break. */
export const WIRE_RULES = [
  'method',
  'authentication',
  'scope',
  'rate',
  'accept',
  'mediaType',
  'bodyLimit',
  'json',
  'keyRequired',
  'keyInProgress',
  'signature',
  'unknownFields',
  'validation',
] as const;
export type WireRule = (typeof WIRE_RULES)[number];

export type WireOptions = {
  readonly clock: Clock;
  /** Ids for requests that bring none of their own. */
  readonly newRequestId: () => string;
  /** Tells who a bearer token belongs to; `undefined` for one that is not good. */
  readonly authorize: (token: string, partner: string) => WireCaller | undefined | Promise<WireCaller | undefined>;
  /** Whether a command's signature is good; none is asked for if absent. */
  readonly verifySignature?: (request: Request, body: Uint8Array, caller: WireCaller) => Promise<boolean>;
  /** The answer of the token endpoint, with its status. There is none if absent. */
  readonly grantToken?: (
    form: URLSearchParams,
    address: { readonly url: string; readonly partner: string },
  ) => Promise<{ readonly status: 200 | 400 | 401; readonly json: object }>;
  readonly limits?: Partial<WireLimits>;
  /** What the discovery document says beside what the contract says. */
  readonly discovery?: (contract: PartnerContract) => Partial<DiscoveryV1> | Promise<Partial<DiscoveryV1>>;
  /** Runs after a command was understood and before it is carried out: the place for work that takes time. */
  readonly work?: (operation: NamedOperation) => Promise<void>;
  readonly leavesOut?: ReadonlySet<string>;
  readonly tamper?: (json: unknown, context: { operation?: string; partner: string; status: number; request: Request }) => unknown;
};

export const TOKEN_PATH = '/oauth/token';
const DEFAULT_LIMITS: WireLimits = { bodyBytes: 262_144, pageLimit: 100 };

/**
 * The wire of some partners around their models, as a fetch function. Every partner answers under `/<partner id>/`; one alone answers at
 * the root too. Checks go from the outside in, and the first that fails answers: address, method, token, scope, rate, `Accept`, media type,
 * size, JSON, key, signature, content; then the model.
 */
export function createWireHandler(models: readonly PartnerModel[], options: WireOptions): WireHandler {
  const { clock, newRequestId, leavesOut = new Set<string>() } = options;
  const keeps = (rule: WireRule): boolean => !leavesOut.has(rule);
  const limits: WireLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const partners = models.map((model) => ({ model, id: String(model.contract.id), routes: routesOf(model.contract) }));
  const inProgress = new Set<string>();
  const windows = new Map<string, { readonly startMs: number; count: number }>();
  type Partner = (typeof partners)[number];
  type Exchange = { readonly request: Request; readonly partner: Partner; readonly url: URL; readonly requestId: string };

  const handle: WireHandler = async (request) => {
    const url = new URL(request.url);
    const requestId = /^[A-Za-z0-9_.-]{1,64}$/.exec(request.headers.get('x-request-id') ?? '')?.[0] ?? newRequestId();
    const { partner, path } = partnerAt(url.pathname);
    if (partner === undefined) return problem(refused('NOT_FOUND'), requestId);
    const exchange: Exchange = { request, partner, url, requestId };
    if (path === DISCOVERY_PATH) return discover(exchange);
    if (path === TOKEN_PATH && options.grantToken !== undefined) return grant(exchange, options.grantToken);
    const matching = matchingRoutes(partner.routes, path);
    const route = matching.find(({ operation }) => operation.operation.method === request.method);
    if (matching.length === 0) return send(exchange, undefined, refused('NOT_FOUND'));
    if (route === undefined && keeps('method')) {
      const allow = matching.map(({ operation }) => operation.operation.method).join(', ');
      return send(exchange, undefined, { ...refused('METHOD_NOT_ALLOWED'), allow });
    }
    const chosen = route ?? matching[0];
    return chosen === undefined ? send(exchange, undefined, refused('NOT_FOUND')) : await answer(exchange, chosen);
  };

  const partnerAt = (pathname: string): { readonly partner: Partner | undefined; readonly path: string } => {
    const [, first = '', rest = '/'] = /^\/([^/]*)(\/.*)?$/.exec(pathname) ?? [];
    const named = partners.find(({ id }) => id === first);
    return named === undefined
      ? { partner: partners.length === 1 ? partners[0] : undefined, path: pathname }
      : { partner: named, path: rest };
  };

  const answer = async (exchange: Exchange, { operation, params }: Matched): Promise<Response> => {
    const understood = await understand(exchange, operation, params);
    if ('status' in understood) return send(exchange, operation, understood);
    const { caller, key } = understood;
    const claim = `${exchange.partner.id} ${caller} ${operation.id} ${key ?? ''}`;
    if (key !== undefined && keeps('keyInProgress')) {
      if (inProgress.has(claim)) return send(exchange, operation, { ...refused('IDEMPOTENCY_KEY_IN_PROGRESS'), retryAfterSeconds: 1 });
      inProgress.add(claim);
    }
    try {
      if (operation.operation.intent === 'command') await options.work?.(operation);
      return send(exchange, operation, exchange.partner.model.answer({ ...understood, operation }));
    } finally {
      inProgress.delete(claim);
    }
  };

  const understand = async (
    exchange: Exchange,
    { operation }: NamedOperation,
    params: Record<string, string>,
  ): Promise<Refused | Understood> => {
    const { request, partner, url } = exchange;
    const caller = await callerOf(request, partner.id);
    if (caller === undefined) return refused('UNAUTHENTICATED');
    if (keeps('scope') && caller.scopes !== 'all' && !caller.scopes.includes(operation.scope)) return refused('FORBIDDEN');
    const waitSeconds = keeps('rate') ? overRate(`${partner.id} ${caller.id}`) : undefined;
    if (waitSeconds !== undefined) return { ...refused('RATE_LIMITED'), retryAfterSeconds: waitSeconds };
    if (keeps('accept') && !acceptsJson(request.headers.get('accept'))) return refused('NOT_ACCEPTABLE');
    const bytes = operation.method === 'POST' ? await bodyOf(request) : new Uint8Array();
    if ('status' in bytes) return bytes;
    const json = operation.method === 'POST' ? jsonOf(bytes) : {};
    if (json === MALFORMED) return refused('MALFORMED_BODY');
    const key = operation.needsKey ? keyOf(request.headers.get('idempotency-key')) : undefined;
    if (operation.needsKey && key === undefined && keeps('keyRequired')) return refused('IDEMPOTENCY_KEY_REQUIRED');
    if (operation.needsKey && options.verifySignature !== undefined && keeps('signature'))
      if (!(await options.verifySignature(request, bytes, caller))) return refused('SIGNATURE_INVALID');
    if (!operation.params.safeParse(params).success) return refused('NOT_FOUND');
    const query = contentOf(operation.query, queryOf(operation.query, url.searchParams));
    const body = contentOf(operation.body, json);
    const errors = [query, body].flatMap((part) => (part.isErr() ? errorsOf(part.error) : []));
    if (errors.length > 0) return { ...refused('VALIDATION_FAILED'), errors };
    return {
      params,
      query: query.unwrapOr({}),
      body: body.unwrapOr({}),
      caller: caller.id,
      key,
      ifMatch: operation.takesIfMatch ? versionOf(request.headers.get('if-match')) : undefined,
    };
  };

  const callerOf = async (request: Request, partner: string): Promise<WireCaller | undefined> => {
    if (!keeps('authentication')) return { id: 'anybody', scopes: 'all' };
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    return token === undefined ? undefined : await options.authorize(token, partner);
  };

  /** A fixed window of a minute; the seconds until the next one where this one is full. */
  const overRate = (who: string): number | undefined => {
    if (limits.ratePerMinute === undefined) return undefined;
    const nowMs = clock.nowMs();
    const known = windows.get(who);
    const window = known === undefined || nowMs - known.startMs >= 60_000 ? { startMs: nowMs, count: 0 } : known;
    windows.set(who, window);
    window.count += 1;
    return window.count > limits.ratePerMinute ? Math.max(1, Math.ceil((window.startMs + 60_000 - nowMs) / 1000)) : undefined;
  };

  const bodyOf = async (request: Request): Promise<Uint8Array | Refused> => {
    const type = request.headers.get('content-type');
    const coded = (request.headers.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity';
    const limit = keeps('bodyLimit') ? limits.bodyBytes : INPUT_LIMITS.textBytes;
    if (keeps('mediaType') && (coded || (type !== null && !isJson(type)))) return refused('UNSUPPORTED_MEDIA_TYPE');
    if (Number(request.headers.get('content-length') ?? 0) > limit) return refused('PAYLOAD_TOO_LARGE');
    const bytes = await readBounded(request, limit);
    if (bytes === undefined) return refused('PAYLOAD_TOO_LARGE');
    return keeps('mediaType') && bytes.byteLength > 0 && type === null ? refused('UNSUPPORTED_MEDIA_TYPE') : bytes;
  };

  /** No body at all stands for an empty object: steps without fields need none. */
  const jsonOf = (bytes: Uint8Array): unknown => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return text === '' ? {} : (JSON.parse(text) as unknown);
    } catch {
      return keeps('json') ? MALFORMED : {};
    }
  };

  const contentOf = (schema: z.ZodObject, input: unknown): Result<Fields, InputError> => {
    if (!keeps('validation')) return parseWith(z.looseObject({}).catch({}), input);
    return parseWith(keeps('unknownFields') ? sealed(schema) : schema, input);
  };

  const send = (exchange: Exchange, operation: NamedOperation | undefined, outcome: ModelAnswer | Refused): Response => {
    if (outcome.kind === 'refused') return problem(outcome, exchange.requestId, tampering(exchange, operation, outcome.status));
    const { status, value, replayed } = outcome;
    const headers = headersOf(exchange.requestId, 'application/json');
    const version =
      operation !== undefined && ONE_THING.includes(operation.operation.effect.kind) ? (value as Fields)['stateVersion'] : undefined;
    if (typeof version === 'number') headers.set('etag', `"${version}"`);
    if (replayed) headers.set('idempotency-replayed', '?1');
    return Response.json(tampering(exchange, operation, status)(value), { status, headers });
  };

  const tampering =
    ({ request, partner }: Exchange, operation: NamedOperation | undefined, status: number) =>
    (json: unknown): unknown =>
      options.tamper === undefined
        ? json
        : options.tamper(json, { request, partner: partner.id, status, ...(operation === undefined ? {} : { operation: operation.id }) });

  const discover = async (exchange: Exchange): Promise<Response> => {
    if (exchange.request.method !== 'GET') return send(exchange, undefined, { ...refused('METHOD_NOT_ALLOWED'), allow: 'GET' });
    const { contract } = exchange.partner.model;
    const root = exchange.request.url.slice(0, exchange.request.url.indexOf(DISCOVERY_PATH));
    const document: DiscoveryV1 = {
      organization: contract.id,
      contract: { version: '1.0.0', hash: '0'.repeat(64) },
      capabilities: Object.values(contract.capabilities).map(({ id }) => id),
      levels: [...CONFORMANCE_LEVELS],
      limits: { ...limits },
      idempotencyRetentionHours: 48,
      ...(options.grantToken === undefined ? {} : { tokenEndpoint: `${root}${TOKEN_PATH}` }),
      webhookKeys: [],
      ...(await options.discovery?.(contract)),
    };
    return send(exchange, undefined, { kind: 'done', status: 200, value: document, replayed: false });
  };

  const grant = async (exchange: Exchange, grantToken: NonNullable<WireOptions['grantToken']>): Promise<Response> => {
    const { request, requestId, partner } = exchange;
    if (request.method !== 'POST') return send(exchange, undefined, { ...refused('METHOD_NOT_ALLOWED'), allow: 'POST' });
    const bytes = await readBounded(request, limits.bodyBytes);
    if (bytes === undefined) return send(exchange, undefined, refused('PAYLOAD_TOO_LARGE'));
    const form = new URLSearchParams(new TextDecoder().decode(bytes));
    const { status, json } = await grantToken(form, { url: request.url, partner: partner.id });
    return Response.json(tampering(exchange, undefined, status)(json), { status, headers: headersOf(requestId, 'application/json') });
  };

  return handle;
}

type Understood = {
  readonly params: Fields;
  readonly query: Fields;
  readonly body: Fields;
  readonly caller: string;
  readonly key: string | undefined;
  readonly ifMatch: number | undefined;
};

const MALFORMED = Symbol('malformed');
const ONE_THING: readonly string[] = ['create', 'read', 'act', 'amend'];

function headersOf(requestId: string, mediaType: string): Headers {
  return new Headers({ 'content-type': mediaType, 'x-request-id': requestId, 'cache-control': 'no-store' });
}

/** A problem document as a response; `spoil` may change its JSON. */
function problem(refusal: Refused, requestId: string, spoil: (json: unknown) => unknown = (json) => json): Response {
  const { status, code, errors, conflictingId, remedies, retryAfterSeconds, allow, replayed } = refusal;
  const document: ProblemV1 = {
    type: `urn:rahyar:problem:${code}`,
    title: titleOf(code, status),
    status,
    code,
    requestId,
    retryable: isProblemCode(code) && PROBLEMS[code].retryable,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(conflictingId === undefined ? {} : { conflictingId }),
    ...(remedies === undefined ? {} : { remedies: [...remedies] }),
  };
  const headers = headersOf(requestId, PROBLEM_MEDIA_TYPE);
  headers.set('content-language', 'fa');
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  if (replayed) headers.set('idempotency-replayed', '?1');
  if (allow !== undefined) headers.set('allow', allow);
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(spoil(document)), { status, headers });
}

const titleOf = (code: string, status: number): string =>
  isProblemCode(code) ? PROBLEMS[code].fa : status === 409 ? 'با وضع کنونی نزد سازمان نمی‌خواند' : 'سازمان درخواست را نپذیرفت';

type Route = { readonly segments: readonly string[]; readonly operation: NamedOperation };
type Matched = { readonly operation: NamedOperation; readonly params: Record<string, string>; readonly literals: number };

const routesOf = (contract: PartnerContract): readonly Route[] =>
  operationsOf(Object.values(contract.capabilities)).map((operation) => ({ segments: operation.operation.path.split('/'), operation }));

/** The routes of a path, those alone that fit it most literally: `/v1/loans/search` is not the loan `search`. */
function matchingRoutes(routes: readonly Route[], path: string): readonly Matched[] {
  const given = path.split('/');
  const fitting = routes.flatMap(({ segments, operation }): Matched[] => {
    if (segments.length !== given.length) return [];
    const params: Record<string, string> = {};
    for (const [index, segment] of segments.entries()) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined && segment !== given[index]) return [];
      if (name !== undefined) params[name] = given[index] ?? '';
    }
    return [{ operation, params, literals: segments.length - Object.keys(params).length }];
  });
  const most = Math.max(...fitting.map(({ literals }) => literals));
  return fitting.filter(({ literals }) => literals === most);
}

const isJson = (type: string): boolean => /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type.trim());

/** Whether a JSON answer is among what is asked for; the most telling range decides, and `q=0` refuses. */
function acceptsJson(accept: string | null): boolean {
  if (accept === null || accept.trim() === '') return true;
  const ranges = accept.split(',').map((range) =>
    range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const fitting = ['application/json', 'application/*', '*/*']
    .map((name) => ranges.find(([type]) => type === name))
    .find((range) => range !== undefined);
  return fitting !== undefined && !fitting.some((part) => /^q=0(?:\.0{0,3})?$/.test(part));
}

/** A structured-field string (RFC 8941, 3.3.3) of 1 to 255 characters; escapes have no use in a key. */
const keyOf = (header: string | null): string | undefined => /^"([\x20\x21\x23-\x5B\x5D-\x7E]{1,255})"$/.exec(header?.trim() ?? '')?.[1];

/** The version in a strong entity tag; `*` asks for none, and anything else fits no version. */
function versionOf(header: string | null): number | undefined {
  if (header === null || header.trim() === '*') return undefined;
  const digits = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  return digits === undefined ? -1 : Number(digits);
}

async function readBounded(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      // The rest is not read; whether the caller notices does not matter.
      void reader?.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}

/** Query text in the types that the schema wants; what cannot be read stays text and fails there. A name given twice is a list. */
function queryOf(schema: z.ZodObject, given: URLSearchParams): Fields {
  const names = [...new Set(given.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const texts = given.getAll(name);
      const field = (schema.shape as Readonly<Record<string, z.core.$ZodType>>)[name];
      const read = (text: string): unknown => (field === undefined ? text : fromText(coreOf(field), text));
      return [name, texts.length === 1 ? read(texts[0] ?? '') : texts.map(read)];
    }),
  );
}

function fromText(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (schema instanceof z.ZodBoolean && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const errorsOf = ({ issues }: InputError): readonly { readonly pointer: string; readonly code: string }[] =>
  issues.map(({ path, code }) => ({ pointer: path.map((step) => `/${step}`).join(''), code }));
