/// <reference lib="dom" />
import { SignJWT } from 'jose';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { readAnswer } from '../http/answer.ts';
import { attempt } from '../http/attempt.ts';
import type { Clock } from '../http/clock.ts';
import type { Credentials } from '../http/ports.ts';
import { type Ed25519Key, ed25519PrivateKey } from './ed25519-key.ts';

export type ClientCredentialsSettings = {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  /** The name that the partner knows the public half by. */
  readonly keyId: string;
  readonly privateKey: Ed25519Key;
  readonly scopes: readonly string[];
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** A new id for every assertion, never used before. */
  readonly newId: () => string;
  /** How long one request for a token may take; 10,000 if not said. */
  readonly timeoutMs?: number;
};

type Lack = 'unavailable' | 'refused';
type Token = { readonly authorization: string; readonly renewAtMs: number; readonly endsAtMs: number };

const ASSERTION_SECONDS = 60;
/** A token is asked for anew this long before it ends, or in the last fifth of a short life. */
const RENEW_AHEAD_MS = 60_000;
/** What an answer without `expires_in` is taken to say (RFC 6749 leaves it open). */
const UNSAID_SECONDS = 300;

/**
 * Signs in by OAuth 2 client credentials with a signed assertion (RFC 6749 4.4, RFC 7523). One token serves all calls until shortly before
 * it ends; callers that come together share one request. When renewal fails, the old token is used as long as it lasts.
 * A caller that cancels gets `unavailable`, and the request goes on for the others.
 */
export function createClientCredentials(settings: ClientCredentialsSettings): Credentials {
  const { clock } = settings;
  let held: Token | undefined;
  let asking: Promise<Result<Token, Lack>> | undefined;

  const renew = (): Promise<Result<Token, Lack>> => {
    asking ??= requestToken(settings)
      .then((answer) => {
        if (answer.isOk()) held = answer.value;
        return answer;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  const fresh = async (): Promise<Result<string, Lack>> => {
    if (held !== undefined && clock.nowMs() < held.renewAtMs) return ok(held.authorization);
    const answer = await renew();
    if (answer.isOk()) return ok(answer.value.authorization);
    return held !== undefined && answer.error === 'unavailable' && clock.nowMs() < held.endsAtMs
      ? ok(held.authorization)
      : err(answer.error);
  };

  return Object.freeze({
    authorization: ({ signal }) => untilCancelled(fresh, signal),
    forget: (authorization) => {
      if (held?.authorization === authorization) held = undefined;
    },
  } satisfies Credentials);
}

function untilCancelled(work: () => Promise<Result<string, Lack>>, signal: AbortSignal): Promise<Result<string, Lack>> {
  if (signal.aborted) return Promise.resolve(err('unavailable'));
  return new Promise((resolve, reject) => {
    const cancel = (): void => resolve(err('unavailable'));
    signal.addEventListener('abort', cancel, { once: true });
    work()
      .finally(() => signal.removeEventListener('abort', cancel))
      .then(resolve, reject);
  });
}

const TokenAnswer = z.object({
  access_token: z.string().regex(/^[A-Za-z0-9._~+/-]{1,8000}=*$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.int().min(1).max(86_400).optional(),
});

async function requestToken(settings: ClientCredentialsSettings): Promise<Result<Token, Lack>> {
  const { clock, timeoutMs = 10_000 } = settings;
  const askedAtMs = clock.nowMs();
  const body = await formOf(settings, askedAtMs);
  const answer = await attempt(
    async (signal) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
      // Not as a method: a platform's fetch minds what it is called on.
      const send = settings.fetch;
      return readAnswer(await send(settings.tokenEndpoint, { method: 'POST', headers, body, signal, redirect: 'manual' }));
    },
    { timeoutMs, clock, signal: undefined },
  );
  if (typeof answer === 'string') return err('unavailable');
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429) return err('refused');
  if (answer.status !== 200 || !('text' in answer.body)) return err('unavailable');
  const token = TokenAnswer.safeParse(parsed(answer.body.text));
  if (!token.success) return err('unavailable');
  const { access_token, expires_in = UNSAID_SECONDS } = token.data;
  const lifeMs = expires_in * 1000;
  return ok({
    authorization: `Bearer ${access_token}`,
    renewAtMs: askedAtMs + lifeMs - Math.min(RENEW_AHEAD_MS, lifeMs / 5),
    endsAtMs: askedAtMs + lifeMs,
  });
}

async function formOf({ tokenEndpoint, clientId, keyId, privateKey, scopes, newId }: ClientCredentialsSettings, nowMs: number) {
  const nowSeconds = Math.floor(nowMs / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenEndpoint)
    .setJti(newId())
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + ASSERTION_SECONDS)
    .sign(await ed25519PrivateKey(privateKey));
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  }).toString();
}

/** The value of a JSON text; what is no JSON becomes nothing, and its text is not kept. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
