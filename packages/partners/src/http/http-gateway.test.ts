/// <reference types="node" />
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { PartnerError } from '../partner-error.ts';
import { POLL_PAGES } from '../partner-gateway.ts';
import { createHandClock } from '../testing/hand-clock.ts';
import { held, referral } from '../testing/held-referral.ts';
import { ANSWER_LIMIT_BYTES } from './answer.ts';
import { createHttpGateway, type HttpPartner } from './http-gateway.ts';

const CANARIES = ['سارا احمدی', '0012345679', '09121234567', 'IR062960000000100324200001', 'sara@example.com', 'Bearer-secret'];
const canary = CANARIES.join(' ');

const receipt = { referralId: 'referral-1', reference: 'ref_1', state: 'created', stateVersion: 1 };

const handClock = () => createHandClock(Date.UTC(2026, 10, 23, 6, 0, 0));
let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

type Reply = (request: Request) => Response | Promise<Response>;

const gatewayTo = (reply: Reply, clock = handClock(), changes: Partial<HttpPartner> = {}) =>
  createHttpGateway({
    partner: referral.partner,
    baseUrl: 'https://partner.example/api',
    attemptTimeoutMs: 1_000,
    attempts: 1,
    clock,
    random: () => 0.5,
    newId,
    fetch: async (input, init) => reply(new Request(input, init)),
    ...changes,
  })._unsafeUnwrap();

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
const problem = (status: number, code?: string, more: object = {}, headers: Record<string, string> = {}) =>
  json({ title: canary, detail: canary, ...(code === undefined ? {} : { code }), ...more }, status, {
    'content-type': 'application/problem+json',
    'x-debug': encodeURIComponent(canary),
    ...headers,
  });

const sendError = async (reply: Reply) => (await gatewayTo(reply).send(referral))._unsafeUnwrapErr();
const pollError = async (reply: Reply) => (await gatewayTo(reply).pollEvents())._unsafeUnwrapErr();

/** What is told of a failure, without the trace of the call. */
const told = ({ call: _, ...error }: PartnerError): object => error;

function expectNothingPersonal(error: PartnerError): void {
  const shown = [inspect(error, { depth: null, showHidden: true }), JSON.stringify(error)].join('\n');
  for (const text of [...CANARIES, 'partner.example']) expect(shown).not.toContain(text);
}

