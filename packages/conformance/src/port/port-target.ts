/// <reference lib="dom" />

import type { PartnerError } from '@rahyar/partners';
import { type Capability, isProblemCode, type NamedOperation, operationsOf, PROBLEMS } from '@rahyar/partners/contract';
import type { ResultAsync } from 'neverthrow';
import type { Target } from '../run/run-conformance.ts';

type AnyCall = (
  input: Readonly<Record<string, unknown>>,
  options: { readonly idempotencyKey?: string; readonly signal: AbortSignal },
) => ResultAsync<unknown, PartnerError>;

/** A partner's own adapter: for each capability, by its id, the operations as functions. */
export type AnyPorts = Readonly<Record<string, object>>;

/**
 * A partner that does not speak our HTTP, as a target: each request of the kit becomes a call of its port. What belongs to the wire
 * alone (sign-in, headers, problem documents, signatures) does not apply to it.
 */
export function portTarget(capabilities: readonly Capability[], ports: AnyPorts): Target {
  const operations = operationsOf(capabilities);
  return {
    kind: 'port',
    baseUrl: 'https://port.invalid',
    fetch: async (request) => {
      const url = new URL(request.url);
      const named = operations
        .filter(({ operation }) => operation.method === request.method && patternOf(operation.path).test(url.pathname))
        .sort((a, b) => literalsIn(b.operation.path) - literalsIn(a.operation.path))[0];
      const call = named === undefined ? undefined : callOf(ports, named);
      if (named === undefined || call === undefined) return problem(404, 'NOT_FOUND');
      const text = await request.text();
      const body = text === '' ? {} : (JSON.parse(text) as object);
      const id = patternOf(named.operation.path).exec(url.pathname)?.[1];
      const key = request.headers.get('idempotency-key')?.replaceAll('"', '');
      const query = Object.fromEntries(
        [...url.searchParams].map(([name, value]) => [name, /^\d{1,15}$/.test(value) ? Number(value) : value]),
      );
      const input = { ...query, ...body, ...(id === undefined ? {} : { id: decodeURIComponent(id) }) };
      const outcome = await call(input, { signal: request.signal, ...(key === undefined ? {} : { idempotencyKey: key }) });
      return outcome.match((value) => Response.json(value, { status: named.operation.success }), answerOf);
    },
  };
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
const literalsIn = (path: string): number => path.split('/').filter((segment) => !segment.startsWith('{')).length;

function callOf(ports: AnyPorts, { capability, id }: NamedOperation): AnyCall | undefined {
  const port = ports[capability.id];
  const call: unknown = port === undefined ? undefined : Reflect.get(port, id.slice(capability.id.length + 1));
  return typeof call === 'function' ? (call as AnyCall) : undefined;
}

/** An error of the port as the refusal that its twin on the wire would be. */
function answerOf(error: PartnerError): Response {
  switch (error.kind) {
    case 'rejected':
      return problem(422, error.code);
    case 'conflict':
      return problem(409, error.code ?? 'INVALID_STATE_TRANSITION');
    case 'not_found':
      return problem(404, 'NOT_FOUND');
    case 'invalid_request':
      return problem(422, 'VALIDATION_FAILED');
    case 'precondition_failed':
      return problem(412, 'STALE_VERSION');
    case 'idempotency':
      return problem(
        error.reason === 'in_progress' ? 409 : 422,
        error.reason === 'in_progress' ? 'IDEMPOTENCY_KEY_IN_PROGRESS' : 'IDEMPOTENCY_KEY_REUSED',
      );
    case 'rate_limited':
      return problem(429, 'RATE_LIMITED');
    default:
      return problem(503, 'UNAVAILABLE');
  }
}

const problem = (status: number, code: string): Response =>
  Response.json(
    { status, code, retryable: isProblemCode(code) && PROBLEMS[code].retryable },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
