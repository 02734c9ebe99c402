/// <reference types="node" />
import { inspect } from 'node:util';
import { type InputIssue, RahyariOrganizationId } from '@rahyar/domain';
import { err, ok } from 'neverthrow';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { loan, loans } from '../bank/loans.ts';
import { type PortsOf, partnerContract } from '../contract/capability.ts';
import { sealed } from '../contract/sealed.ts';
import type { PartnerError } from '../partner-error.ts';
import { createHandClock, type HandClock } from '../testing/hand-clock.ts';
import { CIRCUIT_OPEN_MS } from './guard.ts';
import { createMemoryIdempotencyStore, type IdempotencyStore } from './idempotency-store.ts';
import { createPartnerClient, type PartnerClientConfig } from './partner-client.ts';
import type { Credentials, UnsignedRequest } from './ports.ts';
import type { AttemptEnded, CallBegan, CallEnded } from './telemetry.ts';

const CANARY = 'سارا-احمدی-0012345679';
const START_MS = Date.UTC(2026, 10, 28, 6, 0, 0);
const bank = partnerContract({
  id: RahyariOrganizationId.parse('resalatBank'),
  title: { fa: 'بانک', en: 'bank' },
  capabilities: { loans },
});

const draft = {
  ...loan.example,
  id: 'loan_1',
  state: 'draft',
  stateVersion: 1,
  allowedActions: ['submit', 'cancel'],
  timeline: [{ state: 'draft', stateVersion: 1, at: '2026-11-28T09:30:00+03:30', by: 'caller' }],
  createdAt: '2026-11-28T09:30:00+03:30',
  updatedAt: '2026-11-28T09:30:00+03:30',
};
const asked = loans.operations.create.example as { readonly memberId: string } & Parameters<PortsOf<typeof bank>['loans']['create']>[0];

type Reply = (request: Request, number: number) => Response | Promise<Response>;
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const problem = (status: number, code?: string, more: object = {}, headers: Record<string, string> = {}) =>
  json({ title: CANARY, detail: CANARY, code, ...more }, status, { 'content-type': 'application/problem+json', ...headers });
const created: Reply = () => json(draft, 201);
const broken: Reply = () => Promise.reject(new TypeError(CANARY));
const silent: Reply = () => new Promise(() => undefined);
/** One reply after the other; the last one again and again. */
const inOrder =
  (...replies: readonly Reply[]): Reply =>
  (request, number) =>
    (replies[number - 1] ?? replies.at(-1) ?? created)(request, number);

function clientTo(reply: Reply, changes: Partial<PartnerClientConfig> = {}) {
  const clock = createHandClock(START_MS);
  const requests: Request[] = [];
  const sentAtMs: number[] = [];
  let ids = 0;
  const store = createMemoryIdempotencyStore();
  const client = createPartnerClient(bank, {
    baseUrl: 'https://bank.example/rahyar/',
    clock,
    random: () => 0.5,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    store,
    fetch: (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      sentAtMs.push(clock.nowMs() - START_MS);
      return Promise.resolve(reply(request, requests.length));
    },
    ...changes,
  })._unsafeUnwrap();
  return { ...client, clock, requests, sentAtMs, store };
}

/** Turns the clock, bell by bell, until the work is done. */
async function turned<T>(clock: HandClock, work: PromiseLike<T>): Promise<T> {
  let hasEnded = false;
  const isDone = (): boolean => hasEnded;
  const result = Promise.resolve(work).finally(() => {
    hasEnded = true;
  });
  for (let turns = 0; turns < 1_000; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (isDone()) break;
    clock.ringNext();
  }
  return result;
}

const creating = async (reply: Reply, changes: Partial<PartnerClientConfig> = {}) => {
  const client = clientTo(reply, changes);
  const result = await turned(client.clock, client.ports.loans.create(asked));
  return { ...client, result, error: result.isErr() ? result.error : undefined };
};

