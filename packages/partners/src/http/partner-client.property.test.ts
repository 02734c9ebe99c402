import { RahyariOrganizationId } from '@rahyar/domain';
import fc from 'fast-check';
import { err, ok } from 'neverthrow';
import { expect, it } from 'vitest';
import { loan, loans } from '../bank/loans.ts';
import { type PortsOf, partnerContract } from '../contract/capability.ts';
import { createHandClock, type HandClock } from '../testing/hand-clock.ts';
import { createMemoryIdempotencyStore, type IdempotencyStore } from './idempotency-store.ts';
import { createPartnerClient } from './partner-client.ts';

/**
 * What befalls one request. `early`: it is lost, or turned away, before the partner looked at its key. `worked`: the partner carries it out
 * and the answer goes wrong. `late`: nothing is heard of it, and it arrives after everything else.
 */
const FAULTS = [
  'good',
  'early.lost',
  'early.silent',
  'early.401',
  'early.429',
  'early.503',
  'early.404',
  'worked.lost',
  'worked.cut',
  'worked.silent',
  'worked.500',
  'worked.garbage',
  'worked.inProgress',
  'late',
] as const;
type Fault = (typeof FAULTS)[number];

const bank = partnerContract({
  id: RahyariOrganizationId.parse('resalatBank'),
  title: { fa: 'بانک', en: 'bank' },
  capabilities: { loans },
});
const asked = loans.operations.create.example as unknown as Parameters<PortsOf<typeof bank>['loans']['create']>[0];
const draft = {
  ...loan.example,
  id: 'loan_1',
  state: 'draft',
  stateVersion: 1,
  allowedActions: [],
  timeline: [],
  createdAt: '2026-11-28T06:00:00Z',
  updatedAt: '2026-11-28T06:00:00Z',
};

/** A partner that keeps the contract: it looks at the key first, acts once, and repeats its answer, refusals of the matter included. */
function modelPartner(faults: readonly Fault[], moods: readonly boolean[]) {
  const kept = new Map<string, () => Response>();
  const effects: string[] = [];
  const late: (() => void)[] = [];
  let requestCount = 0;
  let isWell = false;
  let workCount = 0;
  const respond = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': status < 300 ? 'application/json' : 'application/problem+json' },
    });
  const work = (key: string): Response => {
    const answer = kept.get(key);
    if (answer !== undefined) return answer();
    const isAccepted = moods[workCount++] ?? true;
    if (isAccepted) effects.push(key);
    const fresh = () => (isAccepted ? respond(201, draft) : respond(422, { code: 'LOAN_CEILING_EXCEEDED' }));
    kept.set(key, fresh);
    return fresh();
  };
  const fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const key = new Request(input, init).headers.get('idempotency-key') ?? '';
    const fault = isWell ? 'good' : (faults[requestCount++] ?? 'good');
    const [when, how] = fault.split('.');
    if (when === 'late') late.push(() => work(key));
    if (when === 'good') return Promise.resolve(work(key));
    if (when === 'worked') work(key);
    switch (how) {
      case '401':
      case '429':
      case '503':
      case '500':
        return Promise.resolve(respond(Number(how), { code: 'SOME_CODE' }));
      case '404':
        return Promise.resolve(new Response('no route', { status: 404 }));
      case 'lost':
        return Promise.reject(new TypeError('fetch failed'));
      case 'cut':
        return Promise.resolve(
          new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }), {
            status: 201,
            headers: { 'content-type': 'application/json' },
          }),
        );
      case 'garbage':
        return Promise.resolve(respond(201, { id: 7 }));
      case 'inProgress':
        return Promise.resolve(respond(409, { code: 'IDEMPOTENCY_KEY_IN_PROGRESS' }));
      default:
        return new Promise(() => undefined);
    }
  };
  const arrive = (): void => {
    for (const action of late.splice(0)) action();
  };
  const recover = (): void => {
    isWell = true;
  };
  return { fetch, effects, arrive, recover };
}

async function turned<T>(clock: HandClock, work: PromiseLike<T>, onTurn: (turn: number) => void): Promise<T> {
  let hasEnded = false;
  const isDone = (): boolean => hasEnded;
  const result = Promise.resolve(work).finally(() => {
    hasEnded = true;
  });
  for (let turn = 0; !isDone(); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    onTurn(turn);
    if (!isDone()) clock.ringNext();
  }
  return result;
}

