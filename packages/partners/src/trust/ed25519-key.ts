/// <reference lib="dom" />

/** Half of an ed25519 pair: as WebCrypto holds it, or as a JWK (RFC 8037) that comes from a file or a vault. */
export type Ed25519Key = CryptoKey | JsonWebKey;

/** Ready to sign with, and not to be read out again. Rejects for a key of another kind, without a word of the key. */
export const ed25519PrivateKey = (key: Ed25519Key): Promise<CryptoKey> => imported(key, 'private', 'sign');

/** Ready to verify with. Rejects for a key of another kind. */
export const ed25519PublicKey = (key: Ed25519Key): Promise<CryptoKey> => imported(key, 'public', 'verify');

async function imported(key: Ed25519Key, type: 'private' | 'public', usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const ready = 'kty' in key ? await fromJwk(key, type, usage) : key;
  if (!isKey(ready) || ready.type !== type || ready.algorithm.name !== 'Ed25519' || !ready.usages.includes(usage)) {
    throw new Error(`This is no ${type} ed25519 key that may ${usage}.`);
  }
  return ready;
}

const isKey = (key: Ed25519Key | undefined): key is CryptoKey => key !== undefined && 'algorithm' in key && 'usages' in key;

async function fromJwk(key: JsonWebKey, type: 'private' | 'public', usage: 'sign' | 'verify'): Promise<CryptoKey | undefined> {
  const { kty = '', crv = '', x = '', d } = key;
  if (type === 'private' && d === undefined) return undefined;
  const half = type === 'private' && d !== undefined ? { kty, crv, x, d } : { kty, crv, x };
  try {
    return await crypto.subtle.importKey('jwk', half, { name: 'Ed25519' }, false, [usage]);
  } catch {
    return undefined;
  }
}