describe('what is sent', () => {
  it('is the path, the query, the body and the headers of the contract', async () => {
    const { ports, requests, clock } = clientTo(created);
    expect((await turned(clock, ports.loans.create(asked)))._unsafeUnwrap()).toEqual(draft);
    const [create] = requests;
    expect([create?.method, create?.url, create?.redirect]).toEqual(['POST', 'https://bank.example/rahyar/v1/loans', 'manual']);
    expect(await create?.json()).toEqual(asked);
    expect(Object.fromEntries(create?.headers ?? [])).toEqual({
      accept: 'application/json, application/problem+json',
      'accept-language': 'fa-IR',
      'content-type': 'application/json',
      'idempotency-key': '"00000000-0000-4000-8000-000000000001"',
      traceparent: '00-00000000000040008000000000000002-0000000000004000-01',
      'x-request-id': '00000000-0000-4000-8000-000000000003',
    });
  });

  it('writes numbers of the query as text, leaves out what is not given, and sends no key with a question', async () => {
    const { ports, requests } = clientTo(() => json({ data: [draft] }));
    (await ports.loans.list({ limit: 20, state: 'active', memberId: undefined }))._unsafeUnwrap();
    expect(requests[0]?.url).toBe('https://bank.example/rahyar/v1/loans?state=active&limit=20');
    expect(requests[0]?.headers.has('idempotency-key')).toBe(false);
    expect(requests[0]?.body).toBeNull();
  });

  it('is the version last seen, where the operation reads one', async () => {
    const { ports, requests } = clientTo(() => json(draft));
    (await ports.loans.submit({ id: 'loan_1' }, { ifMatch: 3 }))._unsafeUnwrap();
    expect(requests[0]?.headers.get('if-match')).toBe('"3"');
    expect(await requests[0]?.text()).toBe('{}');
    expect(requests[0]?.url).toBe('https://bank.example/rahyar/v1/loans/loan_1/submit');
  });

  it.each<[string, object, object, InputIssue[]]>([
    ['an unknown field', { ...asked, [CANARY]: 1 }, {}, [{ path: [], code: 'value.unknownKey' }]],
    [
      'an unknown field within',
      { ...asked, amount: { ...asked.amount, note: CANARY } },
      {},
      [{ path: ['amount'], code: 'value.unknownKey' }],
    ],
    ['a wrong value', { ...asked, kind: CANARY }, {}, [{ path: ['kind'], code: 'value.option' }]],
    ['a key of another form', asked, { idempotencyKey: `${CANARY}\r\n` }, [{ path: ['idempotencyKey'], code: 'value.format' }]],
    ['a version where none is read', asked, { ifMatch: 1 }, [{ path: ['ifMatch'], code: 'value.format' }]],
  ])('is nothing, for %s', async (_name, input, options, issues) => {
    const { ports, requests, store } = clientTo(created);
    const error = (await ports.loans.create(input as typeof asked, options))._unsafeUnwrapErr();
    expect(error).toEqual({ kind: 'invalid_request', issues, outcome: 'not_applied', retryable: false });
    expect(requests).toEqual([]);
    expect((await store.pending('resalatBank'))._unsafeUnwrap()).toEqual([]);
    expect(inspect(error)).not.toContain('سارا');
  });

  it('is typed as the contract is', () => {
    const { ports } = clientTo(created);
    expectTypeOf(ports).toEqualTypeOf<PortsOf<typeof bank>>();
    type Failure = Awaited<ReturnType<typeof ports.loans.create>> extends { error: infer E } | infer _ ? E : never;
    expectTypeOf<Extract<Failure, { kind: 'rejected' }>['code']>().extract<'QUEUE_CLOSED'>().toEqualTypeOf<'QUEUE_CLOSED'>();
  });

  it('is refused to be made with settings that cannot work', () => {
    expect(() => clientTo(created, { attempts: 0 })).toThrow();
    expect(() => clientTo(created, { baseUrl: `http://${CANARY}` })).toThrow();
  });
});

