/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import { createSandbox, SANDBOX_TOKENS, serveSandbox } from '@rahyar/conformance/sandbox';
import { bearer, createMemoryIdempotencyStore, createPartnerClient, createSigner, machineClock, type PartnerError } from '@rahyar/partners';
import { type CallOptions, type NamedOperation, operationsOf, PARTNER_CONTRACTS, type PartnerContract } from '@rahyar/partners/contract';
import type { WireHandler } from '@rahyar/partners/testing';
import type { ResultAsync } from 'neverthrow';
import { type PlannedCall, plannedCalls } from './prism-calls.ts';
import { byWayOf, type PrismProxy, startPrism, type Violations } from './prism-proxy.ts';

/**
 * A stranger stands between our client and our sandbox: Prism holds every request and every answer against the published document. Each
 * operation of each partner is called with success and with every refusal that can be brought about, signatures required, and Prism must
 * find nothing. Then one drift at a time, in an answer or in a request, and Prism must see each.
 */
type Drift = {
  readonly what: string;
  readonly answer?: (answer: Response) => Promise<Response>;
  readonly request?: (request: Request) => Promise<Request>;
  readonly seenAs: RegExp;
};

const DRIFTS: readonly Drift[] = [
  { what: 'a version as text', answer: inJson((json) => ({ ...json, stateVersion: '1' })), seenAs: /response.body.stateVersion.*integer/ },
  { what: 'a thing without its id', answer: inJson(({ id: _, ...json }) => json), seenAs: /response.body.*'id'/ },
  { what: 'an undocumented status', answer: changed({ status: 202 }), seenAs: /returned status code/ },
  { what: 'an undocumented refusal', answer: changed({ status: 418 }), seenAs: /returned status code/ },
  { what: 'an answer as text/html', answer: changed({ headers: { 'content-type': 'text/html' } }), seenAs: /media type "text\/html"/ },
  { what: 'a request without its key', request: asked({ 'idempotency-key': null }), seenAs: /header: .*idempotency-key/ },
  { what: 'a request as plain text', request: asked({ 'content-type': 'text/plain' }), seenAs: /content types: application\/json/ },
  {
    what: 'a request without a field',
    request: inBody((json) => Object.fromEntries(Object.entries(json).slice(1))),
    seenAs: /body: .*required/,
  },
  { what: 'a request with a strange field', request: inBody((json) => ({ ...json, noSuchField: 1 })), seenAs: /body.*noSuchField/ },
  {
    what: 'a request at no path',
    request: async (request) => new Request(`${request.url}/nowhere`, request),
    seenAs: /no (path|method) matched/,
  },
];

type Figures = {
  readonly operations: number;
  readonly calls: number;
  readonly refusals: number;
  readonly drifts: number;
  readonly faults: readonly string[];
};

