/// <reference lib="dom" />
import { type KeyObject, verify } from 'node:crypto';
import { contentDigest, type SigningKey, signRequest } from '../trust/sign-request.ts';
import type { SignatureFault } from '../trust/signature-fault.ts';
import { answering, asking, fault, type Json, jsonOf, keyOf, leavingOut, type PlantedFault, telling, without } from './spoil.ts';
import { usingUp } from './writing-faults.ts';

const FEED = 'common.events.list';
const dataOf = (json: Json): readonly Json[] => (Array.isArray(json['data']) ? (json['data'] as Json[]) : []);
const eachEvent = (change: (event: Json) => Json): PlantedFault['plant'] =>
  telling(FEED, () => (json) => ({ ...json, data: dataOf(json).map(change) }));

/** What the planted faults must know to fall for a wrong signature: the key that the caller signs with, and the clock. */
export type FaultWorld = { readonly signingKey: SigningKey; readonly publicKey: KeyObject; readonly nowMs: () => number };

/** Faults in events, trust, privacy and behaviour under stress. They are planted in the bank and its loans. */
export const trustFaults = (world: FaultWorld): readonly PlantedFault[] => [
  fault(
    'EVNT-01',
    'does not tell of a step',
    telling(FEED, () => (json) => ({ ...json, data: dataOf(json).filter(({ data }) => (data as Json)['state'] !== 'submitted') })),
  ),
  fault(
    'EVNT-02',
    'tells no time of an event',
    eachEvent((event) => without(event, 'timestamp')),
  ),
  fault(
    'EVNT-03',
    'begins with the event that was already seen',
    telling(FEED, () => (json, { request }) => {
      const since = new URL(request.url).searchParams.get('since');
      const seen = { id: since, type: 'webhook.ping', timestamp: '2026-11-28T06:00:00Z', data: {} };
      return since === null ? json : { ...json, data: [seen, ...dataOf(json)].slice(0, 100) };
    }),
  ),
  fault(
    'EVNT-04',
    'tells the newest first',
    telling(FEED, () => (json) => (dataOf(json).length < 100 ? { ...json, data: dataOf(json).toReversed() } : json)),
  ),
  fault(
    'EVNT-05',
    'puts the member into the event',
    eachEvent((event) => ({ ...event, data: { ...(event['data'] as Json), memberId: 'member-1' } })),
  ),
  fault(
    'EVNT-06',
    'gives an event twice',
    telling(FEED, () => (json) => ({ ...json, data: [...dataOf(json), ...dataOf(json).slice(-1)].slice(0, 100) })),
  ),
  ...(['unsigned', 'forged', 'stale', 'fromFuture', 'otherBody', 'bodyUncovered', 'otherAddress', 'otherKey', 'otherTag'] as const).map(
    (kind, index) =>
      fault(
        `SIGN-0${index + 1}`,
        FALLS_FOR[kind],
        asking(() => (request, body) => (faultOf(world, request, body) === kind ? resigned(world, request, body) : undefined)),
      ),
  ),
  fault(
    'SIGN-10',
    'takes signatures of the last ten seconds only',
    asking(() => (request, body) => {
      const created = Number(/;created=(\d+)/.exec(request.headers.get('signature-input') ?? '')?.[1] ?? Number.NaN);
      const headers = new Headers(request.headers);
      headers.delete('signature');
      return world.nowMs() / 1000 - created > 10 ? new Request(request.url, { method: request.method, headers, body }) : undefined;
    }),
  ),
  fault(
    'SIGN-11',
    'uses a key up for a wrong signature',
    usingUp((json) => json['code'] === 'SIGNATURE_INVALID'),
  ),
  fault(
    'PRIV-01',
    'repeats the value that it refuses',
    answering(
      () =>
        ({ body, response, json }) =>
          response.status === 422 && body.includes('قناری') ? { json: { ...json, detail: body } } : undefined,
    ),
  ),
  fault(
    'PRIV-02',
    'repeats the name of a strange field',
    answering(
      () =>
        ({ body, response, json }) =>
          response.status === 422 && body.includes('"0012345679":') && !body.includes('قناری')
            ? { json: { ...json, detail: '0012345679' } }
            : undefined,
    ),
  ),
  fault(
    'PRIV-03',
    'puts the member into a header',
    answering(
      () =>
        ({ response }) =>
          response.status === 201 ? { headers: { location: '/v1/loans?memberId=member-1' } } : undefined,
    ),
  ),
  fault('RESL-01', 'loses the outcome of a command whose caller went away', () => {
    const lost = new Map<string, number>();
    return {
      wrap: (handler) => async (request) => {
        const key = keyOf(request);
        const response = await handler(request);
        if (key !== '' && request.signal.aborted) lost.set(key, 0);
        const count = lost.get(key);
        if (count === undefined || request.signal.aborted || !response.ok) return response;
        lost.set(key, count + 1);
        return Response.json(
          { ...jsonOf(await response.text()), id: `loan_LOST${count}` },
          { status: response.status, headers: response.headers },
        );
      },
    };
  }),
  fault('RESL-02', 'makes a second thing for a caller who went away', () => {
    let ghosts = 0;
    return {
      wrap: (handler) => async (request) => {
        const response = await handler(request);
        if (request.signal.aborted && request.url.endsWith('/v1/loans')) ghosts += 1;
        if (ghosts === 0 || request.method !== 'GET' || !new URL(request.url).pathname.endsWith('/v1/loans')) return response;
        const json = jsonOf(await response.text());
        const [first] = dataOf(json);
        const more = 'nextCursor' in json || first === undefined ? [] : [{ ...first, id: `loan_GHOST${ghosts}` }];
        return Response.json({ ...json, data: [...dataOf(json), ...more] }, { status: response.status, headers: response.headers });
      },
    };
  }),
  fault('LIMT-01', 'announces a rate that it does not keep', leavingOut('rate')),
  fault(
    'LIMT-02',
    'does not say how long to wait',
    answering(
      () =>
        ({ response }) =>
          response.status === 429 ? { headers: { 'retry-after': null } } : undefined,
    ),
  ),
];