/** Every row of the wire's table: what the partner answers, and what the caller of a command is told. */
const ROWS: readonly (readonly [name: string, reply: Reply, error: object])[] = [
  [
    '400 without a key',
    () => problem(400, 'IDEMPOTENCY_KEY_REQUIRED'),
    { kind: 'idempotency', reason: 'key_required', outcome: 'not_applied', retryable: false },
  ],
  [
    '400 for any other reason',
    () => problem(400, 'BAD'),
    { kind: 'contract_violation', what: 'status', pointers: [], outcome: 'unknown', retryable: false },
  ],
  ['401', () => problem(401), { kind: 'unauthenticated', outcome: 'not_applied', retryable: false }],
  ['401 for a signature', () => problem(401, 'SIGNATURE_INVALID'), { kind: 'signature_invalid', outcome: 'not_applied', retryable: false }],
  ['403', () => problem(403), { kind: 'forbidden', outcome: 'not_applied', retryable: false }],
  ['404', () => problem(404), { kind: 'not_found', outcome: 'not_applied', retryable: false }],
  [
    '409',
    () => problem(409, 'CORE_EXISTS'),
    { kind: 'conflict', code: 'CORE_EXISTS', remedies: [], outcome: 'not_applied', retryable: false },
  ],
  [
    '409 with an unfinalised draft',
    () => problem(409, 'DRAFT_EXISTS', { conflictingId: 'note_7', remedies: ['finalise', 'cancel', 'ask_bank'], holder: canary }),
    {
      kind: 'conflict',
      code: 'DRAFT_EXISTS',
      conflictingId: 'note_7',
      remedies: ['finalise', 'cancel', 'ask_bank'],
      outcome: 'not_applied',
      retryable: false,
    },
  ],
  [
    '409 with persons in its fields',
    () => problem(409, canary, { conflictingId: '0012345679', remedies: [canary] }),
    { kind: 'conflict', remedies: [], outcome: 'not_applied', retryable: false },
  ],
  [
    '409 while the first attempt runs',
    () => problem(409, 'IDEMPOTENCY_KEY_IN_PROGRESS', {}, { 'retry-after': '2' }),
    { kind: 'idempotency', reason: 'in_progress', outcome: 'unknown', retryable: true, retryAfterMs: 2_000 },
  ],
  ['412', () => problem(412), { kind: 'precondition_failed', outcome: 'not_applied', retryable: false }],
  [
    '422 with a reason',
    () => problem(422, 'CONSENT_REQUIRED'),
    { kind: 'rejected', code: 'CONSENT_REQUIRED', outcome: 'not_applied', retryable: false },
  ],
  [
    '422 for a reused key',
    () => problem(422, 'IDEMPOTENCY_KEY_REUSED'),
    { kind: 'idempotency', reason: 'reused', outcome: 'not_applied', retryable: false },
  ],
  [
    '422 without a reason',
    () => problem(422),
    { kind: 'contract_violation', what: 'schema', pointers: ['/code'], outcome: 'unknown', retryable: false },
  ],
  [
    '422 with a page for people',
    () => new Response(canary, { status: 422 }),
    { kind: 'contract_violation', what: 'schema', pointers: ['/code'], outcome: 'unknown', retryable: false },
  ],
  [
    '429',
    () => problem(429, undefined, {}, { 'retry-after': '60' }),
    { kind: 'rate_limited', outcome: 'not_applied', retryable: true, retryAfterMs: 60_000 },
  ],
  [
    '429 without a time',
    () => problem(429, undefined, {}, { 'retry-after': canary.slice(11) }),
    { kind: 'rate_limited', outcome: 'not_applied', retryable: true },
  ],
  ['500', () => new Response(`<html>${canary}</html>`, { status: 500 }), { kind: 'unavailable', outcome: 'unknown', retryable: true }],
  [
    '503',
    () => problem(503, undefined, {}, { 'retry-after': 'Mon, 23 Nov 2026 06:00:30 GMT' }),
    { kind: 'unavailable', outcome: 'unknown', retryable: true, retryAfterMs: 30_000 },
  ],
  ['418', () => problem(418, 'TEAPOT'), { kind: 'contract_violation', what: 'status', pointers: [], outcome: 'unknown', retryable: false }],
  [
    '204',
    () => new Response(null, { status: 204 }),
    { kind: 'contract_violation', what: 'status', pointers: [], outcome: 'unknown', retryable: false },
  ],
  [
    '307 to elsewhere',
    () => new Response(canary, { status: 307, headers: { location: 'https://elsewhere.example/0012345679' } }),
    { kind: 'contract_violation', what: 'redirect', pointers: [], outcome: 'unknown', retryable: false },
  ],
  [
    'a page for people',
    () => new Response(`<html>${canary}</html>`, { headers: { 'content-type': 'text/html' } }),
    { kind: 'contract_violation', what: 'contentType', pointers: [], outcome: 'unknown', retryable: false },
  ],
  [
    'broken JSON',
    () => new Response(`{"name":"${canary}`, { headers: { 'content-type': 'application/json' } }),
    { kind: 'contract_violation', what: 'json', pointers: [], outcome: 'unknown', retryable: false },
  ],
  [
    'bytes that are not UTF-8',
    () => new Response(new Uint8Array([0x22, 0xff, 0x22]), { headers: { 'content-type': 'application/json' } }),
    { kind: 'contract_violation', what: 'encoding', pointers: [], outcome: 'unknown', retryable: false },
  ],
  [
    'a receipt of another shape',
    () => json({ ...held, id: canary, stateVersion: 0, [canary]: canary }),
    { kind: 'contract_violation', what: 'schema', pointers: ['/id', '/stateVersion'], outcome: 'unknown', retryable: false },
  ],
  [
    'a receipt for another referral',
    () => json({ ...held, referralId: '0012345679' }),
    { kind: 'contract_violation', what: 'schema', pointers: ['/referralId'], outcome: 'unknown', retryable: false },
  ],
  [
    'no connection',
    () => Promise.reject(new TypeError(`fetch failed: ${canary}`)),
    { kind: 'network', outcome: 'unknown', retryable: true },
  ],
  [
    'no connection, as the platform words it',
    () => Promise.reject(new TypeError('fetch failed')),
    { kind: 'network', outcome: 'unknown', retryable: true },
  ],
  ['a body that is cut', () => brokenBody(), { kind: 'network', outcome: 'unknown', retryable: true }],
];

const brokenBody = () => {
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (pulls++ === 0) controller.enqueue(new TextEncoder().encode(`{"name":"${canary}"`));
      else controller.error(new Error(canary));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
};

