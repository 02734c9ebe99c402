/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { CONTRACT_VERSION, type ConformanceLevel, contractHash, DISCOVERY_PATH } from '@rahyar/partners/contract';
import type { JWK } from 'jose';
import { err, ok, type Result } from 'neverthrow';
import packageJson from '../../package.json' with { type: 'json' };
import { openHookServer } from '../hooks/hook-server.ts';
import type { ReportLanguage } from '../report/html.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../report/report-totals.ts';
import { doubleFixtures } from '../run/double-fixtures.ts';
import { Fixtures, NO_FIXTURES } from '../run/fixtures.ts';
import { type RunOptions, runConformance } from '../run/run-conformance.ts';
import { createGuardedFetch, isRefusal, resolveByDns, targetOf } from '../target/guarded-fetch.ts';
import { type TlsHandshake, tlsHandshake } from '../target/tls.ts';
import { signingKeyOf } from '../trust/sign-request.ts';
import { demonstration } from './demonstration.ts';
import { partnerOf } from './partners.ts';
import { startServer } from './started-server.ts';
import { sayCase, saySummary, type Terminal } from './terminal.ts';
import { type ReportFormat, writeReport } from './write-report.ts';

export type RunWords = {
  /** Of the page; what is said at the terminal has its own. */
  readonly pageLanguage: ReportLanguage;
  readonly url?: string;
  readonly profile: readonly string[];
  readonly partner?: string;
  readonly level: ConformanceLevel;
  readonly fixtures?: string;
  readonly start?: string;
  readonly seed: number;
  readonly budget: number;
  readonly out?: string;
  readonly format: readonly ReportFormat[];
  readonly sign?: string;
  readonly strict: boolean;
  readonly receiver?: string;
  readonly webhookUrl?: string;
  readonly webhookPort?: number;
  readonly adminUrl?: string;
  readonly allowInside: boolean;
};

/** Secrets come from the environment alone: the words of a command are seen by everybody on the machine. */
export type RunSecrets = {
  readonly RAHYAR_TOKEN: string | undefined;
  /** Of a caller who may do nothing. */
  readonly RAHYAR_LIMITED_TOKEN: string | undefined;
  /** Of a caller whose rate may be used up. */
  readonly RAHYAR_BURST_TOKEN: string | undefined;
  readonly RAHYAR_SIGNING_KEY: string | undefined;
  readonly RAHYAR_RECEIVER_SECRET: string | undefined;
};

const MAX_BYTES = 4_194_304;
const TIMEOUT_MS = 15_000;

type Prepared = Omit<RunOptions, 'seed' | 'level' | 'budget' | 'toolVersion' | 'contract'> & { readonly close: () => void };

/** Runs the requirements on a partner, or on the sandbox where no address is given, and tells what was found. */
export async function run(words: RunWords, secrets: RunSecrets, terminal: Terminal): Promise<ExitCode> {
  const chosen = partnerOf(words.profile.length === 0 ? ['bank.loans'] : words.profile, words.partner);
  const signing = words.sign === undefined ? ok(undefined) : await readJson(words.sign, asJwk);
  if (chosen.isErr()) return wrong(terminal, chosen.error);
  if (signing.isErr()) return wrong(terminal, signing.error);
  const homeless = words.url === undefined ? NEED_ADDRESS.filter((name) => words[name] !== undefined) : [];
  if (homeless.length > 0) return wrong(terminal, `Without --url the sandbox is looked at, and these say nothing: ${homeless.join(' ')}.`);
  const { contract, profiles } = chosen.value;
  const offered = Object.values(contract.capabilities);
  const known = { contract, profiles, offered };
  const prepared: Result<Prepared, string> =
    words.url === undefined ? ok(await demonstration(known, words.seed)) : await prepare(words, words.url, secrets, known);
  if (prepared.isErr()) return wrong(terminal, prepared.error);
  const { close, ...options } = prepared.value;
  try {
    const silence = await silenceOf(options.target);
    if (silence !== undefined) {
      terminal.complain(silence.text);
      return silence.code;
    }
    const report = await runConformance({
      ...options,
      seed: words.seed,
      level: words.level,
      budget: words.budget,
      toolVersion: packageJson.version,
      contract: { version: CONTRACT_VERSION, hash: await contractHash(contract, { version: CONTRACT_VERSION }) },
      onCase: (requirement, one) => sayCase(terminal, requirement, one),
    });
    saySummary(terminal, report);
    if (words.out !== undefined)
      for (const file of await writeReport(report, {
        out: words.out,
        formats: words.format,
        language: words.pageLanguage,
        signingKey: signing.value,
      }))
        terminal.say(file);
    return exitCodeOf(report, words.strict);
  } finally {
    close();
  }
}

