/// <reference lib="dom" />
import { createSignature, webcrypto } from 'http-message-sig';
import type { RequestSigner } from '../http/ports.ts';
import { contentDigest } from './content-digest.ts';
import { type Ed25519Key, ed25519PrivateKey } from './ed25519-key.ts';
import { componentsOf, messageOf, SIGNATURE_ALGORITHM, SIGNATURE_LABEL, SIGNATURE_TAG } from './request-profile.ts';

/**
 * Signs commands for a partner. `keyId` is the name that the partner knows the public key by: 1 to 128 printable ASCII characters.
 * `sign` rejects for a fault of ours only: a key that is none, a command without its idempotency key.
 */
export function createSigner({ keyId, privateKey }: { readonly keyId: string; readonly privateKey: Ed25519Key }): RequestSigner {
  if (!/^[\x20-\x7e]{1,128}$/.test(keyId)) throw new Error('A key id is 1 to 128 printable ASCII characters.');
  let ready: Promise<CryptoKey> | undefined;
  return Object.freeze({
    sign: async (request, nowMs) => {
      ready ??= ed25519PrivateKey(privateKey);
      const key = await ready;
      const headers = new Headers(request.headers);
      headers.set('content-digest', await contentDigest(request.body));
      const { signature, signatureInput } = await createSignature(messageOf({ ...request, headers }), {
        label: SIGNATURE_LABEL,
        components: componentsOf(headers),
        parameters: { created: Math.floor(nowMs / 1000), keyid: keyId, alg: SIGNATURE_ALGORITHM, tag: SIGNATURE_TAG },
        signer: webcrypto.signer(key),
      });
      headers.set('signature-input', signatureInput);
      headers.set('signature', signature);
      return headers;
    },
  } satisfies RequestSigner);
}
