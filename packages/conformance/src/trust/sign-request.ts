/// <reference lib="dom" />
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type JsonWebKey as NodeJwk,
  sign,
} from 'node:crypto';

/** A private ed25519 key as a JWK (RFC 8037). */
export type PrivateJwk = { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string; readonly d: string };

/** The private half of an ed25519 pair and the name that the partner knows its public half by. */
export type SigningKey = { readonly id: string; readonly privateJwk: PrivateJwk };

/** The key that a JWK holds; `undefined` for a key of another kind. */
export function signingKeyOf(id: string, jwk: object): SigningKey | undefined {
  try {
    const key = createPrivateKey({ key: jwk as NodeJwk, format: 'jwk' });
    return key.asymmetricKeyType === 'ed25519' ? { id, privateJwk: jwkOf(key) } : undefined;
  } catch {
    return undefined;
  }
}

export const newPrivateJwk = (): PrivateJwk => jwkOf(generateKeyPairSync('ed25519').privateKey);

export const publicKeyOf = ({ privateJwk }: SigningKey): KeyObject => createPublicKey({ key: { ...privateJwk }, format: 'jwk' });

function jwkOf(key: KeyObject): PrivateJwk {
  const { x = '', d = '' } = key.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, d };
}

/** How a signature is to be made; every difference from the profile is a fault that a partner must notice. */
export type SigningTerms = {
  readonly createdSeconds: number;
  readonly key: SigningKey;
  readonly tag?: string;
  /** The body that the digest is made of, where it is not the one that is sent. */
  readonly digestOf?: Uint8Array;
  readonly targetUri?: string;
  readonly idempotencyKey?: string;
  readonly leavesOut?: readonly string[];
};

const COMPONENTS = ['@method', '@target-uri', 'authorization', 'content-digest', 'idempotency-key'];

/**
 * Signs a request after RFC 9421, in the profile of the contract or with a fault in it. Written apart from the signer of the client, so
 * that a fault of one of them shows here.
 */
export function signRequest(
  request: { readonly method: string; readonly url: string; readonly headers: Headers; readonly body: Uint8Array },
  terms: SigningTerms,
): Headers {
  const headers = new Headers(request.headers);
  headers.set('content-digest', contentDigest(terms.digestOf ?? request.body));
  const components = COMPONENTS.filter((name) => !(terms.leavesOut ?? []).includes(name) && (name.startsWith('@') || headers.has(name)));
  const parameters = `(${components.map((name) => `"${name}"`).join(' ')});created=${terms.createdSeconds};keyid="${terms.key.id}";alg="ed25519";tag="${terms.tag ?? 'rahyar-partner-request'}"`;
  const component = (name: string): string => {
    if (name === '@method') return request.method;
    if (name === '@target-uri') return terms.targetUri ?? request.url;
    return (name === 'idempotency-key' ? terms.idempotencyKey : undefined) ?? headers.get(name) ?? '';
  };
  const base = [...components.map((name) => `"${name}": ${component(name)}`), `"@signature-params": ${parameters}`].join('\n');
  const signature = sign(null, Buffer.from(base), { key: { ...terms.key.privateJwk }, format: 'jwk' });
  headers.set('signature-input', `rahyar=${parameters}`);
  headers.set('signature', `rahyar=:${signature.toString('base64')}:`);
  return headers;
}

export const contentDigest = (body: Uint8Array): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