async function prepare(
  words: RunWords,
  address: string,
  secrets: RunSecrets,
  { contract, profiles, offered }: Parameters<typeof demonstration>[0],
): Promise<Result<Prepared, string>> {
  const target = guarded(address, words.allowInside);
  const receiver = words.receiver === undefined ? ok(undefined) : guarded(words.receiver, words.allowInside);
  const admin = words.adminUrl === undefined ? ok(undefined) : guarded(words.adminUrl, false);
  const fixtures =
    words.fixtures === undefined
      ? ok(NO_FIXTURES)
      : words.fixtures === 'sandbox'
        ? ok(doubleFixtures(profiles))
        : await readJson(words.fixtures, (json) => Fixtures.safeParse(json).data);
  const key = secrets.RAHYAR_SIGNING_KEY === undefined ? ok(undefined) : keyOf(secrets.RAHYAR_SIGNING_KEY);
  if (target.isErr()) return err(target.error);
  if (receiver.isErr()) return err(receiver.error);
  if (admin.isErr()) return err(admin.error);
  if (fixtures.isErr()) return err(fixtures.error);
  if (key.isErr()) return err(key.error);
  const secret = secrets.RAHYAR_RECEIVER_SECRET;
  if (receiver.value !== undefined && secret === undefined) return err('--receiver wants the shared secret in RAHYAR_RECEIVER_SECRET.');
  const baseUrl = address.replace(/\/+$/, '');
  const server = words.start === undefined ? undefined : await startServer(words.start, baseUrl, target.value.fetch);
  if (words.start !== undefined && server === undefined) return err('The program of --start did not answer at the address of --url.');
  const hooks = words.webhookPort === undefined ? undefined : await openHookServer({ port: words.webhookPort, url: words.webhookUrl });
  const [token, limitedToken, burstToken] = [secrets.RAHYAR_TOKEN, secrets.RAHYAR_LIMITED_TOKEN, secrets.RAHYAR_BURST_TOKEN];
  return ok({
    target: { kind: 'wire', baseUrl, fetch: target.value.fetch, ...(target.value.tls === undefined ? {} : { tls: target.value.tls }) },
    partner: contract.id,
    profiles,
    offered,
    fixtures: fixtures.value,
    ...(token === undefined ? {} : { token }),
    ...(limitedToken === undefined ? {} : { limitedToken }),
    ...(burstToken === undefined ? {} : { burstToken }),
    ...(key.value === undefined ? {} : { signingKey: key.value }),
    clock: { nowMs: Date.now, pause: (milliseconds) => pause(milliseconds) },
    newUuid: randomUUID,
    ...(hooks === undefined ? {} : { ourSide: hooks.side }),
    ...(admin.value === undefined ? {} : { partnerStep: stepBy(admin.value, contract.id) }),
    ...(receiver.value === undefined || secret === undefined ? {} : { receiver: { send: sendBy(receiver.value), secret } }),
    close: () => {
      hooks?.close();
      server?.stop();
    },
  });
}

/** What a run on a partner knows and a demonstration does not. */
const NEED_ADDRESS = [
  'fixtures',
  'start',
  'receiver',
  'webhookUrl',
  'webhookPort',
  'adminUrl',
] as const satisfies readonly (keyof RunWords)[];

/** Why nobody answers at the address, before hundreds of checks say so; an address that may not be asked is a wrong word of the command. */
async function silenceOf({
  baseUrl,
  fetch,
}: RunOptions['target']): Promise<{ readonly text: string; readonly code: ExitCode } | undefined> {
  try {
    await fetch(new Request(`${baseUrl}${DISCOVERY_PATH}`, { redirect: 'manual' }));
    return undefined;
  } catch (cause) {
    const { code } = { code: 'unknown', ...(cause as { readonly code?: unknown }) };
    if (isRefusal(code)) return { text: `An address is not asked: ${code}.`, code: EXIT.configuration };
    return { text: `Nobody answers at the address of --url: ${typeof code === 'string' ? code : 'unknown'}.`, code: EXIT.harness };
  }
}

type Guarded = { readonly url: string; readonly fetch: (request: Request) => Promise<Response>; readonly tls?: TlsHandshake };

function guarded(text: string, allowInside: boolean): Result<Guarded, string> {
  return targetOf(text, { allowInside })
    .map(({ url, reach }) => {
      const terms = { hosts: [url.hostname], reach, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, resolve: resolveByDns };
      return { url: text, fetch: createGuardedFetch(terms), ...(url.protocol === 'https:' ? { tls: tlsHandshake(url, terms) } : {}) };
    })
    .mapErr((refusal) => `An address is not asked: ${refusal}.`);
}

/** The partner's own steps, where the partner is a sandbox: by its port behind the scene. */
const stepBy =
  ({ url, fetch }: Guarded, partner: string) =>
  async (id: string, action: string): Promise<boolean> => {
    const body = JSON.stringify({ partner, id, action });
    return (
      (
        await fetch(
          new Request(`${url.replace(/\/+$/, '')}/step`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
        )
      ).status === 200
    );
  };

const sendBy =
  ({ url, fetch }: Guarded) =>
  async (headers: Record<string, string>, body: string): Promise<number> =>
    (await fetch(new Request(url, { method: 'POST', headers, body }))).status;

const asJwk = (json: unknown): JWK | undefined =>
  typeof json === 'object' && json !== null && signingKeyOf('', json) !== undefined ? { kty: 'OKP', ...json } : undefined;

function keyOf(text: string): Result<ReturnType<typeof signingKeyOf>, string> {
  try {
    const jwk = JSON.parse(text) as { readonly kid?: unknown };
    const key = typeof jwk.kid === 'string' ? signingKeyOf(jwk.kid, jwk) : undefined;
    return key === undefined ? err(BAD_KEY) : ok(key);
  } catch {
    return err(BAD_KEY);
  }
}
const BAD_KEY = 'RAHYAR_SIGNING_KEY is no private ed25519 JWK with a kid.';

async function readJson<T>(path: string, shape: (json: unknown) => T | undefined): Promise<Result<T, string>> {
  try {
    const value = shape(JSON.parse(await readFile(path, 'utf8')));
    return value === undefined ? err(`${path} does not have the form that is wanted.`) : ok(value);
  } catch {
    return err(`${path} cannot be read as JSON.`);
  }
}

function wrong(terminal: Terminal, text: string): ExitCode {
  terminal.complain(text);
  return EXIT.configuration;
}