const startedMs = performance.now();
const all: Figures[] = [];
const waiting = [...PARTNER_CONTRACTS];
const inspectNext = async (): Promise<void> => {
  for (let contract = waiting.shift(); contract !== undefined; contract = waiting.shift()) {
    const figures = await inspect(contract);
    all.push(figures);
    const isGood = figures.faults.length === 0;
    process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'}  ${contract.id.padEnd(26)} ${textOf(figures)}\n`);
    for (const fault of figures.faults.slice(0, 20)) process.stdout.write(`  ${fault}\n`);
    if (!isGood) process.exitCode = 1;
  }
};
await Promise.all([inspectNext(), inspectNext()]);
const sum = (of: 'operations' | 'calls' | 'refusals' | 'drifts'): number => all.reduce((total, figures) => total + figures[of], 0);
const totals = {
  operations: sum('operations'),
  calls: sum('calls'),
  refusals: sum('refusals'),
  drifts: sum('drifts'),
  faults: all.flatMap(({ faults }) => faults),
};
process.stdout.write(`${all.length} partners: ${textOf(totals)}; ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);

function textOf({ operations, calls, refusals, drifts, faults }: Figures): string {
  return `${operations} operations, ${calls} calls, ${refusals} of them refusals; ${drifts} drifts seen; ${faults.length} faults`;
}

async function inspect(contract: PartnerContract): Promise<Figures> {
  const drifting: { current: Drift | undefined } = { current: undefined };
  const wrap =
    (handler: WireHandler): WireHandler =>
    async (request) => {
      const answer = await handler(request);
      return drifting.current?.answer?.(answer) ?? answer;
    };
  const sandbox = await createSandbox({
    contracts: [contract],
    seed: 1405,
    clock: machineClock,
    signatures: 'required',
    mutant: { id: 'drifting', wrap },
    deliver: () => Promise.resolve(new Response(null, { status: 204 })),
  });
  const served = await serveSandbox(sandbox, { port: 0, adminPort: 0 });
  const model = sandbox.models[contract.id];
  if (model === undefined) throw new Error(`The sandbox has no ${contract.id}.`);
  const baseUrl = `${served.url}/${contract.id}`;
  let prism: PrismProxy | undefined;
  try {
    prism = await startPrism(`packages/partners/contract/${contract.id}/openapi.json`, baseUrl);
    const ask = askerBy(contract, baseUrl, sandbox.client, prism, drifting);
    const faults: string[] = [];
    const planned = plannedCalls(contract, model);
    for (const call of planned) {
      const { status, violations, isOk } = await ask(call);
      const at = `${call.named.id}, ${call.what}`;
      if (status !== call.status || isOk !== call.status < 300) faults.push(`${at}: answered ${status}, not ${call.status}`);
      for (const violation of violations) faults.push(`${at}: ${violation}`);
    }
    const make = planned.find(({ named, what }) => named.operation.effect.kind === 'create' && what === 'success');
    let drifts = 0;
    for (const drift of DRIFTS) {
      if (make === undefined) break;
      drifting.current = drift;
      const { violations } = await ask(make);
      drifting.current = undefined;
      if (violations.some((violation) => drift.seenAs.test(violation))) drifts += 1;
      else faults.push(`${drift.what}: unseen; ${violations.join('; ')}`);
    }
    if (drifts === 0) faults.push('no drift was seen');
    const operations = new Set(planned.filter(({ what }) => what === 'success').map(({ named }) => named.id)).size;
    if (operations !== operationsOf(Object.values(contract.capabilities)).length) faults.push('an operation was not called');
    return { operations, calls: planned.length, refusals: planned.filter(({ status }) => status >= 400).length, drifts, faults };
  } finally {
    await prism?.stop();
    await served.close();
    sandbox.reset();
  }
}

type Seen = { readonly status: number; readonly violations: Violations; readonly isOk: boolean };

/** Calls by the real client, a single attempt each, and what came of it on the wire. */
function askerBy(
  contract: PartnerContract,
  baseUrl: string,
  { keyId, privateKey }: Parameters<typeof createSigner>[0],
  prism: PrismProxy,
  drifting: { readonly current: Drift | undefined },
): (call: PlannedCall) => Promise<Seen> {
  const seen = { status: 0, violations: [] as Violations };
  const clientFor = (token: string) =>
    createPartnerClient(contract, {
      baseUrl,
      attempts: 1,
      clock: machineClock,
      random: () => 0,
      newId: randomUUID,
      store: createMemoryIdempotencyStore(),
      credentials: bearer(token),
      signer: createSigner({ keyId, privateKey }),
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const { response, violations } = await byWayOf(prism, baseUrl, (await drifting.current?.request?.(request)) ?? request);
        seen.status = response.status;
        seen.violations = violations;
        return response;
      },
    })._unsafeUnwrap();
  const tokens = { usual: SANDBOX_TOKENS.full, limited: SANDBOX_TOKENS.limited, stranger: 'token-of-nobody' };

  return async ({ named, input, caller = 'usual', ifMatch, key }) => {
    Object.assign(seen, { status: 0, violations: [] });
    const options = { ...(ifMatch === undefined ? {} : { ifMatch }), ...(key === undefined ? {} : { idempotencyKey: key }) };
    const isOk = (await called(clientFor(tokens[caller]).ports, contract, named, input(), options)).isOk();
    return { ...seen, isOk };
  };
}

type AnyPorts = Readonly<
  Record<string, Readonly<Record<string, (input: unknown, options: CallOptions) => ResultAsync<unknown, PartnerError>>>>
>;

function called(ports: object, contract: PartnerContract, { id, capability }: NamedOperation, input: unknown, options: CallOptions) {
  const port = Object.entries(contract.capabilities).find(([, one]) => one.id === capability.id)?.[0] ?? '';
  const call = (ports as AnyPorts)[port]?.[id.slice(capability.id.length + 1)];
  if (call === undefined) throw new Error(`There is no operation ${id}.`);
  return call(input, options);
}

type Json = Readonly<Record<string, unknown>>;

function inJson(change: (json: Json) => Json): (answer: Response) => Promise<Response> {
  return async (answer) => Response.json(change((await answer.json()) as Json), { status: answer.status, headers: answer.headers });
}

function changed({ status, headers = {} }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> }) {
  return async (answer: Response): Promise<Response> =>
    new Response(await answer.text(), { status: status ?? answer.status, headers: { ...Object.fromEntries(answer.headers), ...headers } });
}

function asked(headers: Readonly<Record<string, string | null>>): (request: Request) => Promise<Request> {
  return async (request) => {
    const given = new Headers(request.headers);
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) given.delete(name);
      else given.set(name, value);
    }
    return new Request(request, { headers: given });
  };
}

function inBody(change: (json: Json) => Json): (request: Request) => Promise<Request> {
  return async (request) => {
    const { url, method, headers } = request;
    return new Request(url, { method, headers, body: JSON.stringify(change((await request.json()) as Json)) });
  };
}
