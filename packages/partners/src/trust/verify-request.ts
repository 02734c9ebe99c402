/// <reference lib="dom" />
import { isSignatureError, type UntrustedSignatureCandidate, verifySignature, webcrypto } from 'http-message-sig';
import { err, ok, type Result } from 'neverthrow';
import type { UnsignedRequest } from '../http/ports.ts';
import { fromBase64 } from './base64.ts';
import { contentDigest } from './content-digest.ts';
import { componentsOf, messageOf, SIGNATURE_ALGORITHM, SIGNATURE_TAG } from './request-profile.ts';

/** Why the signature of a request does not hold. `stale` and `fromFuture` may be a clock that is wrong, on either side. */
export const SIGNATURE_REFUSALS = [
  'missing',
  'malformed',
  'wrongParameters',
  'wrongComponents',
  'unknownKey',
  'stale',
  'fromFuture',
  'digestMismatch',
  'badSignature',
] as const;
export type SignatureRefusal = (typeof SIGNATURE_REFUSALS)[number];

/** Whose signature it is, and of when. */
export type VerifiedRequest = { readonly keyId: string; readonly createdSeconds: number };

/** A request as it came; `url` is the address that the caller used, also behind a proxy that ends TLS. */
export type SignedRequest = UnsignedRequest;

export type RequestVerification = {
  /** Public keys by key id: the current one, and the next one while a caller changes over. Made by `ed25519PublicKey`. */
  readonly keys: ReadonlyMap<string, CryptoKey>;
  readonly nowMs: number;
  /** How old a signature may be; 60 by contract. */
  readonly maxAgeSeconds?: number;
  /** How far the clocks of the two sides may be apart; 5 if not said. */
  readonly toleranceSeconds?: number;
};

/**
 * Checks the one signature of a command: its parameters, what it covers, its age, the digest of the body, the signature itself, and
 * reports the first of these that fails. A request that holds may still be a repetition: its idempotency key is what makes that harmless.
 */
export async function verifyRequest(
  request: SignedRequest,
  { keys, nowMs, maxAgeSeconds = 60, toleranceSeconds = 5 }: RequestVerification,
): Promise<Result<VerifiedRequest, SignatureRefusal>> {
  const unread = unreadable(request.headers);
  if (unread !== undefined) return err(unread);
  const digest = await contentDigest(request.body);
  const ageOf = (createdSeconds: number): number => Math.floor(nowMs / 1000) - createdSeconds;
  const claim: { refusal?: SignatureRefusal } = {};

  const judge = ({ parameters, components }: UntrustedSignatureCandidate) => {
    const { keyid = '', created = 0, alg, tag } = parameters;
    const key = keys.get(keyid);
    const covered = components.map(({ name, parameters: more }) => (Object.keys(more).length === 0 ? name : undefined));
    if (tag !== SIGNATURE_TAG || alg !== SIGNATURE_ALGORITHM) claim.refusal = 'wrongParameters';
    else if (!sameSet(covered, componentsOf(request.headers))) claim.refusal = 'wrongComponents';
    else if (key === undefined) claim.refusal = 'unknownKey';
    else if (ageOf(created) > maxAgeSeconds + toleranceSeconds) claim.refusal = 'stale';
    else if (ageOf(created) < -toleranceSeconds) claim.refusal = 'fromFuture';
    else if (request.headers.get('content-digest') !== digest) claim.refusal = 'digestMismatch';
    else return webcrypto.verifier(key);
    throw new Error(claim.refusal);
  };

  try {
    const { parameters } = await verifySignature(messageOf(request), {
      policy: {
        algorithms: [SIGNATURE_ALGORITHM],
        requiredComponents: [],
        requiredParameters: ['created', 'keyid', 'alg', 'tag'],
        // `judge` compares the clocks, so that too old and too new are told apart.
        clockSkew: Number.MAX_SAFE_INTEGER,
        now: 0,
      },
      resolveVerifier: judge,
    });
    return ok(Object.freeze({ keyId: parameters.keyid ?? '', createdSeconds: parameters.created ?? 0 }));
  } catch (failure) {
    return err(claim.refusal ?? refusalOf(failure));
  }
}

/** Only the form that signers write is read, so that no two texts are one signature. */
function unreadable(headers: Headers): SignatureRefusal | undefined {
  const signature = headers.get('signature');
  if (signature === null || headers.get('signature-input') === null) return 'missing';
  const [, bytes = ''] = /^[a-z*][a-z0-9_.*-]{0,63}=:([A-Za-z0-9+/]{86}==):$/.exec(signature) ?? [];
  return fromBase64(bytes)?.length === 64 ? undefined : 'malformed';
}

const sameSet = (covered: readonly unknown[], wanted: readonly string[]): boolean =>
  covered.length === wanted.length && wanted.every((name) => covered.includes(name));

function refusalOf(failure: unknown): SignatureRefusal {
  if (!isSignatureError(failure)) return 'malformed';
  if (failure.code === 'VerificationFailed') return 'badSignature';
  if (failure.code === 'MissingField') return 'wrongComponents';
  return failure.code === 'PolicyViolation' || failure.code === 'AlgorithmMismatch' ? 'wrongParameters' : 'malformed';
}
