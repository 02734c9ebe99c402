/// <reference lib="dom" />
/// <reference types="node" />
import { inspect } from 'node:util';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { bearer } from './bearer.ts';
import { createClientCredentials } from './client-credentials.ts';
import { ed25519PublicKey } from './ed25519-key.ts';

const PRIVATE = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
};
const ENDPOINT = 'https://bank.example/oauth/token';
const START_MS = Date.parse('2026-11-28T09:30:00+03:30');
const { signal } = new AbortController();

/** A clock that stands still until it is moved, with its bells. */
function standingClock() {
  let nowMs = START_MS;
  let bells: { atMs: number; action: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    schedule: (delayMs: number, action: () => void) => {
      const bell = { atMs: nowMs + delayMs, action };
      bells.push(bell);
      return () => {
        bells = bells.filter((other) => other !== bell);
      };
    },
    pass: (ms: number) => {
      nowMs += ms;
      for (const bell of bells.filter(({ atMs }) => atMs <= nowMs)) bell.action();
    },
    bells: () => bells.length,
  };
}

const tokens = (...lives: (number | undefined)[]) =>
  lives.map((expires_in, index) => () => Response.json({ access_token: `token-${index + 1}`, token_type: 'Bearer', expires_in }));

function signIn(answers: readonly (() => Response | Promise<Response>)[]) {
  const asked: Request[] = [];
  const clock = standingClock();
  const credentials = createClientCredentials({
    tokenEndpoint: ENDPOINT,
    clientId: 'rahyar',
    keyId: 'rahyar-1',
    privateKey: PRIVATE,
    scopes: ['loans:write', 'loans:read'],
    clock,
    newId: () => `id-${asked.length + 1}`,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push(request);
      return (await answers[asked.length - 1]?.()) ?? new Response(null, { status: 500 });
    },
  });
  const ask = async () => (await credentials.authorization({ signal })).match(String, (lack) => lack);
  return { credentials, asked, clock, ask };
}

