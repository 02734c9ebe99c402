/// <reference lib="dom" />
/// <reference types="node" />
import { inspect } from 'node:util';
import type { ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CallOptions, type NamedOperation, operationsOf, type PartnerContract } from './contract/capability.ts';
import { coreOf, innerOf, leavesOf, marked } from './contract/marks.ts';
import { PARTNER_CONTRACTS } from './contract/partner-contracts.ts';
import type { Clock } from './http/clock.ts';
import { createMemoryIdempotencyStore, type IdempotencyStore } from './http/idempotency-store.ts';
import { createPartnerClient, type PartnerClientConfig } from './http/partner-client.ts';
import type { Credentials } from './http/ports.ts';
import { redacted } from './http/redact.ts';
import type { PartnerError } from './partner-error.ts';
import { type Canary, canarySearch, createCanaries, type Planted } from './testing/canaries.ts';
import { bearer } from './trust/bearer.ts';
import { createClientCredentials } from './trust/client-credentials.ts';
import { createSigner } from './trust/request-signer.ts';

/**
 * Personal data and secrets in every field of every operation, and every way in which a call can end; then a search of everything that
 * leaves the client beside the call itself.
 */

const START_MS = Date.UTC(2026, 10, 28, 6, 0, 0);
const TOKEN = 'canary-token-8QmX2';
const JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
};
/** What a partner, a platform or a host says in its own words. */
const SAID = 'سارا احمدی ۰۰۱۲۳۴۵۶۷۹';
const SECRETS: readonly Canary[] = Object.entries({ token: TOKEN, privateKey: JWK.d, said: SAID }).map(([at, text]) => ({ at, text }));

const OPERATIONS = new Map(
  PARTNER_CONTRACTS.flatMap((contract) =>
    operationsOf(Object.values(contract.capabilities)).map((named) => [named.id, { contract, named }] as const),
  ),
);
const inputOf = ({ operation: { params, query, body } }: NamedOperation) => z.object({ ...params.shape, ...query.shape, ...body.shape });

/** One operation with canaries in what is asked and in what is answered. */
type Subject = {
  readonly contract: PartnerContract;
  readonly named: NamedOperation;
  readonly asked: Planted;
  readonly answered: Planted;
};
const { plantedIn } = createCanaries({ seed: 1405 });
const subjectOf = (id: string): Subject => {
  const known = OPERATIONS.get(id);
  if (known === undefined) throw new Error(`There is no ${id}.`);
  return { ...known, asked: plantedIn(inputOf(known.named)), answered: plantedIn(known.named.operation.output) };
};

type Reply = () => Response | Promise<Response>;
/** What a scenario may do to the call while it is under way. */
type Hands = { readonly letTimePass: () => void; readonly cancel: () => void };
type AnyCall = (input: unknown, options?: CallOptions) => ResultAsync<unknown, PartnerError>;
type Scenario = {
  readonly name: string;
  readonly reply: (subject: Subject, hands: Hands) => Reply;
  readonly changes?: () => Partial<PartnerClientConfig>;
  readonly input?: (subject: Subject) => unknown;
  readonly key?: string;
  readonly isCancelledFirst?: true;
  /** Signs in, and signs, by real cryptography; elsewhere the token is given. */
  readonly isSigned?: true;
  /** How the call ends: `ok` or the kind of the error. */
  readonly ends: string;
};

const json = (body: unknown, status: number, type = 'application/json', headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } });
const good = ({ named, answered }: Subject): Response => json(answered.value, named.operation.success);
/** Everything that must not be there, and the whole request once more. */
const problem = (subject: Subject, status: number, code = 'VALIDATION_FAILED'): Response => {
  const [field = 'id'] = Object.keys(inputOf(subject.named).shape);
  const errors = [`/${SAID}`, `/${field}`, `/${field}/${TOKEN}`].map((pointer) => ({
    pointer,
    code: 'value.format',
    value: subject.asked.value,
  }));
  const spoken = { type: SAID, title: SAID, detail: SAID, instance: `/${SAID}`, requestId: SAID, conflictingId: SAID, remedies: [SAID] };
  const repeated = { ...(subject.asked.value as object), rejectedValue: subject.asked.value, answer: subject.answered.value, [SAID]: SAID };
  const headers = { 'www-authenticate': `Bearer realm="${TOKEN}"`, 'retry-after': TOKEN, 'x-request-id': TOKEN };
  return json({ ...repeated, ...spoken, errors, status, code, retryable: false }, status, 'application/problem+json', headers);
};
const broken = (): Error => new TypeError(`fetch failed: ${SAID}`, { cause: Object.assign(new Error(SAID), { code: SAID, token: TOKEN }) });
const rejects = <T>(): Promise<T> => Promise.reject<T>(broken());
const silent: Reply = () => new Promise(() => undefined);
const cutOff = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(`{"said":"${SAID}`));
      controller.error(broken());
    },
  });
