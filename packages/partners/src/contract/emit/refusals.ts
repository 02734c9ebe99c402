import type { AnyOperation } from '../operation.ts';
import { isProblemCode, PROBLEMS, type ProblemCode } from '../problem.ts';
import { type JsonObject, pascalCase } from './json.ts';

/** One way in which an operation is refused: a status and the codes that may stand in its problem document. */
export type Refusal = { readonly status: number; readonly codes: readonly string[] };

/** Every refusal of an operation, by rising status; a partner may answer with no other. Shared codes stand before the operation's own. */
export function refusalsOf(operation: AnyOperation): readonly Refusal[] {
  const codes = new Map<number, string[]>();
  const add = (status: number, code: string): void => {
    codes.set(status, [...(codes.get(status) ?? []), code]);
  };
  for (const code of sharedCodesOf(operation)) add(PROBLEMS[code].status, code);
  for (const code of operation.conflicts) add(409, code);
  for (const code of operation.rejections) add(422, code);
  return [...codes].sort(([one], [other]) => one - other).map(([status, those]) => ({ status, codes: those }));
}

/** The name of a refusal that several operations share. */
export const refusalName = (codes: readonly string[]): string => codes.map(pascalCase).join('Or');

/** The problem document that the documents show for a code. */
export const problemExampleOf = (status: number, code: string): JsonObject => ({
  type: `urn:rahyar:problem:${code}`,
  title: isProblemCode(code) ? PROBLEMS[code].fa : 'درخواست پذیرفته نشد',
  status,
  code,
  requestId: '3f0f6e1e-6f0c-4a57-9d0e-2f4f6f7b8a10',
  retryable: isProblemCode(code) && PROBLEMS[code].retryable,
  ...(code === 'VALIDATION_FAILED' ? { errors: [{ pointer: '/memberId', code: 'value.format' }] } : {}),
});

const sharedCodesOf = ({ method, needsKey, takesIfMatch, params, query, effect }: AnyOperation): readonly ProblemCode[] => {
  const hasBody = method === 'POST';
  const hasInput = hasBody || Object.keys(params.shape).length + Object.keys(query.shape).length > 0;
  const candidates: readonly (readonly [ProblemCode, boolean])[] = [
    ['MALFORMED_BODY', hasBody],
    ['IDEMPOTENCY_KEY_REQUIRED', needsKey],
    ['UNAUTHENTICATED', true],
    ['SIGNATURE_INVALID', needsKey],
    ['FORBIDDEN', true],
    ['NOT_FOUND', Object.keys(params.shape).length > 0],
    ['NOT_ACCEPTABLE', true],
    ['IDEMPOTENCY_KEY_IN_PROGRESS', needsKey],
    ['INVALID_STATE_TRANSITION', effect.kind === 'act' || effect.kind === 'amend'],
    ['STALE_VERSION', takesIfMatch],
    ['PAYLOAD_TOO_LARGE', hasBody],
    ['UNSUPPORTED_MEDIA_TYPE', hasBody],
    ['VALIDATION_FAILED', hasInput],
    ['IDEMPOTENCY_KEY_REUSED', needsKey],
    ['RATE_LIMITED', true],
    ['INTERNAL', true],
    ['UNAVAILABLE', true],
    ['OUTSIDE_SERVICE_HOURS', true],
  ];
  return candidates.filter(([, applies]) => applies).map(([code]) => code);
};
