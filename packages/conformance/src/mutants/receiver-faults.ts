/// <reference lib="dom" />

import { OTHER_SECRET } from '../requirements/receiver.ts';
import { isSignedBy, sharedHookKey } from '../trust/webhook-signature.ts';
import { type Json, jsonOf, type PlantedFault } from './spoil.ts';

export type Receiver = (request: Request) => Promise<Response>;

/** A fault in a receiver of webhooks, and what must be found because of it. */
export type ReceiverFault = Omit<PlantedFault, 'plant' | 'tls'> & { readonly around: () => (receiver: Receiver) => Receiver };

type Seen = { readonly request: Request; readonly body: string; readonly event: Json; readonly ageSeconds: number };

/** Answers in the place of the receiver, where `answer` knows better. */
const instead = (
  breaks: string,
  does: string,
  nowMs: () => number,
  answer: () => (seen: Seen) => number | undefined | Promise<number | undefined>,
  also?: ReceiverFault['also'],
): ReceiverFault => ({
  id: breaks.toLowerCase(),
  breaks,
  does,
  ...(also === undefined ? {} : { also }),
  around: () => {
    const decide = answer();
    return (receiver) => async (request) => {
      const body = await request.clone().text();
      const ageSeconds = nowMs() / 1000 - Number(request.headers.get('webhook-timestamp'));
      const status = await decide({ request, body, event: jsonOf(body), ageSeconds });
      return status === undefined ? receiver(request) : new Response(null, { status });
    };
  },
});

const dataOf = ({ data }: Json): Json => (typeof data === 'object' && data !== null ? (data as Json) : {});

/** Every fault of a receiver that the kit is tried on. */
export const receiverFaults = (nowMs: () => number): readonly ReceiverFault[] => [
  instead('RECV-01', 'takes no webhooks', nowMs, () => () => 401, {
    ids: ['RECV-07', 'RECV-08', 'RECV-09', 'RECV-10', 'RECV-11'],
    because: 'nothing is taken where a good webhook is not',
  }),
  instead('RECV-02', 'takes a signature by anybody', nowMs, () => async ({ request, body }) => {
    const bySomebody = await isSignedBy(request.headers, new TextEncoder().encode(body), [await sharedHookKey(OTHER_SECRET)]);
    return bySomebody ? 204 : undefined;
  }),
  instead(
    'RECV-03',
    'takes a stale webhook',
    nowMs,
    () =>
      ({ ageSeconds }) =>
        ageSeconds > 600 ? 204 : undefined,
  ),
  instead(
    'RECV-04',
    'takes a webhook from the future',
    nowMs,
    () =>
      ({ ageSeconds }) =>
        ageSeconds < -600 ? 204 : undefined,
  ),
  instead(
    'RECV-05',
    'does not compare the body with the signature',
    nowMs,
    () =>
      ({ event }) =>
        event['type'] === 'webhook.other' ? 204 : undefined,
  ),
  instead(
    'RECV-06',
    'takes a webhook without a signature',
    nowMs,
    () =>
      ({ request }) =>
        request.headers.has('webhook-signature') ? undefined : 204,
  ),
  instead('RECV-07', 'refuses a repetition', nowMs, () => {
    const seen = new Set<string>();
    return ({ request }) => {
      const id = request.headers.get('webhook-id') ?? '';
      if (seen.has(id)) return 409;
      seen.add(id);
      return undefined;
    };
  }),
  instead(
    'RECV-08',
    'refuses an event that it does not know',
    nowMs,
    () =>
      ({ event }) =>
        String(event['type']).includes('of_tomorrow') ? 400 : undefined,
  ),
  instead(
    'RECV-09',
    'refuses a field that it does not know',
    nowMs,
    () =>
      ({ event }) =>
        'ofTomorrow' in event ? 400 : undefined,
  ),
  instead(
    'RECV-10',
    'looks at the first signature only',
    nowMs,
    () =>
      ({ request }) =>
        (request.headers.get('webhook-signature') ?? '').includes(' ') ? 401 : undefined,
  ),
  instead(
    'RECV-11',
    'refuses what comes late',
    nowMs,
    () =>
      ({ event }) =>
        dataOf(event)['stateVersion'] === 2 ? 409 : undefined,
  ),
];