const REFUSALS: readonly (readonly [number, string])[] = [
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [412, 'precondition_failed'],
  [422, 'rejected'],
  [429, 'rate_limited'],
  [500, 'unavailable'],
  [418, 'contract_violation'],
];
const failingStore = (step: 'begin' | 'settle'): IdempotencyStore => ({ ...createMemoryIdempotencyStore(), [step]: rejects });

const SCENARIOS: readonly Scenario[] = [
  { name: 'a good answer', reply: (subject) => () => good(subject), isSigned: true, ends: 'ok' },
  ...REFUSALS.map(([status, ends]) => ({
    name: `a refusal with ${status}`,
    reply: (subject: Subject) => () => problem(subject, status),
    ...(status === 401 ? { isSigned: true as const } : {}),
    ends,
  })),
  {
    name: 'a refusal with a code of a word',
    reply: (subject) => () => problem(subject, 422, SAID),
    ends: 'contract_violation',
  },
  {
    name: 'a page of a proxy',
    reply:
      ({ asked, answered }) =>
      () =>
        json(`<p>${SAID} ${JSON.stringify([asked.value, answered.value])}</p>`, 502, 'text/html'),
    ends: 'unavailable',
  },
  {
    name: 'half an answer',
    reply:
      ({ named, answered }) =>
      () =>
        json(JSON.stringify(answered.value).slice(0, -1), named.operation.success),
    ends: 'contract_violation',
  },
  {
    name: 'an answer of another shape',
    reply:
      ({ named, answered }) =>
      () =>
        json({ id: answered.value, data: [{ [SAID]: answered.value }], [SAID]: SAID }, named.operation.success),
    ends: 'contract_violation',
  },
  {
    name: 'an answer of another type',
    reply:
      ({ named, answered }) =>
      () =>
        json(answered.value, named.operation.success, `text/plain; note=${TOKEN}`),
    ends: 'contract_violation',
  },
  {
    name: 'a redirect',
    reply: () => () => new Response(SAID, { status: 307, headers: { location: `https://elsewhere.example/${TOKEN}` } }),
    ends: 'contract_violation',
  },
  { name: 'a network that fails', reply: () => rejects, ends: 'network' },
  {
    name: 'a platform that throws',
    reply: () => () => {
      throw broken();
    },
    ends: 'network',
  },
  {
    name: 'an answer that is cut off',
    reply:
      ({ named }) =>
      () =>
        new Response(cutOff(), { status: named.operation.success, headers: { 'content-type': 'application/json' } }),
    ends: 'network',
  },
  {
    name: 'silence',
    reply:
      (_, { letTimePass }) =>
      () => {
        setImmediate(letTimePass);
        return silent();
      },
    ends: 'attempt_timeout',
  },
  { name: 'a caller who cancels at once', reply: () => silent, isCancelledFirst: true, ends: 'cancelled' },
  {
    name: 'a caller who cancels later',
    reply:
      (_, { cancel }) =>
      () => {
        setImmediate(cancel);
        return silent();
      },
    ends: 'cancelled',
  },
  {
    name: 'a sign-in that throws',
    reply: () => silent,
    changes: () => ({ credentials: { authorization: rejects, forget: () => undefined } }),
    ends: 'network',
  },
  {
    name: 'a listener that throws',
    reply: (subject) => () => good(subject),
    changes: () => ({
      telemetry: {
        begin: () => {
          throw broken();
        },
      },
    }),
    ends: 'ok',
  },
  {
    name: 'a call with a field of another name',
    reply: () => silent,
    input: ({ asked }) => ({ ...(asked.value as object), [SAID]: SAID }),
    ends: 'invalid_request',
  },
  {
    name: 'a call with values of another shape',
    reply: () => silent,
    input: ({ asked }) => ({ id: { [SAID]: asked.value }, data: [asked.value] }),
    ends: 'invalid_request',
  },
  { name: 'a call with a key of another form', reply: () => silent, key: SAID, ends: 'invalid_request' },
];