describe('trying again', () => {
  const busy =
    (status: number, after?: string): Reply =>
    () =>
      problem(status, undefined, {}, after === undefined ? {} : { 'retry-after': after });

  it.each<[string, Reply, number[]]>([
    ['no connection', broken, [0, 50, 150, 350]],
    ['a partner that is away', busy(503), [0, 50, 150, 350]],
    ['a partner that is asked too often', busy(429), [0, 250, 750, 1_750]],
    ['a wait that is asked for', busy(503, '2'), [0, 2_000, 4_000, 6_000]],
    ['a wait until a moment', busy(429, 'Sat, 28 Nov 2026 06:00:07 GMT'), [0, 7_000, 7_500, 8_500]],
    ['a key in progress', () => problem(409, 'IDEMPOTENCY_KEY_IN_PROGRESS'), [0, 50, 150, 350]],
  ])('waits for %s, longer each time, within a bound that is drawn', async (_name, reply, times) => {
    const { sentAtMs, error } = await creating(reply);
    expect(sentAtMs).toEqual(times);
    expect(error?.call?.attempts.map(({ kind }) => kind)).toEqual(Array(4).fill(error?.kind));
  });

  it('sends the same bytes and key, under a new request id', async () => {
    const { requests, result } = await creating(inOrder(broken, busy(503), created));
    expect(result._unsafeUnwrap()).toEqual(draft);
    expect(new Set(await Promise.all(requests.map(async (request) => request.text()))).size).toBe(1);
    const seen = (name: string) => new Set(requests.map(({ headers }) => headers.get(name))).size;
    expect([seen('idempotency-key'), seen('x-request-id'), seen('traceparent')]).toEqual([1, 3, 1]);
  });

  it.each<[string, Reply]>([
    ['a refusal', () => problem(422, 'LOAN_CEILING_EXCEEDED')],
    ['a conflict', () => problem(409, 'INVALID_STATE_TRANSITION')],
    ['a broken answer', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['a redirect', () => new Response(null, { status: 307, headers: { location: 'https://elsewhere.example' } })],
    ['a refusal that the partner says is for good', () => problem(503, 'UNAVAILABLE', { retryable: false })],
    ['a forbidden call', () => problem(403, 'FORBIDDEN')],
  ])('does not come after %s', async (_name, reply) => {
    const { requests, error } = await creating(reply);
    expect(requests.length).toBe(1);
    expect(error?.retryable).toBe(false);
  });

  it('gives up at once when the wait asked for would pass the deadline, and says so with the wait', async () => {
    const { sentAtMs, error, clock } = await creating(busy(429, '60'));
    expect(sentAtMs).toEqual([0]);
    expect(clock.nowMs()).toBe(START_MS);
    expect(error).toMatchObject({ kind: 'rate_limited', retryAfterMs: 60_000, outcome: 'not_applied', retryable: true });
  });

  it('keeps the last real error when the deadline comes, and says when the deadline cut an attempt', async () => {
    const stopped = await creating(silent);
    expect(stopped.clock.nowMs() - START_MS).toBe(30_000);
    expect(stopped.error?.call?.attempts).toEqual([
      { kind: 'attempt_timeout', tookMs: 10_000 },
      { kind: 'attempt_timeout', tookMs: 10_000 },
      { kind: 'deadline_exceeded', tookMs: 9_850 },
    ]);
    expect(stopped.error).toMatchObject({ kind: 'deadline_exceeded', outcome: 'unknown' });
    const waiting = await creating(busy(503, '14'));
    expect(waiting.sentAtMs).toEqual([0, 14_000, 28_000]);
    expect(waiting.error).toMatchObject({ kind: 'unavailable', retryAfterMs: 14_000, outcome: 'unknown' });
  });

  it('is paid from a budget that all calls share', async () => {
    const { ports, clock, requests } = clientTo((_request, number) => (number % 2 === 0 ? json(draft, 201) : problem(429)), {
      attempts: 2,
    });
    const retries: number[] = [];
    let unpaid: PartnerError | undefined;
    for (let call = 0; call < 140 && unpaid === undefined; call++) {
      const before = requests.length;
      const result = await turned(clock, ports.loans.create(asked));
      retries.push(requests.length - before - 1);
      if (result.isErr()) unpaid = result.error;
    }
    // 500 tokens, 5 for a retry, 1 back for a success: 124 retries, the next one is not paid.
    expect(retries.filter((count) => count === 1).length).toBe(124);
    expect(retries.at(-1)).toBe(0);
    expect(unpaid).toMatchObject({
      kind: 'rate_limited',
      outcome: 'not_applied',
      retryable: true,
      call: { attempts: [{ kind: 'rate_limited' }] },
    });
  });

  it('ends at the limit that is set', async () => {
    expect((await creating(broken, { attempts: 1 })).requests.length).toBe(1);
    expect((await creating(broken, { attempts: 6 })).requests.length).toBe(6);
  });
});

describe('what is said of the effect', () => {
  const rejected: Reply = () => problem(422, 'LOAN_CEILING_EXCEEDED');
  const bare404: Reply = () => new Response('no route', { status: 404 });
  it.each<[string, Reply, string, string]>([
    ['a refusal', rejected, 'rejected', 'not_applied'],
    ['too many requests', inOrder(() => problem(429), rejected), 'rejected', 'not_applied'],
    ['a refusal after a lost attempt: the key was looked at', inOrder(broken, rejected), 'rejected', 'not_applied'],
    ['a sign-in after a lost attempt', inOrder(broken, () => problem(401)), 'unauthenticated', 'unknown'],
    ['too many requests after a lost attempt', inOrder(broken, () => problem(429)), 'rate_limited', 'unknown'],
    ['a 404 of nobody knows whom, after a lost attempt', inOrder(broken, bare404), 'not_found', 'unknown'],
    ['the same at first', bare404, 'not_found', 'not_applied'],
    ['a key in progress', () => problem(409, 'IDEMPOTENCY_KEY_IN_PROGRESS'), 'idempotency', 'unknown'],
    ['a broken answer', () => json({}), 'contract_violation', 'unknown'],
    ['a status that the contract does not name', () => new Response(null, { status: 204 }), 'contract_violation', 'unknown'],
    ['a body of a form that the partner does not read', () => problem(400, 'MALFORMED_BODY'), 'rejected', 'not_applied'],
  ])('after %s', async (_name, reply, kind, outcome) => {
    const { error, pending } = await creating(reply);
    expect([error?.kind, error?.outcome]).toEqual([kind, outcome]);
    expect((await pending())._unsafeUnwrap().length).toBe(outcome === 'unknown' ? 1 : 0);
  });

  it('names the fields that a partner found wrong, and repeats no other word of it', async () => {
    const errors = [
      { pointer: '/amount/value', code: 'value.tooBig' },
      { pointer: '/سارا', code: 'value.format' },
      { pointer: '/SaraAhmadi', code: 'value.format' },
      { pointer: '/kind', code: 'SARA.ahmadi' },
    ];
    const { error } = await creating(() => problem(422, 'VALIDATION_FAILED', { errors }));
    expect(error).toMatchObject({ kind: 'rejected', issues: [{ path: ['amount', 'value'], code: 'value.tooBig' }] });
    expect(JSON.stringify(error)).not.toMatch(/Sara|سارا/i);
  });
});

describe('credentials and signatures', () => {
  const keyring = (answers: readonly string[]) => {
    const calls: string[] = [];
    const credentials: Credentials = {
      authorization: () => {
        const answer = answers[calls.filter((call) => call === 'ask').length] ?? answers.at(-1) ?? '';
        calls.push('ask');
        return Promise.resolve(answer === 'refused' || answer === 'unavailable' ? err(answer) : ok(answer));
      },
      forget: (authorization) => {
        calls.push(`forget ${authorization}`);
      },
    };
    return { credentials, calls };
  };

  it('go with every attempt, and are renewed once when the partner does not know them', async () => {
    const { credentials, calls } = keyring(['Bearer old', 'Bearer new']);
    const { requests, result } = await creating(
      inOrder(() => problem(401, 'UNAUTHENTICATED'), created),
      { credentials },
    );
    expect(result.isOk()).toBe(true);
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new']);
    expect(calls).toEqual(['ask', 'forget Bearer old', 'ask']);
  });

  it('are not renewed for a signature that the partner does not take', async () => {
    const { credentials, calls } = keyring(['Bearer old', 'Bearer new']);
    const { error } = await creating(() => problem(401, 'SIGNATURE_INVALID'), { credentials });
    expect([error?.kind, error?.outcome, calls]).toEqual(['signature_invalid', 'not_applied', ['ask']]);
  });

  it('are not renewed twice, nor where there are none', async () => {
    const { credentials, calls } = keyring(['Bearer old']);
    const unknown = await creating(() => problem(401), { credentials });
    expect([unknown.error?.kind, unknown.requests.length, calls.length]).toEqual(['unauthenticated', 2, 3]);
    expect((await creating(() => problem(401))).requests.length).toBe(1);
  });

  it('let nothing be sent when they cannot be had', async () => {
    const refused = await creating(created, { credentials: keyring(['refused']).credentials });
    expect([refused.error?.kind, refused.error?.outcome, refused.requests.length]).toEqual(['unauthenticated', 'not_applied', 0]);
    const away = await creating(created, { credentials: keyring(['unavailable']).credentials });
    expect([away.error?.kind, away.error?.outcome, away.requests.length]).toEqual(['unavailable', 'not_applied', 0]);
    expect((await creating(created, { credentials: keyring(['unavailable', 'Bearer new']).credentials })).result.isOk()).toBe(true);
  });

  it('sign the bytes of every attempt of a command anew, and no question', async () => {
    const signed: (Omit<UnsignedRequest, 'headers'> & { nowMs: number })[] = [];
    const signer = {
      sign: ({ headers, ...request }: UnsignedRequest, nowMs: number) => {
        signed.push({ ...request, nowMs });
        return Promise.resolve(new Headers([...headers, ['signature', `sig-${signed.length}`]]));
      },
    };
    const { requests, ports } = await creating(
      inOrder(broken, created, () => json({ data: [] })),
      { signer },
    );
    expect(requests.map(({ headers }) => headers.get('signature'))).toEqual(['sig-1', 'sig-2']);
    expect(signed.map(({ nowMs }) => nowMs - START_MS)).toEqual([0, 50]);
    expect(signed[0]).toMatchObject({ method: 'POST', url: 'https://bank.example/rahyar/v1/loans' });
    expect(new TextDecoder().decode(signed[1]?.body)).toBe(await requests[1]?.text());
    await ports.loans.list({});
    expect(signed.length).toBe(2);
  });

  it('say that nothing was sent when the signature cannot be made', async () => {
    const { error, requests } = await creating(created, { signer: { sign: () => Promise.reject(new Error(CANARY)) } });
    expect([error?.kind, error?.outcome, error?.retryable, requests.length]).toEqual(['unauthenticated', 'not_applied', false, 0]);
  });
});

describe('cancelling', () => {
  const cancelledAfter = async (reply: Reply, turns: number, changes: Partial<PartnerClientConfig> = {}) => {
    const client = clientTo(reply, changes);
    const caller = new AbortController();
    const sending = client.ports.loans.create(asked, { signal: caller.signal });
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    caller.abort(CANARY);
    return { ...client, error: (await sending)._unsafeUnwrapErr() };
  };

  it('before the call sends nothing', async () => {
    const { ports, requests, pending } = clientTo(created);
    const error = (await ports.loans.create(asked, { signal: AbortSignal.abort(CANARY) }))._unsafeUnwrapErr();
    expect([error.kind, error.outcome, requests.length]).toEqual(['cancelled', 'not_applied', 0]);
    expect((await pending())._unsafeUnwrap()).toEqual([]);
  });

  it('in flight leaves the effect unknown, ends the request and leaves no bell', async () => {
    const { error, requests, clock, pending } = await cancelledAfter(silent, 3);
    expect([error.kind, error.outcome]).toEqual(['cancelled', 'unknown']);
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(clock.bellCount()).toBe(0);
    expect((await pending())._unsafeUnwrap().length).toBe(1);
  });

  it('while the answer is read', async () => {
    const stalled: Reply = () =>
      new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }), { headers: { 'content-type': 'application/json' } });
    expect((await cancelledAfter(stalled, 3)).error).toMatchObject({ kind: 'cancelled', outcome: 'unknown' });
  });

  it('while waiting to try again keeps what is known, and does not try', async () => {
    const limited = await cancelledAfter(() => problem(429), 3);
    expect([limited.error.kind, limited.error.outcome, limited.requests.length]).toEqual(['cancelled', 'not_applied', 1]);
    const lost = await cancelledAfter(broken, 3);
    expect([lost.error.kind, lost.error.outcome, lost.requests.length]).toEqual(['cancelled', 'unknown', 1]);
    expect(lost.clock.bellCount()).toBe(0);
  });

  it('while credentials are asked for, or a turn is waited for, sends nothing', async () => {
    const credentials: Credentials = { authorization: () => new Promise(() => undefined), forget: () => undefined };
    const asking = await cancelledAfter(created, 3, { credentials });
    expect([asking.error.kind, asking.error.outcome, asking.requests.length]).toEqual(['cancelled', 'not_applied', 0]);

    const { ports, requests, clock } = clientTo(silent, { concurrentAttempts: 1 });
    const first = ports.loans.get({ id: 'loan_1' });
    const caller = new AbortController();
    const second = ports.loans.create(asked, { signal: caller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    expect((await second)._unsafeUnwrapErr()).toMatchObject({ kind: 'cancelled', outcome: 'not_applied' });
    await turned(clock, first);
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('the bulkhead and the circuit breaker', () => {
  it('let so many through, so many wait, and refuse the others at once', async () => {
    let open: (() => void)[] = [];
    const gated: Reply = () => new Promise((resolve) => open.push(() => resolve(json(draft))));
    const { ports, clock, requests } = clientTo(gated, { concurrentAttempts: 2, waitingAttempts: 1 });
    const calls = Array.from({ length: 4 }, () => ports.loans.get({ id: 'loan_1' }));
    expect((await calls[3])?._unsafeUnwrapErr()).toMatchObject({ kind: 'bulkhead_full', outcome: 'not_applied', retryable: true });
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests.length).toBe(2);
    for (const go of open) go();
    open = [];
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests.length).toBe(3);
    for (const go of open) go();
    const ended = await Promise.all(calls.slice(0, 3));
    expect(ended.every((result) => result.isOk())).toBe(true);
    expect(clock.bellCount()).toBe(0);
  });

  it('do not let a call wait for its turn beyond its deadline', async () => {
    const { ports, clock } = clientTo(silent, { concurrentAttempts: 1, attempts: 1, attemptTimeoutMs: 20_000 });
    const first = ports.loans.create(asked);
    await new Promise((resolve) => setImmediate(resolve));
    const second = ports.loans.get({ id: 'loan_1' });
    expect((await turned(clock, second))._unsafeUnwrapErr().kind).toBe('bulkhead_full');
    expect(clock.nowMs() - START_MS).toBe(15_000);
    await turned(clock, first);
  });

  it('stop asking a partner that is not there, and ask again after a while', async () => {
    let isUp = false;
    const { ports, clock, requests } = clientTo(() => (isUp ? json(draft) : problem(503)), { attempts: 1 });
    const get = async () => turned(clock, ports.loans.get({ id: 'loan_1' }));
    for (let call = 0; call < 10; call++) expect((await get())._unsafeUnwrapErr().kind).toBe('unavailable');
    clock.advance(1_000);
    expect((await get())._unsafeUnwrapErr()).toMatchObject({
      kind: 'circuit_open',
      outcome: 'not_applied',
      retryAfterMs: CIRCUIT_OPEN_MS - 1_000,
    });
    expect(requests.length).toBe(10);
    clock.advance(CIRCUIT_OPEN_MS - 1_000);
    expect((await get())._unsafeUnwrapErr().kind).toBe('unavailable');
    expect((await get())._unsafeUnwrapErr().kind).toBe('circuit_open');
    isUp = true;
    clock.advance(CIRCUIT_OPEN_MS);
    const [probe, other] = await turned(clock, Promise.all([ports.loans.get({ id: 'loan_1' }), ports.loans.get({ id: 'loan_1' })]));
    expect([probe.isOk(), other.isErr() && other.error.kind]).toEqual([true, 'circuit_open']);
    expect((await get()).isOk()).toBe(true);
  });

  it('count neither refusals nor cancelled calls', async () => {
    const { ports, clock } = clientTo(inOrder(...Array.from({ length: 40 }, (): Reply => () => problem(404)), () => json(draft)));
    for (let call = 0; call < 40; call++) await ports.loans.get({ id: 'loan_1' });
    expect((await turned(clock, ports.loans.get({ id: 'loan_1' }))).isOk()).toBe(true);
  });

  it('keep the last real error when they refuse a further attempt', async () => {
    const { ports, clock } = clientTo(() => problem(503), { attempts: 10 });
    const error = (await turned(clock, ports.loans.create(asked)))._unsafeUnwrapErr();
    expect([error.kind, error.call?.attempts.length]).toEqual(['unavailable', 10]);
    const further = (await turned(clock, ports.loans.create(asked)))._unsafeUnwrapErr();
    expect([further.kind, further.call?.attempts.length]).toEqual(['circuit_open', 0]);
  });
});

describe('the store of keys', () => {
  const failing = (...steps: readonly (keyof IdempotencyStore)[]): IdempotencyStore => {
    const store = createMemoryIdempotencyStore();
    const fails = (step: keyof IdempotencyStore) => (steps.includes(step) ? { [step]: () => Promise.reject(new Error(CANARY)) } : {});
    return { ...store, ...fails('begin'), ...fails('settle'), ...fails('find'), ...fails('pending') };
  };

  it('holds a command before its first byte leaves, and how it ended', async () => {
    const store = createMemoryIdempotencyStore();
    const seen: (string | undefined)[] = [];
    const { requests } = await creating(
      async (request) => {
        const key = request.headers.get('idempotency-key')?.replaceAll('"', '') ?? '';
        const found = (await store.find(key))._unsafeUnwrap();
        seen.push(found?.operation, found?.outcome);
        expect(found?.input).toEqual(asked);
        return json(draft, 201);
      },
      { store },
    );
    expect(requests.length).toBe(1);
    expect(seen).toEqual(['bank.loans.create', undefined]);
    expect((await store.pending('resalatBank'))._unsafeUnwrap()).toEqual([]);
  });

  it('keeps everything back when it fails', async () => {
    const { error, requests } = await creating(created, { store: failing('begin') });
    expect([error?.kind, error?.outcome, error?.retryable, requests.length]).toEqual(['store_unavailable', 'not_applied', true, 0]);
    const { ports, pending, reconcile } = clientTo(created, { store: failing('begin', 'find', 'pending') });
    const again = await ports.loans.create(asked, { idempotencyKey: 'key-0123456789abcdef' });
    expect(again._unsafeUnwrapErr()).toMatchObject({ kind: 'store_unavailable', outcome: 'unknown' });
    expect((await pending())._unsafeUnwrapErr().kind).toBe('store_unavailable');
    expect((await reconcile('key-0123456789abcdef'))._unsafeUnwrapErr()).toMatchObject({ kind: 'store_unavailable', outcome: 'unknown' });
  });

  it('does not take the answer away when the end cannot be noted', async () => {
    const { result, pending } = await creating(created, { store: failing('settle') });
    expect(result.isOk()).toBe(true);
    expect((await pending())._unsafeUnwrap().length).toBe(1);
  });

  it('lets a command be reconciled with the same key and body, even by another client', async () => {
    const store = createMemoryIdempotencyStore();
    const { error, requests } = await creating(broken, { store });
    const key = error?.call?.idempotencyKey ?? '';
    const later = clientTo(created, { store });
    expect((await later.pending())._unsafeUnwrap().map((command) => command.key)).toEqual([key]);
    expect((await later.reconcile(key))._unsafeUnwrap()).toEqual(draft);
    expect(later.requests[0]?.headers.get('idempotency-key')).toBe(`"${key}"`);
    expect(await later.requests[0]?.text()).toBe(await requests[0]?.text());
    expect((await later.pending())._unsafeUnwrap()).toEqual([]);
  });

  it('keeps a command unknown while reconciling fails', async () => {
    const { error, pending, reconcile, clock } = await creating(
      inOrder(broken, broken, broken, broken, () => problem(429, undefined, {}, { 'retry-after': '90' })),
    );
    const again = (await turned(clock, reconcile(error?.call?.idempotencyKey ?? '')))._unsafeUnwrapErr();
    expect(again).toMatchObject({ kind: 'rate_limited', outcome: 'unknown' });
    expect((await pending())._unsafeUnwrap().length).toBe(1);
  });

  it('knows of what was applied, whatever a repeat brings', async () => {
    const { ports } = clientTo(inOrder(created, () => problem(403)));
    const options = { idempotencyKey: 'key-0123456789abcdef' };
    expect((await ports.loans.create(asked, options)).isOk()).toBe(true);
    expect((await ports.loans.create(asked, options))._unsafeUnwrapErr()).toMatchObject({ kind: 'forbidden', outcome: 'applied' });
  });

  it('refuses a key for another command, one under way, one too old, and one that it does not hold', async () => {
    const { ports, clock, reconcile, requests } = clientTo(inOrder(silent, silent, silent, created));
    const options = { idempotencyKey: 'key-0123456789abcdef' };
    const first = ports.loans.create(asked, options);
    const second = await ports.loans.create(asked, options);
    expect(second._unsafeUnwrapErr()).toMatchObject({ kind: 'idempotency', reason: 'in_progress', outcome: 'unknown' });
    await turned(clock, first);
    const other = await ports.loans.create({ ...asked, installmentCount: 6 }, options);
    expect(other._unsafeUnwrapErr()).toMatchObject({ kind: 'idempotency', reason: 'reused', outcome: 'not_applied' });
    const before = requests.length;
    clock.advance(24 * 3_600_000);
    expect((await reconcile('key-0123456789abcdef'))._unsafeUnwrapErr()).toMatchObject({
      kind: 'idempotency',
      reason: 'expired',
      outcome: 'unknown',
      retryable: false,
    });
    expect((await reconcile('key-of-nobody-000'))._unsafeUnwrapErr().kind).toBe('invalid_request');
    expect(requests.length).toBe(before);
  });

  it('does not reconcile what was not applied, but lets the caller try it again', async () => {
    const { ports, reconcile, clock } = clientTo(inOrder(() => problem(403), created));
    const options = { idempotencyKey: 'key-0123456789abcdef' };
    await turned(clock, ports.loans.create(asked, options));
    expect((await reconcile(options.idempotencyKey))._unsafeUnwrapErr().kind).toBe('invalid_request');
    expect((await ports.loans.create({ ...asked, installmentCount: 6 }, options)).isOk()).toBe(true);
  });

  it('is not asked about questions', async () => {
    const { ports } = clientTo(() => json(draft), { store: failing('begin', 'settle') });
    expect((await ports.loans.get({ id: 'loan_1' })).isOk()).toBe(true);
  });
});

describe('answers that break the contract', () => {
  const body =
    (text: BodyInit, headers: Record<string, string> = {}): Reply =>
    () =>
      new Response(text, { status: 201, headers: { 'content-type': 'application/json', ...headers } });
  const text = JSON.stringify(draft);
  it.each<[string, Reply, object]>([
    ['garbage', body('\u0000\u0001{{{'), { what: 'json' }],
    ['nothing', body(''), { what: 'json' }],
    ['bytes that are no text', body(new Uint8Array([0xff, 0xfe, 0x00])), { what: 'encoding' }],
    ['a field written twice', body(text.replace('"state":"draft"', `"state":"draft","state":"${CANARY}"`)), { what: 'json' }],
    ['deep nesting', body(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), { what: 'json' }],
    ['a length beyond the bound', body(text, { 'content-length': '104857600' }), { what: 'size' }],
    ['another form', body(text, { 'content-type': 'application/xml' }), { what: 'contentType' }],
    ['a list', body('[]'), { what: 'schema', pointers: [''] }],
    ['wrong values', body(text.replace('"loan_1"', `"${CANARY}"`).replace('"stateVersion":1', '"stateVersion":1e400')), { what: 'schema' }],
    ['a number that is no safe integer', body(text.replaceAll('"stateVersion":1', '"stateVersion":9007199254740993')), { what: 'schema' }],
  ])('such as %s', async (_name, reply, expected) => {
    const { error, requests } = await creating(reply);
    expect(error).toMatchObject({ kind: 'contract_violation', outcome: 'unknown', retryable: false, ...expected });
    expect(requests.length).toBe(1);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('سارا');
  });

  it('are read loosely where the contract lets a partner grow', async () => {
    const grown = {
      ...draft,
      state: 'frozen_by_court',
      kind: 'green',
      futureField: { a: CANARY },
      guarantees: [{ kind: 'hami_support', more: 1 }],
    };
    const { result } = await creating(() => json(grown, 201, { etag: '"1"', 'idempotency-replayed': '?1' }));
    expect(result._unsafeUnwrap()).toEqual({ ...draft, state: 'frozen_by_court', kind: 'green', guarantees: [{ kind: 'hami_support' }] });
  });
});

describe('what is told', () => {
  const heard = () => {
    const events: (CallBegan | AttemptEnded | CallEnded)[] = [];
    const begin = (call: CallBegan) => {
      events.push(call);
      return {
        traceId: 'a'.repeat(32),
        attempt: (event: AttemptEnded) => events.push(event),
        end: (event: CallEnded) => events.push(event),
      };
    };
    return { events, telemetry: { begin } };
  };

  it('is each call and each attempt, in the trace of the host', async () => {
    const { events, telemetry } = heard();
    const { requests } = await creating(inOrder(broken, created), { telemetry });
    expect(events).toEqual([
      { operation: 'bank.loans.create', partner: 'resalatBank', intent: 'command' },
      { number: 1, requestId: '00000000-0000-4000-8000-000000000002', tookMs: 0, kind: 'network' },
      { number: 2, requestId: '00000000-0000-4000-8000-000000000003', tookMs: 0, status: 201 },
      { attempts: 2, tookMs: 50, outcome: 'applied' },
    ]);
    expect(requests[0]?.headers.get('traceparent')).toMatch(/^00-a{32}-[0-9a-f]{16}-01$/);
  });

  it('does not disturb the call when the listener fails', async () => {
    const fails = () => {
      throw new Error(CANARY);
    };
    for (const begin of [fails, () => ({ traceId: CANARY, attempt: fails, end: fails })])
      expect((await creating(created, { telemetry: { begin } })).result.isOk()).toBe(true);
  });

  it('never holds what a person gave, what a partner wrote, a token, a signature or an address', async () => {
    const canaries = ['سارا', '0012345679', 'Bearer-secret', 'sig-secret', 'bank.example', 'fetch failed'];
    const { telemetry, events } = heard();
    const replies: Reply[] = [
      broken,
      () => problem(422, CANARY, { conflictingId: CANARY, remedies: [CANARY], errors: [{ pointer: `/${CANARY}`, code: CANARY }] }),
      () => problem(409, 'LOAN_EXISTS', { conflictingId: CANARY, remedies: [CANARY] }),
      () => json({ ...draft, [CANARY]: CANARY, id: CANARY }),
      () => new Response(CANARY, { status: 500, statusText: 'x', headers: { 'x-debug': '0012345679', 'set-cookie': 'a=0012345679' } }),
      () => new Response(null, { status: 302, headers: { location: 'https://bank.example/0012345679' } }),
    ];
    const shown: PartnerError[] = [];
    for (const reply of replies) {
      const client = clientTo(reply, {
        telemetry,
        credentials: { authorization: () => Promise.resolve(ok('Bearer-secret')), forget: () => undefined },
        signer: { sign: ({ headers }) => Promise.resolve(new Headers([...headers, ['signature', 'sig-secret']])) },
      });
      const guarantee = { id: 'loan_1', kind: 'payslip', sha256: 'a'.repeat(64), title: 'سارا 0012345679' };
      const result = await turned(client.clock, client.ports.loans.addDocument(guarantee));
      shown.push(result._unsafeUnwrapErr());
      expect(client.requests[0]?.url).not.toContain('0012345679');
    }
    const told = [inspect([shown, events], { depth: null, showHidden: true }), JSON.stringify([shown, events])].join('\n');
    for (const canary of canaries) expect(told).not.toContain(canary);
  });
});

it('takes what the contract takes, and nothing else', () => {
  expect(sealed(loans.operations.create.body).safeParse(asked).success).toBe(true);
});