describe('send', () => {
  it('posts the wire form once, with its key as a structured-field string, and returns the receipt', async () => {
    const requests: Request[] = [];
    const gateway = gatewayTo((request) => {
      requests.push(request);
      return json({ ...held, operator: canary }, 201);
    });
    expect((await gateway.send(referral))._unsafeUnwrap()).toEqual(receipt);
    expect(requests.map(({ method, url, redirect }) => [method, url, redirect])).toEqual([
      ['POST', 'https://partner.example/api/v1/referrals', 'manual'],
    ]);
    expect(requests[0]?.headers.get('idempotency-key')).toBe('"key-0123456789abcdef"');
    expect(requests[0]?.headers.get('content-type')).toBe('application/json');
    expect(await requests[0]?.json()).toEqual({
      version: 1,
      referralId: 'referral-1',
      subjectId: 'subject-1',
      rahyarId: 'staff-1',
      partner: 'part',
      process: 'creditAssessment',
      createdOn: '2026-11-23',
    });
  });

  it('keeps a state that is newer than this version', async () => {
    const newer = await gatewayTo(() => json({ ...held, state: 'queued' })).send(referral);
    expect(newer._unsafeUnwrap().state).toBe('queued');
  });

  it.each(ROWS)('tells of %s', async (_name, reply, expected) => {
    const error = await sendError(reply);
    expect(told(error)).toEqual(expected);
    expectNothingPersonal(error);
  });

  it('tries once and only once where one attempt is allowed, whatever comes', async () => {
    for (const [, reply] of ROWS) {
      const fetch = vi.fn(async (input: string | URL | Request, init?: RequestInit) => reply(new Request(input, init)));
      const gateway = gatewayTo(reply, handClock(), { fetch });
      await gateway.send(referral);
      expect(fetch).toHaveBeenCalledTimes(1);
      await gateway.pollEvents();
      expect(fetch).toHaveBeenCalledTimes(2);
    }
  });

  it('stops reading an endless answer', async () => {
    let bytesGiven = 0;
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    const endless = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            bytesGiven += chunk.byteLength;
            controller.enqueue(chunk);
          },
        }),
        { headers: { 'content-type': 'application/json' } },
      );
    expect(await sendError(endless)).toMatchObject({ kind: 'contract_violation', what: 'size' });
    expect(bytesGiven).toBeLessThan(ANSWER_LIMIT_BYTES + 4 * chunk.byteLength);
  });

  it('sends nothing that is not a referral, or not for this partner', async () => {
    const fetch = vi.fn();
    const gateway = gatewayTo(() => json(held), handClock(), { fetch });
    const broken = { ...referral, idempotencyKey: `${canary}\r\nx-evil: 1` };
    const refused = (await gateway.send(broken))._unsafeUnwrapErr();
    expect(refused).toEqual({
      kind: 'invalid_request',
      issues: [{ path: ['idempotencyKey'], code: 'value.format' }],
      outcome: 'not_applied',
      retryable: false,
    });
    expectNothingPersonal(refused);
    const elsewhere = (await gateway.send({ ...referral, partner: 'secretariat' }))._unsafeUnwrapErr();
    expect(elsewhere).toMatchObject({ kind: 'invalid_request', issues: [{ path: ['partner'], code: 'value.inconsistent' }] });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('time and cancellation', () => {
  const silent: Reply = () => new Promise(() => undefined);
  const stalled: Reply = () =>
    new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }), { headers: { 'content-type': 'application/json' } });

  it.each([
    ['no answer comes, even if fetch ignores its signal', silent],
    ['the body stalls', stalled],
  ])('gives up when %s', async (_name, reply) => {
    const clock = handClock();
    const sending = gatewayTo(reply, clock).send(referral);
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.ringNext();
    expect(told((await sending)._unsafeUnwrapErr())).toEqual({ kind: 'attempt_timeout', outcome: 'unknown', retryable: true });
  });

  it('aborts the attempt that it gives up', async () => {
    const clock = handClock();
    let signal: AbortSignal | undefined;
    const sending = gatewayTo((request) => {
      signal = request.signal;
      return new Promise(() => undefined);
    }, clock).send(referral);
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.ringNext();
    await sending;
    expect(signal?.aborted).toBe(true);
  });

  it('leaves no bell behind', async () => {
    const clock = handClock();
    await gatewayTo(() => json(held), clock).send(referral);
    expect(clock.bellCount()).toBe(0);
  });

  it('knows that a call cancelled before it was sent did nothing, and does not know it of a later one', async () => {
    const fetch = vi.fn();
    const never = gatewayTo(silent, handClock(), { fetch });
    const before = await never.send(referral, { signal: AbortSignal.abort(canary) });
    expect(told(before._unsafeUnwrapErr())).toEqual({ kind: 'cancelled', outcome: 'not_applied', retryable: false });
    expect(fetch).not.toHaveBeenCalled();

    const caller = new AbortController();
    const sending = gatewayTo(silent).send(referral, { signal: caller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort(canary);
    const during = (await sending)._unsafeUnwrapErr();
    expect(told(during)).toEqual({ kind: 'cancelled', outcome: 'unknown', retryable: false });
    expectNothingPersonal(during);
  });
});

describe('pollEvents', () => {
  const event = {
    id: 'evt_2',
    type: 'referral.state_changed',
    timestamp: '2026-11-23T09:30:00+03:30',
    data: { referralId: 'referral-1', state: 'accepted', stateVersion: 2 },
  };

  it('asks for the events after the last one and parses them', async () => {
    const urls: string[] = [];
    const gateway = gatewayTo((request) => {
      urls.push(`${request.method} ${request.url}`);
      if (request.url.includes('since=evt_3')) return json({ data: [] });
      return json({ data: [event, { ...event, id: 'evt_3', type: 'policy.renewed', data: { note: canary } }], more: canary });
    });
    const events = (await gateway.pollEvents('evt_1'))._unsafeUnwrap();
    expect(events.map(({ kind }) => kind)).toEqual(['referralStateChanged', 'unrecognized']);
    expect(JSON.stringify(events)).not.toContain(canary);
    await gateway.pollEvents();
    expect(urls).toEqual([
      'GET https://partner.example/api/v1/events?since=evt_1&limit=100',
      'GET https://partner.example/api/v1/events?since=evt_3&limit=100',
      'GET https://partner.example/api/v1/events?limit=100',
      'GET https://partner.example/api/v1/events?since=evt_3&limit=100',
    ]);
  });

  it('reads page after page, and gives what it read where a later one fails', async () => {
    const pages = [[event], [{ ...event, id: 'evt_3' }], [{ ...event, id: 'evt_4', type: canary }], []];
    const pollTo = async (last: (typeof pages)[number]) => {
      const answers = [...pages.slice(0, 2), last, []];
      return (await gatewayTo(() => json({ data: answers.shift() })).pollEvents())._unsafeUnwrap().map(({ id }) => id);
    };
    expect(await pollTo([{ ...event, id: 'evt_4' }])).toEqual(['evt_2', 'evt_3', 'evt_4']);
    expect(await pollTo(pages[2] ?? [])).toEqual(['evt_2', 'evt_3']);
  });

  it('ends after a thousand events, also where a partner tells the same for ever', async () => {
    let asked = 0;
    const gateway = gatewayTo(() => {
      asked++;
      return json({ data: [event] });
    });
    expect((await gateway.pollEvents())._unsafeUnwrap().length).toBe(POLL_PAGES);
    expect(asked).toBe(POLL_PAGES);
  });

  it('fails a page with an event that breaks the contract, naming its place', async () => {
    const error = await pollError(() => json({ data: [event, { ...event, data: { ...event.data, state: canary } }] }));
    expect(told(error)).toEqual({
      kind: 'contract_violation',
      what: 'schema',
      pointers: ['/data/1/data/state'],
      outcome: 'not_applied',
      retryable: false,
    });
    expectNothingPersonal(error);
  });

  it('never claims that reading changed something', async () => {
    for (const [, reply] of ROWS) {
      const error = await pollError(reply);
      expect(error.outcome).toBe('not_applied');
      expectNothingPersonal(error);
    }
  });

  it('puts nothing but an event id into the address', async () => {
    const fetch = vi.fn();
    const error = (await gatewayTo(() => json({ data: [] }), handClock(), { fetch }).pollEvents(canary))._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'invalid_request', outcome: 'not_applied' });
    expect(fetch).not.toHaveBeenCalled();
    expectNothingPersonal(error);
  });
});

it('refuses settings that cannot work', () => {
  const settings = { partner: referral.partner, attemptTimeoutMs: 0, clock: handClock(), random: () => 0.5, newId, baseUrl: canary };
  const error = createHttpGateway(settings)._unsafeUnwrapErr();
  expect(error.issues.map(({ path }) => path)).toContainEqual(['attemptTimeoutMs']);
  expect(inspect(error)).not.toContain(canary);
});
