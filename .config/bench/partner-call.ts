import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createMemoryIdempotencyStore, createPartnerClient, machineClock } from '@rahyar/partners';
import { bank } from '@rahyar/partners/bank';
import ky from 'ky';
import { agreed, type Comparison, type Measure, type Side } from './comparison.ts';
import { peakMiB } from './cpu-time.ts';

/** As many calls as are under way at one time. */
const TOGETHER = 16;

const LOAN = {
  id: 'loan_1',
  state: 'submitted',
  stateVersion: 2,
  allowedActions: ['cancel'],
  timeline: [
    { state: 'draft', stateVersion: 1, at: '2026-11-23T09:30:00+03:30', by: 'caller' },
    { state: 'submitted', stateVersion: 2, at: '2026-11-23T09:31:00+03:30', by: 'caller' },
  ],
  createdAt: '2026-11-23T09:30:00+03:30',
  updatedAt: '2026-11-23T09:31:00+03:30',
  memberId: 'member-1',
  kind: 'zero_fee',
  amount: { value: 3_000_000_000, currency: 'IRR' },
  installmentCount: 60,
  purpose: 'business',
  guarantees: [],
  documents: [],
};
const AMOUNT = { value: 3_000_000_000, currency: 'IRR' } as const;
const REQUEST = { memberId: 'member-1', kind: 'zero_fee', amount: AMOUNT, installmentCount: 60, purpose: 'business' } as const;

/** One way to make a call of each sort; the answer is read to its end. */
type Caller = { readonly query: () => Promise<unknown>; readonly command: () => Promise<unknown> };

const ours = (baseUrl: string): Caller => {
  const client = createPartnerClient(bank, {
    baseUrl,
    attemptTimeoutMs: 10_000,
    clock: machineClock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    store: createMemoryIdempotencyStore(),
  })._unsafeUnwrap();
  const { loans } = client.ports;
  return {
    query: async () => (await loans.get({ id: LOAN.id }))._unsafeUnwrap(),
    command: async () => (await loans.create(REQUEST))._unsafeUnwrap(),
  };
};

const bareKy = (baseUrl: string): Caller => {
  const client = ky.create({ baseUrl: `${baseUrl}/`, retry: 0 });
  return {
    query: () => client('v1/loans/loan_1').json<unknown>(),
    command: () => client.post('v1/loans', { json: REQUEST, headers: { 'idempotency-key': `"${crypto.randomUUID()}"` } }).json<unknown>(),
  };
};

const bareFetch = (baseUrl: string): Caller => ({
  query: async () => (await fetch(`${baseUrl}/v1/loans/loan_1`)).json() as Promise<unknown>,
  command: async () =>
    (
      await fetch(`${baseUrl}/v1/loans`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `"${crypto.randomUUID()}"` },
        body: JSON.stringify(REQUEST),
      })
    ).json() as Promise<unknown>,
});

type Sort = keyof Caller;
const WAYS = { 'partner client': ours, 'bare ky': bareKy, 'bare fetch': bareFetch } as const;
type Way = keyof typeof WAYS;

/** What a service has made soon after its start: from then on a call costs what it will cost for days. */
const CALLS_BEFORE = 10_000;
const ROUNDS = 11;

/**
 * The two ways by turns, each in a process of its own, so that whatever else the machine does meets both; of the rounds the one whose ratio is
 * in the middle.
 */
async function byTurns(sort: Sort, peer: Way, calls: number): Promise<{ readonly ours: Measure; readonly peer: Measure }> {
  const server = fork(import.meta.filename, ['serve']);
  const [port] = (await once(server, 'message')) as [number];
  const callers = (['partner client', peer] as const).map((way) =>
    fork(import.meta.filename, ['call', way, sort, String(port)], { execArgv: ['--conditions=@rahyar/source', '--expose-gc'] }),
  ) as [ChildProcess, ChildProcess];
  const asked = async (caller: ChildProcess, count: number): Promise<CallerRound> => {
    caller.send(count);
    return (await once(caller, 'message'))[0] as CallerRound;
  };
  try {
    for (const caller of callers) await asked(caller, CALLS_BEFORE);
    const rounds: [CallerRound, CallerRound][] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push([await asked(callers[0], calls), await asked(callers[1], calls)]);
    rounds.sort(([a, b], [c, d]) => a.cpuMs / b.cpuMs - c.cpuMs / d.cpuMs);
    const [own, other] = rounds[Math.floor(ROUNDS / 2)] as [CallerRound, CallerRound];
    const [least, most] = [rounds[0], rounds.at(-1)].map((round) => (round === undefined ? 0 : round[0].cpuMs / round[1].cpuMs));
    return { ours: { ...own, remark: `${ROUNDS} rounds, ratios ${least?.toFixed(2)} to ${most?.toFixed(2)}` }, peer: other };
  } finally {
    await Promise.all([...callers, server].map(stopped));
  }
}

type CallerRound = { readonly cpuMs: number; readonly peakMiB: number };

/** Makes as many calls as it is asked for, each time, and tells what they cost. */
function callWhenAsked(way: Way, sort: Sort, port: string): void {
  const caller = WAYS[way](`http://127.0.0.1:${port}`);
  process.on('message', (calls: number) => {
    void costOf(() => manyTogether(calls, caller[sort])).then((cpuMs) =>
      process.send?.({ cpuMs, peakMiB: peakMiB() } satisfies CallerRound),
    );
  });
}

async function costOf(act: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function manyTogether(calls: number, call: () => Promise<unknown>): Promise<void> {
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}

async function stopped(server: ChildProcess): Promise<void> {
  const ended = once(server, 'close');
  server.kill();
  await ended;
}

const side = (name: Way, sort: Sort): Pick<Side, 'name' | 'unit'> => ({ name: `${name}, ${sort}`, unit: 'calls' });

const against = (sort: Sort, peer: Way, target: number): Comparison => ({
  name: `partner ${sort} / ${peer}`,
  ours: side('partner client', sort),
  peer: side(peer, sort),
  together: (calls) => byTurns(sort, peer, calls),
  target,
  sizes: { short: [1_000], night: [4_000] },
  judge: agreed,
});

export const partnerCallsAgainstKy: readonly Comparison[] = (['query', 'command'] as const).map((sort) => against(sort, 'bare ky', 1.3));
/** ky itself costs 1.2 to 1.8 of fetch. */
export const partnerCallsAgainstFetch: readonly Comparison[] = (['query', 'command'] as const).map((sort) =>
  against(sort, 'bare fetch', 2),
);

/** The partner, in a process of its own, so that only the caller is measured. */
function serve(): void {
  const body = JSON.stringify(LOAN);
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.(address.port);
  });
}

const [, , role, way, sort, port = ''] = process.argv;
if (role === 'serve') serve();
if (role === 'call') callWhenAsked(way as Way, sort as Sort, port);
