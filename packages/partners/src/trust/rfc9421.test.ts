/// <reference lib="dom" />
import { createSignature, type RequestDescriptor, verifySignature, webcrypto } from 'http-message-sig';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';
import { contentDigest } from './content-digest.ts';
import { ed25519PrivateKey, ed25519PublicKey } from './ed25519-key.ts';

/** RFC 9421, Appendix B.1.4, B.1.5 and B.2: keys made public for tests, and the request that they sign. */
const PUBLIC = { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' };
const PRIVATE = { ...PUBLIC, d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU' };
const SHARED_SECRET = 'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==';
const B26_INPUT =
  'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
const B26_SIGNATURE = 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:';
const B25_INPUT = 'sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"';
const B25_SIGNATURE = 'sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:';

const request = (more: readonly { name: string; value: string }[] = []): RequestDescriptor => ({
  kind: 'request',
  method: 'POST',
  targetUri: 'https://example.com/foo?param=Value&Pet=dog',
  fields: [
    { name: 'date', value: 'Tue, 20 Apr 2021 02:07:55 GMT' },
    { name: 'content-type', value: 'application/json' },
    { name: 'content-length', value: '18' },
    ...more,
  ],
});
const signed = (signatureInput: string, signature: string): RequestDescriptor =>
  request([
    { name: 'signature-input', value: signatureInput },
    { name: 'signature', value: signature },
  ]);
const policy = { algorithms: ['ed25519', 'hmac-sha256'], requiredComponents: ['date'], requiredParameters: ['created'], now: 1618884473 };

describe('the vectors of RFC 9421', () => {
  it('B.2.6: the same signature, byte for byte', async () => {
    const fields = await createSignature(request(), {
      label: 'sig-b26',
      components: ['date', '@method', '@path', '@authority', 'content-type', 'content-length'],
      parameters: { created: 1618884473, keyid: 'test-key-ed25519' },
      signer: webcrypto.signer(await ed25519PrivateKey(PRIVATE)),
    });
    expect(fields).toEqual({ signatureInput: B26_INPUT, signature: B26_SIGNATURE });
  });

  it('B.2.6: verified, and refused after a change', async () => {
    const verifier = webcrypto.verifier(await ed25519PublicKey(PUBLIC));
    const verify = (message: RequestDescriptor) => verifySignature(message, { policy, resolveVerifier: () => verifier });
    expect((await verify(signed(B26_INPUT, B26_SIGNATURE))).parameters).toMatchObject({ keyid: 'test-key-ed25519' });
    await expect(verify(signed(B26_INPUT, B26_SIGNATURE.replace('wqcA', 'wqcB')))).rejects.toMatchObject({ code: 'VerificationFailed' });
  });

  it('B.2.5: verified with the shared secret', async () => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', fromBase64(SHARED_SECRET) ?? new Uint8Array(), algorithm, false, ['verify']);
    const verifier = {
      algorithm: 'hmac-sha256',
      verify: (data: Uint8Array, signature: Uint8Array) =>
        crypto.subtle.verify('HMAC', key, new Uint8Array(signature), new Uint8Array(data)),
    };
    const verified = await verifySignature(signed(B25_INPUT, B25_SIGNATURE), { policy, resolveVerifier: () => verifier });
    expect(verified.parameters).toMatchObject({ keyid: 'test-shared-secret' });
  });

  it('RFC 9530, Appendix B: the digests of a body and of none', async () => {
    const body = new TextEncoder().encode('{"hello": "world"}\n');
    expect(await contentDigest(body)).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
    expect(await contentDigest(undefined)).toBe('sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:');
  });
});

describe('base64', () => {
  it('is read in one form only', () => {
    expect(toBase64(Uint8Array.of(251, 255, 0))).toBe('+/8A');
    expect(fromBase64('+/8A')).toEqual(Uint8Array.of(251, 255, 0));
    // Spare bits, no padding, too much of it, the alphabet of addresses, blanks.
    for (const text of ['QR==', 'QQ', 'QQ=', 'QQ===', '-_8A', ' QQ==', 'QQ==\n']) expect(fromBase64(text)).toBeUndefined();
  });
});

describe('ed25519 keys', () => {
  it('are taken as WebCrypto holds them, too', async () => {
    const key = await ed25519PublicKey(PUBLIC);
    expect(await ed25519PublicKey(key)).toBe(key);
  });

  it('are refused when they are of the wrong half or kind, without a word of them', async () => {
    const wrong = [
      PUBLIC,
      { ...PRIVATE, crv: 'X25519' },
      { ...PRIVATE, d: 'AA' },
      {},
      { kty: 'oct', k: 'c2VjcmV0' },
      await ed25519PublicKey(PUBLIC),
    ];
    for (const key of wrong) {
      const failure = await ed25519PrivateKey(key).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(String(failure)).toBe('Error: This is no private ed25519 key that may sign.');
    }
    await expect(ed25519PublicKey(await ed25519PrivateKey(PRIVATE))).rejects.toThrow('no public ed25519 key');
  });
});
