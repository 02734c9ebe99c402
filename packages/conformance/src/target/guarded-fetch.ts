/// <reference lib="dom" />
import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { err, ok, type Result } from 'neverthrow';
import { placeOf } from './address-ranges.ts';

/** Why an address is not asked. */
const REFUSALS = ['malformed', 'scheme', 'userInfo', 'hostNotAllowed', 'insideAddress'] as const;
export type TargetRefusal = (typeof REFUSALS)[number] | 'unresolved';

/** Whether an address was refused for what it is; one that is `unresolved` may be there tomorrow. */
export const isRefusal = (code: unknown): code is (typeof REFUSALS)[number] => REFUSALS.some((one) => one === code);

export type GuardTerms = {
  /** Host names, as a URL writes them, that may be asked. */
  readonly hosts: readonly string[];
  /** `loopback` alone may be asked by http; `inside` allows private networks for the named hosts, by https. */
  readonly reach: 'outside' | 'loopback' | 'inside';
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly resolve: (host: string) => Promise<readonly string[]>;
};

export const resolveByDns = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);

/**
 * The address to connect to, looked up once and checked: the connection then goes to this very address, whatever the name says later.
 * One address inside among several refuses the name.
 */
export async function safeAddress(
  url: URL,
  terms: Pick<GuardTerms, 'hosts' | 'reach' | 'resolve'>,
): Promise<Result<string, TargetRefusal>> {
  if (url.username !== '' || url.password !== '') return err('userInfo');
  if (!terms.hosts.includes(url.hostname)) return err('hostNotAllowed');
  const named = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(named) === 0 ? await terms.resolve(named).catch(() => []) : [named];
  const [first] = addresses;
  if (first === undefined) return err('unresolved');
  const places = addresses.map(placeOf);
  const isLoopback = places.every((place) => place === 'loopback');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback && terms.reach === 'loopback')) return err('scheme');
  const allowed = places.every((place) => place === 'outside' || place === terms.reach);
  return allowed ? ok(first) : err('insideAddress');
}

/** The hosts and the reach that an address given by hand stands for: only itself; loopback only where it is spelled out. */
export function targetOf(
  text: string,
  options: { readonly allowInside: boolean },
): Result<{ readonly url: URL; readonly reach: GuardTerms['reach'] }, TargetRefusal> {
  if (!URL.canParse(text)) return err('malformed');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return err('scheme');
  if (url.username !== '' || url.password !== '') return err('userInfo');
  const isSpelledOut = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(?:[/?#]|$)/i.test(text);
  return ok({ url, reach: isSpelledOut ? 'loopback' : options.allowInside ? 'inside' : 'outside' });
}

/**
 * A fetch that follows no redirect, knows no proxy and reads so many bytes for so long at most. It rejects, without a word of the
 * address, where the guard refuses or the connection fails.
 */
export function createGuardedFetch(terms: GuardTerms): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const address = await safeAddress(url, terms);
    if (address.isErr()) throw Object.assign(new Error('the address is not asked'), { code: address.error });
    const body = Buffer.from(await request.arrayBuffer());
    const answer = await ask(request, url, address.value, body, terms);
    const bytes = await bytesOf(answer, terms.maxBytes);
    const headers = new Headers();
    for (let index = 0; index + 1 < answer.rawHeaders.length; index += 2)
      headers.append(answer.rawHeaders[index] ?? '', answer.rawHeaders[index + 1] ?? '');
    const status = answer.statusCode ?? 0;
    return new Response([204, 205, 304].includes(status) ? null : new Uint8Array(bytes), { status, headers });
  };
}

function ask(request: Request, url: URL, address: string, body: Buffer, terms: GuardTerms): Promise<IncomingMessage> {
  const version = isIP(address) === 6 ? 6 : 4;
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(
      url,
      {
        method: request.method,
        headers: { ...Object.fromEntries(request.headers), 'content-length': String(body.length) },
        signal: AbortSignal.any([request.signal, AbortSignal.timeout(terms.timeoutMs)]),
        lookup: (_host, options, done) => {
          if (options.all === true) done(null, [{ address, family: version }]);
          else done(null, address, version);
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function bytesOf(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      answer.destroy();
      throw Object.assign(new Error('the answer is too large'), { code: 'answerTooLarge' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
