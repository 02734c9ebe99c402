/// <reference lib="dom" />
import { ok } from 'neverthrow';
import type { Sabotage } from './command-run.ts';
import type { WebhookSabotage } from './webhook-run.ts';

let made = 0;

/** A wrong client, or a wrong partner: the runs must tell each from a right one. */
export const SABOTAGES = {
  'a new key for every attempt': {
    request: (request, number) => {
      if (number === 1 || !request.headers.has('idempotency-key')) return request;
      const headers = new Headers(request.headers);
      headers.set('idempotency-key', `"new-key-${String(++made).padStart(12, '0')}"`);
      return new Request(request, { headers });
    },
  },
  'not_applied said of a time that ran out': {
    told: ({ kind, outcome }) => (kind === 'attempt_timeout' || kind === 'deadline_exceeded' ? 'not_applied' : outcome),
  },
  'not_applied noted of what is not known': {
    store: (inner) => ({
      ...inner,
      begin: async (record) => {
        const begun = await inner.begin(record);
        (await inner.settle(record.key, 'not_applied'))._unsafeUnwrap();
        return begun;
      },
      settle: () => Promise.resolve(ok(undefined)),
    }),
  },
  'applied noted of what was only sent': {
    store: (inner) => ({
      ...inner,
      begin: async (record) => {
        const begun = await inner.begin(record);
        (await inner.settle(record.key, 'applied'))._unsafeUnwrap();
        return begun;
      },
    }),
  },
  'nothing written down before it is sent': { store: (inner) => ({ ...inner, begin: () => Promise.resolve(ok(undefined)) }) },
  'redirects followed': { request: (request) => new Request(request, { redirect: 'follow' }) },
  'a partner that does not keep its answers': { leavesOut: new Set(['idempotentReplay']) },
  'a receiver without a memory of webhooks': { replays: (inner) => ({ ...inner, claim: () => Promise.resolve('claimed') }) },
  'a receiver without a memory of versions': {
    replays: (inner) => ({
      ...inner,
      claim: ({ change: _, ...claim }) => inner.claim(claim),
      finish: ({ change: _, ...claim }) => inner.finish(claim),
      release: ({ change: _, ...claim }) => inner.release(claim),
    }),
  },
} as const satisfies Record<string, Sabotage & WebhookSabotage>;
