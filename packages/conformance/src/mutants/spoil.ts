/// <reference lib="dom" />
import type { Mutant } from '../sandbox/mutant.ts';
import type { TlsHandshake } from '../target/tls.ts';

/** One fault planted in a correct partner, and what must be found because of it. */
export type PlantedFault = {
  readonly id: string;
  /** The requirement that it breaks. */
  readonly breaks: string;
  /** Requirements that cannot be kept with this fault, and why. */
  readonly also?: { readonly ids: readonly string[]; readonly because: string };
  /** What the partner does, after "a partner that". */
  readonly does: string;
  /** How the partner takes offers of TLS, where it takes them wrongly. */
  readonly tls?: TlsHandshake;
  /** The fault, made anew for each run since it may remember. */
  readonly plant: () => Omit<Mutant, 'id'>;
};

export const fault = (breaks: string, does: string, plant: PlantedFault['plant'], also?: PlantedFault['also']): PlantedFault =>
  Object.freeze({ id: breaks.toLowerCase(), breaks, does, plant, ...(also === undefined ? {} : { also }) });

export type Json = Readonly<Record<string, unknown>>;
type Seen = {
  readonly request: Request;
  readonly path: string;
  readonly body: string;
  readonly response: Response;
  readonly text: string;
  readonly json: Json;
};
type Spoilt = {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
};

/** Changes answers: `spoil` sees the exchange and says what is different; `undefined` leaves it. */
export const answering =
  (spoil: () => (seen: Seen) => Spoilt | undefined): PlantedFault['plant'] =>
  () => {
    const change = spoil();
    return {
      wrap: (handler) => async (request) => {
        const body = await request.clone().text();
        const response = await handler(request);
        const text = await response.text();
        const json = jsonOf(text);
        const different = change({ request, path: new URL(request.url).pathname, body, response, text, json });
        const headers = new Headers(response.headers);
        for (const [name, value] of Object.entries(different?.headers ?? {})) {
          if (value === null) headers.delete(name);
          else headers.set(name, value);
        }
        return new Response(different?.json === undefined ? (different?.text ?? text) : JSON.stringify(different.json), {
          status: different?.status ?? response.status,
          headers,
        });
      },
    };
  };

/** Changes requests before they are looked at; a `Response` is the answer itself. */
export const asking =
  (
    spoil: () => (request: Request, body: string) => Request | Response | undefined | Promise<Request | Response | undefined>,
  ): PlantedFault['plant'] =>
  () => {
    const change = spoil();
    return {
      wrap: (handler) => async (request) => {
        const different = (await change(request, await request.clone().text())) ?? request;
        return different instanceof Response ? different : handler(different);
      },
    };
  };

/** Changes the JSON of one operation's answers, `success` or refusals. */
export const telling =
  (
    operation: string | undefined,
    spoil: () => (json: Json, context: { readonly status: number; readonly request: Request }) => unknown,
  ): PlantedFault['plant'] =>
  () => {
    const change = spoil();
    return { tamper: (json, context) => (context.operation === operation && context.status < 300 ? change(json as Json, context) : json) };
  };

/** Changes problem documents. */
export const refusing =
  (spoil: (json: Json) => unknown): PlantedFault['plant'] =>
  () => ({ tamper: (json, { status }) => (status >= 400 ? spoil(json as Json) : json) });

export const leavingOut =
  (...rules: NonNullable<Mutant['leavesOut']>): PlantedFault['plant'] =>
  () => ({ leavesOut: rules });

export const jsonOf = (text: string): Json => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Json) : {};
  } catch {
    return {};
  }
};

/** A correct problem document as an answer, at the wrong moment. */
export const problemAnswer = (request: Request, status: number, code: string): Response =>
  new Response(
    JSON.stringify({
      type: `urn:rahyar:problem:${code}`,
      title: 'درخواست پذیرفته نشد',
      status,
      code,
      requestId: request.headers.get('x-request-id') ?? 'none',
      retryable: false,
    }),
    {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'x-request-id': request.headers.get('x-request-id') ?? 'none',
        'cache-control': 'no-store',
      },
    },
  );

/** The request at another address or with other headers; its body stays. */
export function altered(
  request: Request,
  body: string,
  {
    search,
    headers = {},
  }: { readonly search?: (query: URLSearchParams) => void; readonly headers?: Readonly<Record<string, string | null>> },
): Request {
  const url = new URL(request.url);
  search?.(url.searchParams);
  const changed = new Headers(request.headers);
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  return new Request(url, {
    method: request.method,
    headers: changed,
    signal: request.signal,
    ...(request.method === 'GET' ? {} : { body }),
  });
}

export const without = (json: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
export const keyOf = (request: Request): string => request.headers.get('idempotency-key') ?? '';

/** A refusal as the contract writes it. */
export function problemJson(request: Request, status: number, code: string): Json {
  return {
    type: `urn:rahyar:problem:${code}`,
    title: 'درخواست پذیرفته نشد',
    status,
    code,
    requestId: request.headers.get('x-request-id') ?? 'none',
    retryable: false,
  };
}
