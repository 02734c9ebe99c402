/// <reference lib="dom" />
import { association } from '@rahyar/partners/association';
import { bank } from '@rahyar/partners/bank';
import { type Capability, leavesOf, marked, type NamedOperation, operationsOf, type PartnerContract } from '@rahyar/partners/contract';
import { part } from '@rahyar/partners/part';
import { type Canary, canarySearch, createCanaries } from '@rahyar/partners/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { sayCase, saySummary, type Terminal } from './command/terminal.ts';
import type { Case, ConformanceReport } from './report/conformance-report.ts';
import { ctrfOf } from './report/ctrf.ts';
import { htmlOf } from './report/html.ts';
import { junitOf } from './report/junit.ts';
import { type Fixtures, NO_FIXTURES } from './run/fixtures.ts';
import { redactionFor } from './run/redaction.ts';
import { runConformance } from './run/run-conformance.ts';
import { createSandbox } from './sandbox/sandbox.ts';
import { SANDBOX_TOKENS } from './sandbox/sandbox-callers.ts';
import { PROFILE as LOANS } from './testing/faulty-bank.ts';
import { signingKeyOf } from './trust/sign-request.ts';

/**
 * Partners that say too much, in every place where they can, to a kit whose inputs hold personal data; then a search of every form of the
 * report. Most requirements fail here, so most exchanges are shown.
 */

const NOW_MS = Date.parse('2026-11-28T06:00:00Z');
const SAID = 'سارا احمدی';
const NAMED = 'SARA-AHMADI';
const SEED = 1405;
type Json = Readonly<Record<string, unknown>>;

const CASES: readonly (readonly [PartnerContract, Capability])[] = [
  [association, association.capabilities.membership],
  [bank, LOANS],
  [part, part.capabilities.identityVerifications],
];

const isPersonal = (schema: z.core.$ZodType): boolean => leavesOf(schema).some(({ pii }) => pii !== 'none');
/** A value with a canary in each of its personal fields that the schema names; the others stay as they are. */
function withCanaries(schema: z.ZodObject, given: Json, planted: Json): Json {
  const personal = Object.entries<z.core.$ZodType>(schema.shape).filter(([, field]) => isPersonal(field));
  return { ...given, ...Object.fromEntries(personal.map(([name]) => [name, planted[name]])) };
}

/** What a partner makes of a good answer, of a refusal and of the headers of both. */
type Manner = {
  readonly good: (json: Json) => unknown;
  readonly refusal: (json: Json, asked: unknown) => unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer?: (text: string) => Response | undefined;
};
const MANNERS: Readonly<Record<string, Manner>> = {
  'repeats what it was asked': {
    good: (json) => json,
    refusal: (json, asked) => ({
      ...json,
      title: SAID,
      detail: `${SAID} ${NAMED}`,
      asked,
      errors: [{ pointer: `/${SAID}`, value: asked }],
    }),
    headers: { 'x-debug': NAMED, location: `https://partner.example/${NAMED}`, etag: `"${NAMED}"`, 'set-cookie': `name=${NAMED}` },
  },
  'says names in fields of its own': {
    good: (json) => ({ ...json, spouse: { name: SAID, [SAID]: NAMED }, [NAMED]: 12, remarks: [NAMED, [SAID]], tracking: 31415926 }),
    refusal: (json) => ({ ...json, spouse: SAID, remedies: [SAID], conflictingId: NAMED, errors: [{ pointer: NAMED, code: NAMED }] }),
  },
  'says names where words belong': {
    good: (json) => ({ ...json, state: SAID, timeline: [{ state: NAMED }], allowedActions: [SAID], stateVersion: NAMED, createdAt: NAMED }),
    refusal: (json) => ({ ...json, code: SAID, type: NAMED, status: SAID, retryable: NAMED }),
    headers: { 'content-type': `text/${NAMED.toLowerCase()}`, 'x-request-id': NAMED, 'idempotency-replayed': NAMED },
  },
  'answers with pages': {
    good: (json) => json,
    refusal: (json) => json,
    answer: (text) => new Response(`<p>${SAID} ${NAMED} ${text}</p>`, { status: 200, headers: { 'content-type': 'text/html' } }),
  },
  'cannot be reached': {
    good: (json) => json,
    refusal: (json) => json,
    answer: () => {
      throw Object.assign(new TypeError(SAID, { cause: { code: SAID } }), { name: NAMED });
    },
  },
};
const SAYINGS: readonly Canary[] = [SAID, NAMED, NAMED.toLowerCase(), '31415926'].map((text) => ({ at: `said ${text}`, text }));