/** What commands have beside. */
const COMMAND_SCENARIOS: readonly Scenario[] = [
  { name: 'a signer that throws', reply: () => silent, changes: () => ({ signer: { sign: rejects } }), ends: 'unauthenticated' },
  { name: 'a store that throws', reply: () => silent, changes: () => ({ store: failingStore('begin') }), ends: 'store_unavailable' },
  {
    name: 'a store that throws afterwards',
    reply: (subject) => () => good(subject),
    changes: () => ({ store: failingStore('settle') }),
    ends: 'ok',
  },
];

/** The parts of the client that a planted leak replaces. */
type Tools = { readonly createClient: typeof createPartnerClient; readonly redact: typeof redacted };
const TOOLS: Tools = { createClient: createPartnerClient, redact: redacted };

/** What a log, a span or a person may get to see, and where it came from. */
type Told = { readonly place: string; readonly text: string };

/** All that can be read out of a thing: printed in full, with what it hides, and written as JSON and as a text. */
function shown(thing: unknown): string {
  const printed = inspect(thing, { depth: Infinity, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null });
  return [printed, JSON.stringify(thing), String(thing)].join('\n');
}

const signer = createSigner({ keyId: 'rahyar-1', privateKey: JWK });
/** What was sent to the sign-in last, a secret from then on. */
const assertions: Canary[] = [];
/** Signs in as a host does. */
function signIn(clock: Clock): Credentials {
  return createClientCredentials({
    tokenEndpoint: 'https://partner.example/token',
    clientId: 'rahyar',
    keyId: 'rahyar-1',
    privateKey: JWK,
    scopes: [],
    clock,
    newId: () => 'id',
    fetch: async (input, init) => {
      const assertion = new URLSearchParams(await new Request(input, init).text()).get('client_assertion') ?? '';
      assertions.splice(0, assertions.length, { at: 'clientAssertion', text: assertion });
      return Response.json({ access_token: TOKEN, token_type: 'Bearer' });
    },
  });
}

/** No time-out of the contract is as short: what is scheduled for less is a pause between two attempts, which is over at once. */
const SHORTEST_TIMEOUT_MS = 5_000;

/** A clock that stands still, with bells that ring all together. */
function createBells() {
  const bells = new Set<() => void>();
  const clock: Clock = {
    nowMs: () => START_MS,
    schedule: (delayMs, action) => {
      if (delayMs < SHORTEST_TIMEOUT_MS) setImmediate(action);
      else bells.add(action);
      return () => bells.delete(action);
    },
  };
  const ring = (): void => {
    for (const bell of bells) bell();
  };
  return { clock, ring };
}

/** What went over the wire last. */
type Wire = { sent: string; received: string; token: string };

