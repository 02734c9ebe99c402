/// <reference lib="dom" />
import { err, ok } from 'neverthrow';
import { expect, it } from 'vitest';
import { createWebhookChannel } from './webhook-channel.ts';
import { webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { verifyWebhook } from './webhook-signature.ts';

const NOW_MS = Date.parse('2026-11-28T06:00:00Z');
const MESSAGE = { key: 'f-1.fallDue.2', to: 'rahyar-1', kind: 'followUpDue', about: 'f-1' };

async function channelTo(answer: (request: Request) => Promise<Response>) {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const key = (await webhookSigningKey(secret))._unsafeUnwrap();
  const clock = { nowMs: () => NOW_MS, schedule: () => () => undefined };
  return {
    key: (await webhookVerifyingKey(secret))._unsafeUnwrap(),
    tell: createWebhookChannel({
      url: 'https://host.example/tell',
      keys: [key],
      clock,
      fetch: (input, init) => answer(new Request(input, init)),
    }),
  };
}

it('sends a signed webhook under the key of the message, however often it is told', async () => {
  const received: { readonly id: string | null; readonly body: string; readonly isSigned: boolean }[] = [];
  const { key, tell } = await channelTo(async (request) => {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const verified = await verifyWebhook(request.headers, bytes, { keys: [key], nowMs: NOW_MS });
    received.push({ id: request.headers.get('webhook-id'), body: new TextDecoder().decode(bytes), isSigned: verified.isOk() });
    return new Response(null, { status: 204 });
  });
  expect([await tell(MESSAGE), await tell(MESSAGE)]).toEqual([ok(undefined), ok(undefined)]);
  const [first, second] = received;
  expect(second).toEqual(first);
  expect(first).toMatchObject({ body: JSON.stringify(MESSAGE), isSigned: true });
});

it.each([
  [503, 'later'],
  [301, 'later'],
  [410, 'never'],
] as const)('says of an answer of %i: %s', async (status, failure) => {
  const { tell } = await channelTo(async () => new Response(null, { status }));
  expect(await tell(MESSAGE)).toEqual(err(failure));
});

it('says later when nobody answers', async () => {
  const { tell } = await channelTo(() => Promise.reject(new TypeError('fetch failed')));
  expect(await tell(MESSAGE)).toEqual(err('later'));
});