/** Looks at one capability of a partner of some manner, and gives the report, the canaries, and what went over the wire. */
async function look(contract: PartnerContract, profile: Capability, manner: Manner) {
  const { plantedIn } = createCanaries({ seed: SEED });
  const operations = operationsOf([profile]);
  const asked = new Map(operations.map(({ id, operation }) => [id, plantedIn(operation.body)]));
  const answered = new Map(operations.map(({ id, operation }) => [id, plantedIn(operation.output)]));
  const inputs = operations.map(({ id, operation }) => [
    id,
    withCanaries(operation.body, operation.example, (asked.get(id)?.value ?? {}) as Json),
  ]);
  const fixtures: Fixtures = { ...NO_FIXTURES, inputs: Object.fromEntries(inputs) as Fixtures['inputs'] };
  let nowMs = NOW_MS;
  const clock = { nowMs: () => nowMs, schedule: () => () => undefined };
  const tamper = (json: unknown, context: { readonly operation?: string; readonly status: number; readonly request: Request }): unknown => {
    if (context.status >= 400) return manner.refusal(json as Json, Object.fromEntries(inputs)[context.operation ?? '']);
    const named = operations.find(({ id }) => id === context.operation);
    const planted = answered.get(context.operation ?? '')?.value as Json | undefined;
    return named === undefined || planted === undefined ? manner.good(json as Json) : manner.good(spoken(named, json as Json, planted));
  };
  const sandbox = await createSandbox({
    contracts: [contract],
    seed: SEED,
    clock,
    signatures: 'required',
    mutant: { id: 'says-too-much', tamper },
  });
  const wire = { asked: '', answered: '' };
  const terminal = terminalOf();
  const signingKey = signingKeyOf(sandbox.client.keyId, sandbox.client.privateKey);
  if (signingKey === undefined) throw new Error('invariant: a key');
  let uuids = 0;
  const report = await runConformance({
    target: {
      kind: 'wire',
      baseUrl: `https://partner.example/${contract.id}`,
      fetch: async (request) => {
        nowMs += 100;
        wire.asked += await request.clone().text();
        const response = await sandbox.fetch(request);
        const text = await response.text();
        const headers = new Headers(response.headers);
        for (const [name, value] of Object.entries(manner.headers ?? {})) headers.set(name, value);
        const answer = manner.answer?.(text) ?? new Response(text, { status: response.status, headers });
        wire.answered += await answer.clone().text();
        return answer;
      },
    },
    partner: contract.id,
    profiles: [profile],
    offered: Object.values(contract.capabilities),
    fixtures,
    token: SANDBOX_TOKENS.full,
    limitedToken: SANDBOX_TOKENS.limited,
    signingKey,
    seed: SEED,
    budget: 1,
    contract: { version: '1.0.0', hash: '0'.repeat(64) },
    clock: { nowMs: () => nowMs, pause: () => Promise.resolve() },
    newUuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`,
    toolVersion: '0.1.0',
    partnerStep: (id, action) => Promise.resolve(sandbox.models[String(contract.id)]?.step(id, action) === 'done'),
    onCase: (requirement, one) => sayCase(terminal, requirement, one),
  });
  saySummary(terminal, report);
  const secrets = [SANDBOX_TOKENS.full, SANDBOX_TOKENS.limited, String(sandbox.client.privateKey.d)].map((text) => ({
    at: 'secret',
    text,
  }));
  const canaries = [...[...asked.values(), ...answered.values()].flatMap((planted) => planted.canaries), ...SAYINGS, ...secrets];
  return { report, said: terminal.said, canaries, wire };
}

/** A good answer, a thing or a page of things, with canaries where it is personal. */
function spoken({ operation: { output } }: NamedOperation, json: Json, planted: Json): Json {
  const schema = output as unknown as z.ZodObject;
  return withCanaries(schema, json, planted);
}

const terminalOf = (): Terminal & { readonly said: string[] } => {
  const said: string[] = [];
  const say = (text: string): void => {
    said.push(text);
  };
  return { language: 'fa', said, say, complain: say };
};

/** Every form in which a report leaves. */
const formsOf = (report: ConformanceReport, said: readonly string[]): Readonly<Record<string, string>> => ({
  json: JSON.stringify(report, undefined, 2),
  junit: junitOf(report),
  ctrf: JSON.stringify(ctrfOf(report)),
  'html fa': htmlOf(report, 'fa'),
  'html en': htmlOf(report, 'en'),
  terminal: said.join('\n'),
});
const hitsIn = (forms: Readonly<Record<string, string>>, canaries: readonly Canary[]): readonly string[] => {
  const search = canarySearch(canaries);
  return Object.entries(forms).flatMap(([form, text]) => search(text).map(({ at }) => `${form}: ${at}`));
};
const shownIn = ({ profiles }: ConformanceReport) =>
  profiles.flatMap(({ requirements }) => requirements.flatMap(({ cases }) => cases.filter(({ exchanges }) => exchanges.length > 0)));

/** How many of the manners each profile is looked at with: the rest is the same for every profile. */
const MANNERS_OF = new Map<string, number>([[LOANS.id, Object.keys(MANNERS).length]]);

describe.each(CASES.map(([contract, profile]) => [profile.id, contract, profile] as const))('a report on %s', (id, contract, profile) => {
  it.each(Object.entries(MANNERS).slice(0, MANNERS_OF.get(id) ?? 2))('holds nothing of a partner that %s', async (name, manner) => {
    const { report, said, canaries, wire } = await look(contract, profile, manner);
    expect(hitsIn(formsOf(report, said), canaries)).toEqual([]);

    // The canaries were sent and answered, and the report shows exchanges that held them.
    if (name === 'cannot be reached') return;
    const overWire = canarySearch(canaries)(`${wire.asked}\n${wire.answered}`).map(({ at }) => at);
    for (const at of [`said ${SAID}`, `said ${NAMED}`]) if (name !== 'repeats what it was asked') expect(overWire).toContain(at);
    expect(overWire.filter((at) => at.startsWith('/')).length).toBeGreaterThan(3);
    expect(shownIn(report).length).toBeGreaterThan(5);
  });
});

type Exchange = Case['exchanges'][number];
/** The first case that shows an exchange, changed. */
const changed = (report: ConformanceReport, change: (one: Case) => Case): ConformanceReport => {
  let isDone = false;
  const once = (one: Case): Case => {
    if (isDone || one.exchanges.length === 0) return one;
    isDone = true;
    return change(one);
  };
  const profiles = report.profiles.map((profile) => ({
    ...profile,
    requirements: profile.requirements.map((requirement) => ({ ...requirement, cases: requirement.cases.map(once) })),
  }));
  return { ...report, profiles };
};
const exchanging = (part: Partial<Exchange>) => (one: Case) => ({
  ...one,
  exchanges: one.exchanges.map((exchange) => ({ ...exchange, ...part })),
});

const PLANTED: readonly (readonly [does: string, change: (one: Case) => Case, forms: readonly string[]])[] = [
  ['the body of a request as it was', exchanging({ requestBody: JSON.stringify({ detail: SAID }) }), ['json', 'html fa', 'html en']],
  ['the body of an answer as it was', exchanging({ responseBody: `<p>${SAID}</p>` }), ['json', 'html fa', 'html en']],
  ['a header as it was', exchanging({ responseHeaders: { location: `/v1/${NAMED}` } }), ['json', 'html fa', 'html en']],
  [
    'an address with a name',
    exchanging({ url: `https://partner.example/v1/loans?q=${encodeURIComponent(SAID)}` }),
    ['json', 'html fa', 'html en'],
  ],
  [
    'a finding in the words of the partner',
    (one) => ({ ...one, result: 'fail', got: SAID }),
    ['json', 'junit', 'ctrf', 'html fa', 'html en'],
  ],
  [
    'a command with the token',
    (one) => ({ ...one, result: 'fail', curl: `curl -H 'Authorization: Bearer ${SANDBOX_TOKENS.full}'` }),
    ['json', 'junit', 'ctrf', 'html fa', 'html en'],
  ],
];

describe('the search finds', async () => {
  const { report, canaries } = await look(bank, LOANS, { good: (json) => json, refusal: (json) => ({ ...json, detail: SAID }) });

  it.each(PLANTED)('%s', (_does, change, forms) => {
    expect(hitsIn(formsOf(report, []), canaries)).toEqual([]);
    const found = hitsIn(formsOf(changed(report, change), []), canaries);
    expect([...new Set(found.map((hit) => hit.split(': ')[0]))].sort()).toEqual([...forms].sort());
  });

  it('a field whose mark is wrongly none', () => {
    const { attachGuarantee } = bank.capabilities.loans.operations;
    const wrongly = { ...attachGuarantee, body: z.object({ code: marked('none', z.string().regex(/^[A-Z-]{1,20}$/)) }) };
    const { body } = redactionFor([{ ...LOANS, operations: { wrongly } }]);
    expect(hitsIn({ body: body(JSON.stringify({ code: NAMED })) }, canaries)).toEqual([`body: said ${NAMED}`]);
  });
});
