/// <reference lib="dom" />
import { type Clock, ed25519PublicKey, webhookKeyPair } from '@rahyar/partners';
import { seededRandom, type WireCaller, type WireOptions } from '@rahyar/partners/testing';
import { importJWK, jwtVerify } from 'jose';

/** A program that the sandbox knows: what it signs with, and the tokens that are good from the beginning. Nothing here is a secret. */
export type SandboxClient = {
  readonly id: string;
  readonly keyId: string;
  /** ed25519, with the private half: for requests and for the assertion at the token endpoint. */
  readonly privateKey: JsonWebKey;
  readonly publicKey: JsonWebKey;
};

/** Tokens that are good without asking for one. */
export const SANDBOX_TOKENS = {
  /** May do everything. */
  full: 'sandbox-token',
  /** May do nothing: every operation answers 403. */
  limited: 'sandbox-limited-token',
  /** Another caller that may do everything. */
  other: 'sandbox-other-token',
} as const;

export type SandboxCallers = {
  readonly client: SandboxClient;
  readonly authorize: WireOptions['authorize'];
  readonly grantToken: NonNullable<WireOptions['grantToken']>;
  readonly publicKeys: ReadonlyMap<string, CryptoKey>;
};

const TOKEN_SECONDS = 300;

export async function createSandboxCallers({
  clock,
  seed,
  newId,
}: {
  readonly clock: Clock;
  readonly seed: number;
  readonly newId: (prefix: string) => string;
}): Promise<SandboxCallers> {
  const client = await clientOf(seed);
  const verifying = await importJWK(client.publicKey, 'EdDSA');
  const granted = new Map<string, { readonly caller: WireCaller; readonly untilMs: number }>();
  const assertions = new Set<string>();

  const authorize = (token: string): WireCaller | undefined => {
    if (token === SANDBOX_TOKENS.full) return { id: client.id, scopes: 'all' };
    if (token === SANDBOX_TOKENS.limited) return { id: client.id, scopes: [] };
    if (token === SANDBOX_TOKENS.other) return { id: 'other', scopes: 'all' };
    const known = granted.get(token);
    return known !== undefined && clock.nowMs() < known.untilMs ? known.caller : undefined;
  };

  const grantToken: SandboxCallers['grantToken'] = async (form, { url }) => {
    if (form.get('grant_type') !== 'client_credentials') return { status: 400, json: { error: 'unsupported_grant_type' } };
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) return { status: 400, json: { error: 'invalid_request' } };
    const id = await assertedBy(form.get('client_assertion') ?? '', url);
    if (id === undefined || assertions.has(id)) return { status: 401, json: { error: 'invalid_client' } };
    assertions.add(id);
    const token = newId('token');
    const scope = form.get('scope') ?? '';
    const caller: WireCaller = { id: client.id, scopes: scope === '' ? 'all' : scope.split(' ') };
    granted.set(token, { caller, untilMs: clock.nowMs() + TOKEN_SECONDS * 1000 });
    return { status: 200, json: { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS } };
  };

  /** The id of an assertion that holds (RFC 7523), so that none is taken twice. */
  const assertedBy = async (assertion: string, audience: string): Promise<string | undefined> => {
    try {
      const { payload } = await jwtVerify(assertion, verifying, {
        algorithms: ['EdDSA', 'Ed25519'],
        issuer: client.id,
        subject: client.id,
        audience,
        requiredClaims: ['exp', 'jti'],
        currentDate: new Date(clock.nowMs()),
      });
      return payload.jti;
    } catch {
      return undefined;
    }
  };

  const publicKeys = new Map([[client.keyId, await ed25519PublicKey(client.publicKey)]]);
  return { client, authorize, grantToken, publicKeys };
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function clientOf(seed: number): Promise<SandboxClient> {
  const bytes = seededBytes(seed);
  const { publicKey: x } = await webhookKeyPair(bytes);
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x };
  const d = btoa(String.fromCharCode(...bytes))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  return { id: 'rahyar', keyId: 'rahyar-1', publicKey, privateKey: { ...publicKey, d } };
}

/** 32 bytes that a seed makes: keys for a sandbox and for nothing else. */
export function seededBytes(seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
}
