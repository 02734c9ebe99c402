/// <reference types="node" />
/// <reference lib="dom" />
import { Agent, fetch as undiciFetch } from 'undici';

export type MtlsSettings = {
  /** PEM. The client's certificate, any intermediates after it. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  readonly passphrase?: string;
  /** PEM. Whom to believe as the partner's issuer, instead of the authorities that Node believes. */
  readonly ca?: string | readonly string[];
  /** How long a TLS connection may take to stand; 10,000 if not said. */
  readonly connectTimeoutMs?: number;
};

/** A `fetch` for the client's settings; `close` waits for calls on the way and ends the connections. */
export type MtlsFetch = { readonly fetch: typeof fetch; readonly close: () => Promise<void> };

/**
 * Calls a partner that knows its callers by their certificate. TLS 1.2 at least; the partner's certificate is always checked.
 * Agent and fetch come from one undici: Node's own fetch and a foreign agent do not fit each other in every version.
 */
export function mtlsFetch({ certificate, key, passphrase, ca, connectTimeoutMs = 10_000 }: MtlsSettings): MtlsFetch {
  const dispatcher = new Agent({
    connect: {
      cert: certificate,
      key,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      timeout: connectTimeoutMs,
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }),
    },
  });
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { url, ...parts } = await partsOf(new Request(input, init));
    return (await undiciFetch(url, { ...parts, dispatcher })) as unknown as Response;
  };
  return Object.freeze({ fetch: send, close: () => dispatcher.close() });
}

/** Undici's fetch does not know a `Request` of Node's own, so it is taken apart. Bodies are small, and read whole. */
async function partsOf(request: Request) {
  const { url, method, headers, redirect, signal } = request;
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
  return { url, method, headers: [...headers] as [string, string][], redirect, signal, ...(body === undefined ? {} : { body }) };
}