/** A store that fails at some of its steps, on the way in or on the way back. */
function shakyStore(inner: IdempotencyStore, failures: readonly ('none' | 'before' | 'after')[]): IdempotencyStore {
  let steps = 0;
  const shaken =
    <Given extends readonly unknown[], Value>(step: (...given: Given) => Promise<Value>) =>
    async (...given: Given): Promise<Value> => {
      const failure = failures[steps++] ?? 'none';
      if (failure === 'before') throw new Error('store');
      const value = await step(...given);
      if (failure === 'after') throw new Error('store');
      return value;
    };
  return { ...inner, begin: shaken(inner.begin), settle: shaken(inner.settle) };
}

const story = fc.record({
  faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 8 }),
  moods: fc.array(fc.boolean(), { maxLength: 3 }),
  storeFailures: fc.array(fc.constantFrom('none' as const, 'none' as const, 'none' as const, 'before' as const, 'after' as const), {
    maxLength: 4,
  }),
  credentials: fc.array(fc.constantFrom('good' as const, 'good' as const, 'unavailable' as const, 'refused' as const), { maxLength: 5 }),
  brings: fc.boolean(),
  attempts: fc.integer({ min: 1, max: 4 }),
  cancelAtTurn: fc.option(fc.nat({ max: 8 }), { freq: 2 }),
  /** What the caller does after it heard of an end: the same call again under its key, or a reconciliation, or nothing. */
  afterwards: fc.array(fc.constantFrom('repeat' as const, 'reconcile' as const), { maxLength: 2 }),
  random: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
});

it('has at most one effect per key, never lies about it, and loses none', async () => {
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(story, async ({ faults, moods, storeFailures, credentials, brings, attempts, cancelAtTurn, afterwards, random }) => {
      const partner = modelPartner(faults, moods);
      const clock = createHandClock(Date.UTC(2026, 10, 28));
      const inner = createMemoryIdempotencyStore();
      let ids = 0;
      let signIns = 0;
      const common = {
        baseUrl: 'https://bank.example',
        clock,
        random: () => random.next().value ?? 0,
        newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
        fetch: partner.fetch,
        attempts,
      };
      const client = createPartnerClient(bank, {
        ...common,
        store: shakyStore(inner, storeFailures),
        credentials: {
          authorization: () => {
            const answer = credentials[signIns++] ?? 'good';
            return Promise.resolve(answer === 'good' ? ok('Bearer x') : err(answer));
          },
          forget: () => undefined,
        },
      })._unsafeUnwrap();

      const caller = new AbortController();
      // Every second caller lets the client make the key, and learns it from the error.
      let idempotencyKey = brings ? 'key-0123456789abcdef' : undefined;
      const check = (outcome: string): void => {
        expect(partner.effects.length).toBeLessThanOrEqual(1);
        if (outcome === 'applied') expect(partner.effects.length).toBe(1);
      };
      for (const act of ['call', ...afterwards]) {
        const { signal } = caller;
        const call =
          act === 'reconcile' && idempotencyKey !== undefined
            ? client.reconcile(idempotencyKey, { signal })
            : client.ports.loans.create(asked, { signal, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
        const result = await turned(clock, call, (turn) => {
          if (turn === cancelAtTurn) caller.abort();
        });
        const outcome = result.isOk() ? 'applied' : result.error.outcome;
        idempotencyKey ??= result.isErr() ? result.error.call?.idempotencyKey : undefined;
        if (idempotencyKey === undefined) break;
        const isAboutTheCall = result.isErr() && result.error.kind === 'invalid_request';
        kinds.set(outcome, (kinds.get(outcome) ?? 0) + 1);
        check(outcome);
        if (outcome !== 'not_applied' || isAboutTheCall) continue;
        // What was said not to be applied must not come about later, not even by what was still on its way.
        partner.arrive();
        expect(partner.effects).toEqual([]);
      }
      partner.arrive();
      check('unknown');
      partner.recover();

      // Another process takes over what is left, at a partner that works again.
      const later = createPartnerClient(bank, { ...common, store: inner, fetch: partner.fetch, attempts: 10 })._unsafeUnwrap();
      for (const { key } of (await later.pending())._unsafeUnwrap()) await turned(clock, later.reconcile(key), () => undefined);
      expect((await later.pending())._unsafeUnwrap()).toEqual([]);
      check('unknown');
      const record = idempotencyKey === undefined ? undefined : (await inner.find(idempotencyKey))._unsafeUnwrap();
      if (record !== undefined) expect(partner.effects.length).toBe(record.outcome === 'applied' ? 1 : 0);
    }),
    { numRuns: 250 },
  );
  // A law about an outcome that never came about would hold of itself.
  for (const outcome of ['applied', 'not_applied', 'unknown']) expect(kinds.get(outcome) ?? 0).toBeGreaterThan(30);
});