/** Plays one scenario, and gives what was told beside the call and what went over the wire. */
async function played(subject: Subject, scenario: Scenario, createClient: Tools['createClient']) {
  const { contract, named, asked } = subject;
  const told: Told[] = [];
  const tell = (place: string, thing: unknown): void => {
    told.push({ place, text: shown(thing) });
  };
  const wire: Wire = { sent: '', received: '', token: '' };
  const { clock, ring } = createBells();
  const caller = new AbortController();
  const reply = scenario.reply(subject, { letTimePass: ring, cancel: () => caller.abort(broken()) });
  const changes = scenario.changes?.() ?? {};
  const inner = changes.store ?? createMemoryIdempotencyStore();
  const keys: string[] = [];
  let ids = 0;
  const config: PartnerClientConfig = {
    baseUrl: 'https://partner.example/rahyar',
    attempts: 2,
    clock,
    random: () => 0.5,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    ...(scenario.isSigned === true ? { credentials: signIn(clock), signer } : { credentials: bearer(TOKEN) }),
    telemetry: {
      begin: (began) => {
        tell('telemetry', began);
        return { attempt: (event) => tell('telemetry', event), end: (event) => tell('telemetry', event) };
      },
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { authorization, ...headers } = Object.fromEntries(request.headers);
      tell('address', request.url);
      tell('headers', headers);
      wire.token = authorization ?? '';
      wire.sent = `${decodeURIComponent(request.url)} ${await request.text()}`;
      const response = await reply();
      if (!(await isBroken(response.clone()))) wire.received = await response.clone().text();
      return response;
    },
    ...changes,
    store: {
      ...inner,
      begin: ({ input: _needed, ...record }) => {
        keys.push(record.key);
        tell('record', record);
        return inner.begin({ ...record, input: _needed });
      },
      settle: (...ending) => {
        tell('record', ending);
        return inner.settle(...ending);
      },
    },
  };
  const client = createClient(contract, config)._unsafeUnwrap();
  const [capability = '', operation = ''] = placeOf(contract, named);
  const call = (client.ports as Readonly<Record<string, Readonly<Record<string, AnyCall>>>>)[capability]?.[operation];
  if (call === undefined) throw new Error(`There is no port for ${named.id}.`);
  const input = scenario.input?.(subject) ?? asked.value;
  if (scenario.isCancelledFirst === true) caller.abort(broken());
  const result = await call(input, { signal: caller.signal, ...(scenario.key === undefined ? {} : { idempotencyKey: scenario.key }) });
  if (result.isErr()) tell('error', result.error);
  if (scenario.isSigned === true) tell('client', [client, config.credentials, signer]);
  const [key] = keys;
  if (key !== undefined && result.isErr() && result.error.outcome === 'unknown') {
    const reconciled = await client.reconcile(key, { signal: caller.signal });
    if (reconciled.isErr()) tell('error', reconciled.error);
  }
  return { told, wire, ends: result.isOk() ? 'ok' : result.error.kind };
}

const isBroken = (response: Response): Promise<boolean> =>
  response.text().then(
    () => false,
    () => true,
  );

function placeOf({ capabilities }: PartnerContract, { id, capability }: NamedOperation): readonly string[] {
  const [name] = Object.entries(capabilities).find(([, one]) => one.id === capability.id) ?? [];
  return name === undefined ? [] : [name, id.slice(capability.id.length + 1)];
}

/** Plays every scenario, logs what was asked and answered as a host may, and searches what was told. */
async function searched(subject: Subject, { createClient, redact }: Tools) {
  const { named, asked, answered } = subject;
  const told: Told[] = [
    { place: 'log of what is asked', text: shown(redact(inputOf(named), asked.value)) },
    { place: 'log of what is answered', text: shown(redact(named.operation.output, answered.value)) },
  ];
  const wires: Wire[] = [];
  for (const scenario of named.operation.needsKey ? [...SCENARIOS, ...COMMAND_SCENARIOS] : SCENARIOS) {
    const { ends, ...one } = await played(subject, scenario, createClient);
    expect(ends, scenario.name).toBe(scenario.ends);
    told.push(...one.told);
    wires.push(one.wire);
  }
  const search = canarySearch([...asked.canaries, ...answered.canaries, ...SECRETS, ...assertions]);
  const texts = new Map(told.map(({ place, text }) => [`${place}\n${text}`, place]));
  const hits = [...texts].flatMap(([text, place]) => search(text).map(({ at }) => `${place}: ${at}`));
  return { told, wires, hits: [...new Set(hits)] };
}

const figures = { canaries: 0, withoutRoom: new Set<string>(), texts: 0, places: new Set<string>() };

