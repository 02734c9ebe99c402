/// <reference lib="dom" />
import { createSignature, webcrypto } from 'http-message-sig';
import { beforeAll, describe, expect, it } from 'vitest';
import { ed25519PrivateKey, ed25519PublicKey } from './ed25519-key.ts';
import { messageOf } from './request-profile.ts';
import { createSigner } from './request-signer.ts';
import { type SignedRequest, verifyRequest } from './verify-request.ts';

const PRIVATE = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
};
const NOW_MS = Date.parse('2026-11-28T09:30:00.900+03:30');
const CREATED = Math.floor(NOW_MS / 1000);
const signer = createSigner({ keyId: 'rahyar-1', privateKey: PRIVATE });
let keys: ReadonlyMap<string, CryptoKey>;
beforeAll(async () => {
  const other = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
  keys = new Map([
    ['rahyar-1', await ed25519PublicKey(PRIVATE)],
    ['rahyar-2', other.publicKey],
  ]);
});

const command = {
  method: 'POST',
  url: 'https://bank.example/v1/loans?a=1',
  headers: new Headers({ authorization: 'Bearer token-1', 'idempotency-key': '"key-1"', 'content-type': 'application/json' }),
  body: new TextEncoder().encode('{"memberId":"subject-1"}'),
};
const sign = async (request = command): Promise<SignedRequest> => ({ ...request, headers: await signer.sign(request, NOW_MS) });
const verify = (request: SignedRequest, nowMs = NOW_MS) => verifyRequest(request, { keys, nowMs });
const withHeader = (request: SignedRequest, name: string, value: string | undefined): SignedRequest => {
  const headers = new Headers(request.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
};
/** Signs the command by the same key and in another way than the profile's. */
const signOtherwise = async (
  components: readonly string[],
  parameters: Record<string, string | number>,
  request: SignedRequest = command,
): Promise<SignedRequest> => {
  const headers = new Headers((await sign(command)).headers);
  for (const [name, value] of request.headers) headers.set(name, value);
  const fields = await createSignature(messageOf({ ...request, headers }), {
    label: 'rahyar',
    components,
    parameters,
    signer: webcrypto.signer(await ed25519PrivateKey(PRIVATE)),
  });
  headers.set('signature-input', fields.signatureInput);
  headers.set('signature', fields.signature);
  return { ...request, headers };
};
const ALL = ['@method', '@target-uri', 'authorization', 'content-digest', 'idempotency-key'];
const RIGHT = { created: CREATED, keyid: 'rahyar-1', alg: 'ed25519', tag: 'rahyar-partner-request' };

describe('a signed command', () => {
  it('carries the digest and the signature beside what it had, in the form of the contract', async () => {
    const { headers } = await sign();
    expect(headers.get('signature-input')).toBe(
      `rahyar=("@method" "@target-uri" "authorization" "content-digest" "idempotency-key");created=${CREATED};keyid="rahyar-1";alg="ed25519";tag="rahyar-partner-request"`,
    );
    expect(headers.get('signature')).toMatch(/^rahyar=:[A-Za-z0-9+/]{86}==:$/);
    expect(headers.get('content-type')).toBe('application/json');
    expect(command.headers.has('signature')).toBe(false);
  });

  it('is verified, and says whose it is', async () => {
    expect((await verify(await sign()))._unsafeUnwrap()).toEqual({ keyId: 'rahyar-1', createdSeconds: CREATED });
  });

  it('need not have a body, nor a token where the certificate tells who calls', async () => {
    const bare = { ...command, headers: new Headers({ 'idempotency-key': '"key-1"' }), body: undefined };
    const headers = await signer.sign(bare, NOW_MS);
    expect((await verify({ ...bare, headers })).isOk()).toBe(true);
    // A token that is put in later is not covered.
    expect((await verify(withHeader({ ...bare, headers }, 'authorization', 'Bearer x')))._unsafeUnwrapErr()).toBe('wrongComponents');
  });

  it('has an age of a minute at most, and clocks may differ a little', async () => {
    const request = await sign();
    const at = async (seconds: number) => (await verify(request, NOW_MS + seconds * 1000)).match(() => 'ok', String);
    expect(await Promise.all([65, 66, -5, -6].map(at))).toEqual(['ok', 'stale', 'ok', 'fromFuture']);
    const strict = await verifyRequest(request, { keys, nowMs: NOW_MS + 11_000, maxAgeSeconds: 10, toleranceSeconds: 0 });
    expect(strict._unsafeUnwrapErr()).toBe('stale');
  });

  it('is refused with the reason', async () => {
    const request = await sign();
    const cases: [string, SignedRequest][] = [
      ['missing', withHeader(request, 'signature', undefined)],
      ['missing', withHeader(request, 'signature-input', undefined)],
      ['malformed', withHeader(request, 'signature', 'rahyar=:AAAA:')],
      ['malformed', withHeader(request, 'signature-input', 'rahyar=("@method"')],
      ['malformed', withHeader(request, 'signature-input', `${request.headers.get('signature-input') ?? ''}, other=("@method")`)],
      ['malformed', withHeader(request, 'signature', `${request.headers.get('signature') ?? ''}, other=:AAAA:`)],
      ['wrongComponents', withHeader(request, 'idempotency-key', undefined)],
      ['wrongComponents', withHeader(request, 'authorization', undefined)],
      ['wrongComponents', withHeader(request, 'content-digest', undefined)],
      ['digestMismatch', { ...request, body: new TextEncoder().encode('{"memberId":"subject-2"}') }],
      ['digestMismatch', { ...request, body: undefined }],
      ['badSignature', { ...request, method: 'PUT' }],
      ['badSignature', { ...request, url: 'https://bank.example/v1/loans?a=2' }],
      ['badSignature', withHeader(request, 'authorization', 'Bearer token-2')],
      ['badSignature', withHeader(request, 'idempotency-key', '"key-2"')],
      ['wrongComponents', await signOtherwise(['@method', '@target-uri', 'authorization', 'content-digest'], RIGHT)],
      ['wrongComponents', await signOtherwise([...ALL, '@path'], RIGHT)],
      ['wrongParameters', await signOtherwise(ALL, { ...RIGHT, tag: 'fapi-2-request' })],
      ['wrongParameters', await signOtherwise(ALL, { keyid: 'rahyar-1', created: CREATED, tag: RIGHT.tag })],
      ['wrongParameters', await signOtherwise(ALL, { keyid: 'rahyar-1', alg: 'ed25519', tag: RIGHT.tag })],
      ['unknownKey', await signOtherwise(ALL, { ...RIGHT, keyid: 'rahyar-3' })],
      ['badSignature', await signOtherwise(ALL, { ...RIGHT, keyid: 'rahyar-2' })],
      ['stale', await signOtherwise(ALL, { ...RIGHT, created: CREATED - 100 })],
      ['fromFuture', await signOtherwise(ALL, { ...RIGHT, created: CREATED + 100 })],
    ];
    for (const [reason, changed] of cases) expect((await verify(changed))._unsafeUnwrapErr()).toBe(reason);
  });

  it('tells a body that was changed together with its digest by the signature', async () => {
    const body = new TextEncoder().encode('{"memberId":"subject-2"}');
    const { headers } = await sign({ ...command, body });
    const changed = withHeader({ ...(await sign()), body }, 'content-digest', headers.get('content-digest') ?? undefined);
    expect((await verify(changed))._unsafeUnwrapErr()).toBe('badSignature');
  });
});

describe('a fault of ours', () => {
  it('is thrown: a command without its key, a key that is none, a key id that cannot be sent', async () => {
    await expect(signer.sign({ ...command, headers: new Headers() }, NOW_MS)).rejects.toThrow('idempotency-key');
    const broken = createSigner({ keyId: 'k', privateKey: { ...PRIVATE, d: '' } });
    await expect(broken.sign(command, NOW_MS)).rejects.toThrow('no private ed25519 key');
    expect(() => createSigner({ keyId: 'کلید', privateKey: PRIVATE })).toThrow('key id');
    expect(() => createSigner({ keyId: '', privateKey: PRIVATE })).toThrow('key id');
  });
});
