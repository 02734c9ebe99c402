/// <reference lib="dom" />
/// <reference types="node" />
import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import fc from 'fast-check';
import { httpbis } from 'http-message-signatures';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentDigest } from './content-digest.ts';
import { ed25519PublicKey } from './ed25519-key.ts';
import { createSigner } from './request-signer.ts';
import { type SignedRequest, verifyRequest } from './verify-request.ts';

const PRIVATE = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
};
const NOW_MS = Date.parse('2026-11-28T09:30:00+03:30');
const signer = createSigner({ keyId: 'rahyar-1', privateKey: PRIVATE });
let keys: ReadonlyMap<string, CryptoKey>;
beforeAll(async () => {
  keys = new Map([['rahyar-1', await ed25519PublicKey(PRIVATE)]]);
});
const verify = (request: SignedRequest) => verifyRequest(request, { keys, nowMs: NOW_MS });

const token = fc.stringMatching(/^[A-Za-z0-9._~+-]{1,40}$/);
const commands = fc
  .record({
    method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
    host: fc.constantFrom('bank.example', 'part.example:8443', '127.0.0.1:4010'),
    path: fc.stringMatching(/^[a-z0-9_/-]{0,40}$/),
    query: fc.option(fc.stringMatching(/^[a-z]{1,8}=[A-Za-z0-9_-]{0,20}$/), { nil: undefined }),
    authorization: fc.option(token, { nil: undefined }),
    key: token,
    body: fc.option(fc.uint8Array({ maxLength: 200 }), { nil: undefined }),
  })
  .map(({ method, host, path, query, authorization, key, body }) => ({
    method,
    url: `https://${host}/v1/${path}${query === undefined ? '' : `?${query}`}`,
    headers: new Headers({
      'idempotency-key': `"${key}"`,
      'x-request-id': 'not covered',
      ...(authorization === undefined ? {} : { authorization: `Bearer ${authorization}` }),
    }),
    body,
  }));
type Command = Omit<SignedRequest, 'body'> & { readonly body: Uint8Array | undefined };
const signed = async (command: Command): Promise<SignedRequest> => ({ ...command, headers: await signer.sign(command, NOW_MS) });

/** The same with one character replaced by another that may stand there. */
const altered = (text: string, at: number, by: number): string => {
  const index = at % text.length;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.replace(text.charAt(index), '');
  return text.slice(0, index) + letters.charAt(by % letters.length) + text.slice(index + 1);
};

describe('a second implementation', () => {
  it('verifies what we sign', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (command) => {
        const { method, url, headers } = await signed(command);
        const key = createPublicKey({ key: PRIVATE, format: 'jwk' });
        const valid = await httpbis.verifyMessage(
          {
            keyLookup: async () => ({
              id: 'rahyar-1',
              algs: ['ed25519'],
              verify: async (data, signature) => nodeVerify(null, data, key, signature),
            }),
            requiredParams: ['created', 'keyid', 'alg', 'tag'],
            requiredFields: ['@method', '@target-uri', 'content-digest', 'idempotency-key'],
            notAfter: new Date(NOW_MS + 1000),
          },
          { method, url, headers: Object.fromEntries(headers) },
        );
        expect(valid).toBe(true);
      }),
      { numRuns: 250 },
    );
  });

  it('signs what we verify', async () => {
    const key = createPrivateKey({ key: PRIVATE, format: 'jwk' });
    await fc.assert(
      fc.asyncProperty(commands, async (command) => {
        const { method, url, body } = command;
        const headers = { ...Object.fromEntries(command.headers), 'content-digest': await contentDigest(body) };
        const covered = ['@method', '@target-uri', 'content-digest', 'idempotency-key'];
        const message = await httpbis.signMessage(
          {
            key: { id: 'rahyar-1', alg: 'ed25519', sign: async (data) => nodeSign(null, data, key) },
            name: 'theirs',
            params: ['created', 'keyid', 'alg', 'tag'],
            paramValues: { created: new Date(NOW_MS), tag: 'rahyar-partner-request' },
            fields: 'authorization' in headers ? ['authorization', ...covered] : covered,
          },
          { method, url, headers },
        );
        const theirs = { method, url, body, headers: new Headers(message.headers) };
        expect((await verify(theirs)).isOk()).toBe(true);
      }),
      { numRuns: 250 },
    );
  });
});

describe('any small change', () => {
  it('of a bit of the body is refused', async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(), async (command, at) => {
        const body = new Uint8Array(command.body ?? []);
        fc.pre(body.length > 0);
        const request = await signed(command);
        const index = at % (body.length * 8);
        body[index >> 3] = (body[index >> 3] ?? 0) ^ (1 << (index & 7));
        expect((await verify({ ...request, body }))._unsafeUnwrapErr()).toBe('digestMismatch');
      }),
      { numRuns: 150 },
    );
  });

  it('of a character of a header that is covered, or of the signature, is refused', async () => {
    const names = ['authorization', 'idempotency-key', 'content-digest', 'signature-input'] as const;
    await fc.assert(
      fc.asyncProperty(commands, fc.constantFrom(...names), fc.nat(), fc.nat(), async (command, name, at, by) => {
        const request = await signed(command);
        fc.pre(request.headers.has(name));
        const headers = new Headers(request.headers);
        headers.set(name, altered(headers.get(name) ?? '', at, by));
        expect((await verify({ ...request, headers })).isErr()).toBe(true);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(commands, fc.nat({ max: 89 }), fc.nat(), async (command, at, by) => {
        const request = await signed(command);
        const headers = new Headers(request.headers);
        const bytes = headers.get('signature')?.slice('rahyar=:'.length, -1) ?? '';
        headers.set('signature', `rahyar=:${altered(bytes, at, by)}:`);
        expect((await verify({ ...request, headers })).isErr()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('of a character of the address or the method is refused', async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(), fc.nat(), fc.boolean(), async (command, at, by, ofMethod) => {
        const request = await signed(command);
        const changed = ofMethod
          ? { ...request, method: altered(request.method, at, by) }
          : { ...request, url: `${request.url.slice(0, 12)}${altered(request.url.slice(12), at, by)}` };
        expect((await verify(changed)).isErr()).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

it('headers that are not covered may change on the way', async () => {
  await fc.assert(
    fc.asyncProperty(commands, token, async (command, value) => {
      const request = await signed(command);
      request.headers.set('x-request-id', value);
      expect((await verify(request)).isOk()).toBe(true);
    }),
    { numRuns: 20 },
  );
});