describe('client credentials', () => {
  it('are asked for with an assertion that the partner can check', async () => {
    const { ask, asked } = signIn(tokens(600));
    expect(await ask()).toBe('Bearer token-1');
    const [request] = asked;
    expect([request?.method, request?.url, request?.redirect]).toEqual(['POST', ENDPOINT, 'manual']);
    const form = new URLSearchParams(await request?.text());
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('scope')).toBe('loans:write loans:read');
    expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const assertion = await jwtVerify(form.get('client_assertion') ?? '', await ed25519PublicKey(PRIVATE), {
      audience: ENDPOINT,
      issuer: 'rahyar',
      subject: 'rahyar',
      currentDate: new Date(START_MS),
    });
    expect(assertion.protectedHeader).toEqual({ alg: 'EdDSA', kid: 'rahyar-1', typ: 'JWT' });
    expect(assertion.payload).toMatchObject({ jti: 'id-1', iat: START_MS / 1000, exp: START_MS / 1000 + 60 });
  });

  it('are shared by calls that come together and by later ones, until shortly before they end', async () => {
    const { ask, asked, clock } = signIn(tokens(600, 600));
    expect(new Set(await Promise.all(Array.from({ length: 16 }, ask)))).toEqual(new Set(['Bearer token-1']));
    clock.pass(539_999);
    expect(await ask()).toBe('Bearer token-1');
    expect(asked).toHaveLength(1);
    clock.pass(1);
    expect(await ask()).toBe('Bearer token-2');
    expect(clock.bells()).toBe(0);
  });

  it('of a short life are renewed in its last fifth; of an unsaid one after four minutes', async () => {
    const short = signIn(tokens(10, 10));
    await short.ask();
    short.clock.pass(7_999);
    expect(await short.ask()).toBe('Bearer token-1');
    short.clock.pass(1);
    expect(await short.ask()).toBe('Bearer token-2');
    const unsaid = signIn(tokens(undefined, 10));
    await unsaid.ask();
    unsaid.clock.pass(240_000);
    expect(await unsaid.ask()).toBe('Bearer token-2');
  });

  it('last as long as they last when they cannot be renewed, unless the partner knows the caller no more', async () => {
    const { ask, clock } = signIn(tokens(600));
    await ask();
    clock.pass(599_999);
    expect(await ask()).toBe('Bearer token-1');
    clock.pass(1);
    expect(await ask()).toBe('unavailable');
    const cast = signIn([...tokens(600), () => new Response(null, { status: 401 })]);
    await cast.ask();
    cast.clock.pass(599_000);
    expect(await cast.ask()).toBe('refused');
  });

  it('are asked for anew after they were forgotten', async () => {
    const { ask, asked, credentials } = signIn(tokens(600, 600));
    await ask();
    credentials.forget('Bearer token-1');
    expect(await ask()).toBe('Bearer token-2');
    expect(asked).toHaveLength(2);
  });

  it('stay when an older one is refused late', async () => {
    const { ask, asked, credentials } = signIn(tokens(600, 600, 600));
    await ask();
    credentials.forget('Bearer token-1');
    await ask();
    credentials.forget('Bearer token-1');
    expect(await ask()).toBe('Bearer token-2');
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['refused', () => Response.json({ error: 'invalid_client' }, { status: 400 })],
    ['refused', () => Response.json({ error: 'invalid_client' }, { status: 401 })],
    ['unavailable', () => new Response(null, { status: 429 })],
    ['unavailable', () => new Response(null, { status: 408 })],
    ['unavailable', () => new Response(null, { status: 503 })],
    ['unavailable', () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } })],
    ['unavailable', () => new Response('<html>')],
    ['unavailable', () => Response.json({ access_token: 'a\nb', token_type: 'Bearer' })],
    ['unavailable', () => Response.json({ access_token: 'a', token_type: 'mac' })],
    ['unavailable', () => Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: -1 })],
    ['unavailable', () => new Response('x'.repeat(1_100_000))],
    ['unavailable', () => Promise.reject(new TypeError('fetch failed'))],
  ] as const)('are %s, and asked for again by the next call', async (lack, answer) => {
    const { ask } = signIn([answer, ...tokens(600)]);
    expect(await ask()).toBe(lack);
    expect(await ask()).toBe('Bearer token-1');
  });

  it('are waited for ten seconds at most', async () => {
    const { ask, clock } = signIn([() => new Promise<Response>(() => undefined)]);
    const asking = ask();
    while (clock.bells() === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.pass(10_000);
    expect(await asking).toBe('unavailable');
  });

  it('are let go by one caller and still come to the other', async () => {
    let answer: (response: Response) => void = () => undefined;
    const slow = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const { ask, asked, credentials } = signIn([() => slow]);
    const controller = new AbortController();
    const impatient = credentials.authorization({ signal: controller.signal });
    const patient = ask();
    controller.abort(new Error('no time'));
    expect((await impatient)._unsafeUnwrapErr()).toBe('unavailable');
    expect((await credentials.authorization({ signal: controller.signal }))._unsafeUnwrapErr()).toBe('unavailable');
    answer(Response.json({ access_token: 'late', token_type: 'bearer' }));
    expect(await patient).toBe('Bearer late');
    expect(asked).toHaveLength(1);
  });

  it('reject for a key that is none, which is a fault of ours, without showing it', async () => {
    const clock = standingClock();
    const settings = { tokenEndpoint: ENDPOINT, clientId: 'rahyar', keyId: 'k', scopes: [], clock, newId: () => 'id', fetch };
    const credentials = createClientCredentials({ ...settings, privateKey: { ...PRIVATE, d: 'canary-secret' } });
    const failure = await credentials.authorization({ signal }).catch((error: unknown) => error);
    expect(inspect(failure, { depth: 9, showHidden: true })).toContain('no private ed25519 key');
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('canary-secret');
  });
});

describe('a bearer token', () => {
  it('is said as it is, always', async () => {
    const credentials = bearer('abc.DEF-1');
    credentials.forget('Bearer abc.DEF-1');
    expect((await credentials.authorization({ signal }))._unsafeUnwrap()).toBe('Bearer abc.DEF-1');
  });

  it('is not repeated when it cannot be one', () => {
    expect(() => bearer('canary secret')).toThrow(/^A bearer token has/);
    expect(() => bearer('')).toThrow(/^A bearer token has/);
  });
});