const FALLS_FOR: Readonly<Record<SignatureFault, string>> = {
  unsigned: 'carries out an unsigned command',
  forged: 'does not check the signature itself',
  stale: 'takes a stale signature',
  fromFuture: 'takes a signature from the future',
  otherBody: 'does not compare the digest with the body',
  bodyUncovered: 'takes a signature that leaves out the body',
  otherAddress: 'takes a signature for another address',
  otherKey: 'takes a signature for another idempotency key',
  otherTag: 'takes a signature for another purpose',
};

const resigned = ({ signingKey, nowMs }: FaultWorld, request: Request, body: string): Request => {
  const bytes = new TextEncoder().encode(body);
  const headers = signRequest(
    { method: request.method, url: request.url, headers: request.headers, body: bytes },
    { createdSeconds: Math.floor(nowMs() / 1000), key: signingKey },
  );
  return new Request(request.url, { method: request.method, headers, body: bytes, signal: request.signal });
};

/** What is wrong with the signature of a command, of the ways that the kit tries. */
function faultOf({ publicKey, nowMs }: FaultWorld, request: Request, body: string): SignatureFault | undefined {
  if (keyOf(request) === '' || request.method !== 'POST') return undefined;
  const [input, signature] = [request.headers.get('signature-input'), request.headers.get('signature')];
  if (input === null || signature === null) return 'unsigned';
  const age = nowMs() / 1000 - Number(/;created=(\d+)/.exec(input)?.[1]);
  if (age > 300) return 'stale';
  if (age < -300) return 'fromFuture';
  if (!input.includes('tag="rahyar-partner-request"')) return 'otherTag';
  if (!input.includes('"content-digest"')) return 'bodyUncovered';
  if (request.headers.get('content-digest') !== contentDigest(Buffer.from(body))) return 'otherBody';
  const holds = (change: Readonly<Record<string, string>>): boolean => {
    const parameters = input.slice(input.indexOf('=') + 1);
    const names = [...parameters.slice(1, parameters.indexOf(')')).matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
    const values: Readonly<Record<string, string>> = { '@method': request.method, '@target-uri': request.url, ...change };
    const base = [
      ...names.map((name) => `"${name}": ${values[name] ?? request.headers.get(name) ?? ''}`),
      `"@signature-params": ${parameters}`,
    ].join('\n');
    return verify(null, Buffer.from(base), publicKey, Buffer.from(signature.slice(signature.indexOf(':') + 1, -1), 'base64'));
  };
  if (holds({})) return undefined;
  const root = request.url.slice(0, request.url.indexOf('/v1/'));
  if (holds({ '@target-uri': `${root}/v1/another` })) return 'otherAddress';
  return holds({ 'idempotency-key': keyOf(request).replace(/^"/, '"other-') }) ? 'otherKey' : 'forged';
}