describe('nothing personal and no secret leaves beside the call of', () => {
  it.each([...OPERATIONS.keys()])('%s', async (id) => {
    const subject = subjectOf(id);
    const { asked, answered } = subject;
    const { told, wires, hits } = await searched(subject, TOOLS);
    expect(hits).toEqual([]);

    // What was looked for was there to be found.
    expect(inputOf(subject.named).safeParse(asked.value).success).toBe(true);
    const [first] = wires;
    for (const { at, text } of asked.canaries) expect(first?.sent, at).toContain(text);
    for (const { at, text } of answered.canaries) expect(first?.received, at).toContain(text);
    expect(first?.token).toBe(`Bearer ${TOKEN}`);
    const received = wires.map((one) => one.received).join('\n');
    for (const { at, text } of asked.canaries) expect(received, at).toContain(text);
    expect(received).toContain(SAID);
    expect(asked.canaries.length + asked.withoutRoom.length).toBeGreaterThanOrEqual(personalIn(inputOf(subject.named)));
    expect(answered.canaries.length + answered.withoutRoom.length).toBeGreaterThanOrEqual(personalIn(subject.named.operation.output));

    figures.canaries += asked.canaries.length + answered.canaries.length;
    figures.texts += told.length;
    for (const { place } of told) figures.places.add(place);
    for (const at of [...asked.withoutRoom, ...answered.withoutRoom]) figures.withoutRoom.add(at.split('/').at(-1) ?? '');
  });

  it('all of them, with a canary in every personal field that has room for one', () => {
    expect(OPERATIONS.size).toBe(135);
    expect(figures.canaries).toBeGreaterThan(1_000);
    expect([...figures.withoutRoom].sort()).toEqual(['dependants', 'maritalStatus']);
    expect([...figures.places].sort()).toEqual(
      ['address', 'client', 'error', 'headers', 'log of what is answered', 'log of what is asked', 'record', 'telemetry'].sort(),
    );
  });
});

/** Marks steer both the canaries and the redaction, so a wrong one is not found by them: these fields are judged by what they accept. */
it('no field that takes a sentence, or the way to a person, is marked as nobody’s, but for names of things', () => {
  // An opaque id takes any run of letters and digits: that it is one, the host answers for.
  const personal = [SAID, '+989121234567', 'sara@example.ir', 'سارا'];
  const takers = new Set<string>();
  for (const { named } of OPERATIONS.values())
    for (const schema of [inputOf(named), named.operation.output])
      for (const { path, pii } of leavesOf(schema)) {
        if (pii !== 'none') continue;
        const field = path.reduce<z.core.$ZodType>(fieldAt, schema);
        if (personal.some((text) => z.safeParse(field, text).success)) takers.add(path.findLast((step) => step !== '[]') ?? '');
      }
  expect([...takers].sort()).toEqual(['county', 'expertise', 'insurer', 'locality', 'province', 'steps', 'title']);
});

const fieldAt = (schema: z.core.$ZodType, step: string): z.core.$ZodType => {
  const core = coreOf(schema);
  if (step === '[]') return innerOf(core) ?? core;
  const field = core instanceof z.ZodObject ? (core.shape as Readonly<Record<string, z.core.$ZodType>>)[step] : undefined;
  return coreOf(field ?? core);
};

const personalIn = (schema: z.core.$ZodType): number => leavesOf(schema).filter(({ pii }) => pii !== 'none').length;

type Calls = Readonly<Record<string, AnyCall>>;
/** The client with its `fetch` seen by `see`, and its errors changed by `spoil`. */
const spoilt =
  (
    see: (config: PartnerClientConfig) => Partial<PartnerClientConfig>,
    spoil: (error: PartnerError) => PartnerError = (error) => error,
  ): Tools['createClient'] =>
  (contract, config) =>
    createPartnerClient(contract, { ...config, ...see(config) }).map((client) => {
      const ports = Object.entries(client.ports as Readonly<Record<string, Calls>>).map(([name, calls]) => [
        name,
        Object.fromEntries(
          Object.entries(calls).map(([own, call]) => [own, (...given: Parameters<AnyCall>) => call(...given).mapErr(spoil)]),
        ),
      ]);
      return { ...client, ports: Object.fromEntries(ports) as typeof client.ports };
    });

/** Errors that are given what the platform's `fetch` was given, gave or threw last. */
const erring = (give: (error: PartnerError, seen: { sent: string; received: string; token: string; thrown: unknown }) => PartnerError) => {
  const seen = { sent: '', received: '', token: '', thrown: undefined as unknown };
  return spoilt(
    ({ fetch: send = fetch }) => ({
      fetch: async (input, init) => {
        const request = new Request(input, init);
        seen.sent = await request.clone().text();
        seen.token = request.headers.get('authorization') ?? '';
        try {
          const response = await send(request, init);
          seen.received = response.headers.get('content-type') === 'application/problem+json' ? await response.clone().text() : '';
          return response;
        } catch (thrown) {
          seen.thrown = thrown;
          throw thrown;
        }
      },
    }),
    (error) => give(error, seen),
  );
};
const hidden = (error: PartnerError, name: string, value: unknown): PartnerError =>
  Object.defineProperty({ ...error }, name, { value, enumerable: false });

