/// <reference lib="dom" />
import { type SigningKey, type SigningTerms, signRequest } from '../trust/sign-request.ts';
import type { Redaction } from './redaction.ts';

/** What the kit speaks with: where the partner is, who the kit is there, and the clock and ids that it uses. */
export type TalkTerms = {
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly token: string | undefined;
  readonly signingKey: SigningKey | undefined;
  readonly nowMs: () => number;
  readonly newUuid: () => string;
  readonly redaction: Redaction;
};

export type Outgoing = {
  readonly method: string;
  /** From the base address. */
  readonly path: string;
  /** `null` takes a header away; those of the contract are there by themselves. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  /** The raw value of the header; `null` for none. */
  readonly key?: string | null;
  /** Commands are signed; `faulty` with a fault, `none` not at all. */
  readonly signature?: 'none' | Partial<SigningTerms>;
  readonly token?: string | null;
  readonly signal?: AbortSignal;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `undefined` where the text is not JSON. */
  readonly json: unknown;
  readonly requestId: string;
  /** What a report may show of it; made when it is asked for. */
  readonly exchange: () => Exchange;
};

/** One exchange as a report shows it. */
export type Exchange = {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
};

/** Sends one request in the manner of the contract, changed where asked, and reads the answer to its end. */
export async function send(terms: TalkTerms, outgoing: Outgoing): Promise<Answer> {
  const requestId = terms.newUuid();
  const url = `${terms.baseUrl}${outgoing.path}`;
  const headers = headersOf(terms, outgoing, requestId);
  const body = new TextEncoder().encode(outgoing.body ?? '');
  const signed = signedHeaders(terms, outgoing, { method: outgoing.method, url, headers, body });
  for (const [name, value] of Object.entries(outgoing.headers ?? {})) if (value === null) signed.delete(name);
  const request = new Request(url, {
    method: outgoing.method,
    headers: signed,
    redirect: 'manual',
    ...(outgoing.body === undefined ? {} : { body }),
    ...(outgoing.signal === undefined ? {} : { signal: outgoing.signal }),
  });
  const response = await terms.fetch(request);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: parsed(text),
    requestId,
    exchange: () => ({
      method: outgoing.method,
      url: terms.redaction.url(url),
      requestHeaders: terms.redaction.headers(signed),
      requestBody: terms.redaction.body(outgoing.body ?? ''),
      status: response.status,
      responseHeaders: terms.redaction.headers(response.headers),
      responseBody: terms.redaction.body(text),
    }),
  };
}

function headersOf(terms: TalkTerms, { headers = {}, body, key, token = terms.token }: Outgoing, requestId: string): Headers {
  const trace = terms.newUuid().replaceAll('-', '');
  const made = new Headers({
    accept: 'application/json, application/problem+json',
    'accept-language': 'fa-IR',
    'x-request-id': requestId,
    traceparent: `00-${trace}-${trace.slice(0, 16)}-01`,
  });
  if (body !== undefined) made.set('content-type', 'application/json');
  if (typeof token === 'string') made.set('authorization', `Bearer ${token}`);
  if (typeof key === 'string') made.set('idempotency-key', key);
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) made.delete(name);
    else made.set(name, value);
  }
  return made;
}

function signedHeaders(
  terms: TalkTerms,
  { signature, key }: Outgoing,
  request: { readonly method: string; readonly url: string; readonly headers: Headers; readonly body: Uint8Array },
): Headers {
  const isCommand = key !== undefined;
  if (!isCommand || signature === 'none' || terms.signingKey === undefined) return request.headers;
  return signRequest(request, { createdSeconds: Math.floor(terms.nowMs() / 1000), key: terms.signingKey, ...signature });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
