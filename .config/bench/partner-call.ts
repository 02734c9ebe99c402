import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createMemoryIdempotencyStore, createPartnerClient, machineClock } from '@rahyar/partners';
import { bank } from '@rahyar/partners/bank';
import ky from 'ky';
import { agreed, type Comparison, type Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';

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

const side = (name: string, sort: keyof Caller, callerOf: (baseUrl: string) => Caller): Side => ({
  name: `${name}, ${sort}`,
  unit: 'calls',
  measure: async (calls) => {
    const server = fork(import.meta.filename, ['serve']);
    const [port] = (await once(server, 'message')) as [number];
    const caller = callerOf(`http://127.0.0.1:${port}`);
    try {
      return { cpuMs: await leastCpuMs(() => manyTogether(calls, caller[sort])) };
    } finally {
      await stopped(server);
    }
  },
});

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

const against = (sort: keyof Caller, peer: Side, target: number): Comparison => ({
  name: `partner ${sort} / ${peer.name}`,
  ours: side('partner client', sort, ours),
  peer,
  target,
  sizes: { short: [2_000], night: [20_000] },
  judge: agreed,
});

export const partnerCallsAgainstKy: readonly Comparison[] = (['query', 'command'] as const).map((sort) =>
  against(sort, side('bare ky', sort, bareKy), 1.3),
);
/** ky itself costs 1.2 to 1.8 of fetch. */
export const partnerCallsAgainstFetch: readonly Comparison[] = (['query', 'command'] as const).map((sort) =>
  against(sort, side('bare fetch', sort, bareFetch), 2),
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

if (process.argv[2] === 'serve') serve();