/** The schema with one field, wherever it stands, marked as if it were nobody's. */
const unmarked = (schema: z.core.$ZodType, name: string): z.core.$ZodType => {
  if (schema instanceof z.ZodObject)
    return z.object(
      Object.fromEntries(
        Object.entries<z.ZodType>(schema.shape).map(([own, field]) => [own, own === name ? marked('none', field) : unmarked(field, name)]),
      ),
    );
  if (schema instanceof z.ZodArray && leavesOf(schema.element).length > 1) return z.array(unmarked(schema.element, name) as z.ZodType);
  return schema;
};
/** Hides of a list, however deep, the first item alone. */
const firstAlone = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((item, index) => (index === 0 ? redacted(innerOf(schema) ?? schema, item) : item));
  if (!(schema instanceof z.ZodObject) || leavesOf(schema).length < 2) return redacted(schema, value);
  return Object.fromEntries(
    Object.entries<z.core.$ZodType>(schema.shape).map(([name, field]) => [
      name,
      firstAlone(field, (value as Readonly<Record<string, unknown>>)[name]),
    ]),
  );
};

const PLANTED: readonly (readonly [does: string, place: string, tools: Partial<Tools>])[] = [
  ['an error that carries the request', 'error', { createClient: erring((error, { sent }) => ({ ...error, sent })) }],
  ['an error that carries what the partner said', 'error', { createClient: erring((error, { received }) => ({ ...error, received })) }],
  ['an error that hides what was thrown', 'error', { createClient: erring((error, { thrown }) => hidden(error, 'cause', thrown)) }],
  ['an error that hides the token', 'error', { createClient: erring((error, { token }) => hidden(error, 'request', { token })) }],
  [
    'an error with the bytes of the request',
    'error',
    { createClient: erring((error, { sent }) => ({ ...error, bytes: Buffer.from(sent) })) },
  ],
  [
    'an error with the request in base64',
    'error',
    { createClient: erring((error, { sent }) => ({ ...error, bytes: Buffer.from(sent).toString('base64') })) },
  ],
  [
    'a span with the input as a query',
    'telemetry',
    {
      createClient: spoilt(({ telemetry, store }) => {
        const told: string[] = [];
        return {
          store: {
            ...store,
            begin: (record) => {
              told.push(new URLSearchParams({ input: JSON.stringify(record.input) }).toString());
              return store.begin(record);
            },
          },
          telemetry: {
            begin: (began) => {
              const span = telemetry?.begin(began);
              return { attempt: () => undefined, end: (event) => span?.end({ ...event, kind: told.at(-1) as 'network' }) };
            },
          },
        };
      }),
    },
  ],
  [
    'a record with the token',
    'record',
    {
      createClient: spoilt(({ store }) => ({
        store: { ...store, begin: (record) => store.begin(Object.assign({}, record, { token: TOKEN })) },
      })),
    },
  ],
  [
    'an address with a field of the body',
    'address',
    {
      createClient: spoilt(({ fetch: send = fetch }) => ({
        fetch: async (input, init) => {
          const request = new Request(input, init);
          const { issuer = '' } = (await request.clone().json()) as { readonly issuer?: unknown };
          return send(new Request(`${request.url}?issuer=${encodeURIComponent(JSON.stringify(issuer))}`, request), init);
        },
      })),
    },
  ],
  [
    'a header with the key of the signer',
    'headers',
    {
      createClient: spoilt(({ fetch: send = fetch }) => ({
        fetch: (input, init) => {
          const request = new Request(input, init);
          request.headers.set('x-key', JWK.d);
          return send(request, init);
        },
      })),
    },
  ],
  [
    'a mark that is wrongly none',
    'log of what is asked, log of what is answered',
    { redact: (schema, value) => redacted(unmarked(schema, 'nationalId'), value) },
  ],
  ['a redaction that sees only the first item of a list', 'log of what is answered', { redact: firstAlone }],
];

describe('the search finds', () => {
  it.each(PLANTED)('%s', async (_does, place, tools) => {
    const { hits } = await searched(subjectOf('bank.promissoryNotes.issue'), { ...TOOLS, ...tools });
    expect([...new Set(hits.map((hit) => hit.split(': ')[0]))].join(', ')).toBe(place);
  });
});
