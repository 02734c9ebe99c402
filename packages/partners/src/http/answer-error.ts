import { type InputError, parseJsonWith } from '@rahyar/domain';
import { err, type Result } from 'neverthrow';
import * as z from 'zod';
import { openWord } from '../open-word.ts';
import { CONFLICT_REMEDIES, type ContractBreach, type PartnerError, partnerError } from '../partner-error.ts';
import { PartnerMadeId, ReasonCode, Word } from '../wire-text.ts';
import type { Answer } from './answer.ts';
import { retryAfterMs } from './retry-after.ts';

/** A command changes something at the partner; a query applies nothing, however it ends. */
export type Intent = 'command' | 'query';

/** The fields of a problem document (RFC 9457) that are read; one of a wrong form counts as absent. Title and detail are never read. */
const Problem = z.looseObject({
  code: ReasonCode.optional().catch(undefined),
  conflictingId: PartnerMadeId.optional().catch(undefined),
  remedies: z.array(Word).max(10).optional().catch(undefined),
});
type Problem = z.infer<typeof Problem>;

/** The value of a good answer, or the error that its status stands for. `statuses` are the good ones of the operation. */
export function answerValue<S extends z.ZodType>(
  schema: S,
  answer: Answer,
  { statuses, intent, nowMs }: { readonly statuses: readonly number[]; readonly intent: Intent; readonly nowMs: number },
): Result<z.output<S>, PartnerError> {
  const known = intent === 'query' ? ({ outcome: 'not_applied' } as const) : {};
  const breach = (what: ContractBreach, pointers: readonly string[] = []) =>
    err(partnerError({ kind: 'contract_violation', what, pointers }, known));
  if (answer.redirected) return breach('redirect');
  if (!statuses.includes(answer.status)) return err(errorOf(answer, known, nowMs));
  if ('breach' in answer.body) return breach(answer.body.breach);
  if (answer.mediaType !== 'application/json') return breach('contentType');
  return parseJsonWith(schema, answer.body.text).orElse((error) =>
    error.issues.some(({ code }) => code === 'input.notJson') ? breach('json') : breach('schema', pointersOf(error)),
  );
}

/** The error of a status that is not a good one; one that the contract does not name is itself a breach. */
function errorOf(answer: Answer, known: { readonly outcome?: 'not_applied' }, nowMs: number): PartnerError {
  const problem = problemOf(answer);
  const wait = retryAfterMs(answer.retryAfter, nowMs);
  const timed = wait === undefined ? known : { ...known, retryAfterMs: wait };
  const undocumented = () => partnerError({ kind: 'contract_violation', what: 'status', pointers: [] }, known);
  switch (answer.status) {
    case 400:
      return problem.code === 'IDEMPOTENCY_KEY_REQUIRED'
        ? partnerError({ kind: 'idempotency', reason: 'key_required' }, known)
        : undocumented();
    case 401:
      return partnerError({ kind: 'unauthenticated' }, known);
    case 403:
      return partnerError({ kind: 'forbidden' }, known);
    case 404:
      return partnerError({ kind: 'not_found' }, known);
    case 409:
      return problem.code === 'IDEMPOTENCY_KEY_IN_PROGRESS'
        ? partnerError({ kind: 'idempotency', reason: 'in_progress' }, timed)
        : partnerError(conflictOf(problem), known);
    case 412:
      return partnerError({ kind: 'precondition_failed' }, known);
    case 422:
      return rejectionOf(problem, known);
    case 429:
      return partnerError({ kind: 'rate_limited' }, timed);
    default:
      return answer.status >= 500 && answer.status < 600 ? partnerError({ kind: 'unavailable' }, timed) : undocumented();
  }
}

const conflictOf = ({ code, conflictingId, remedies = [] }: Problem) => ({
  kind: 'conflict' as const,
  ...(code === undefined ? {} : { code }),
  ...(conflictingId === undefined ? {} : { conflictingId }),
  remedies: remedies.map((word) => openWord(CONFLICT_REMEDIES, word)),
});

/** A 422 must say why; without a code nobody can act on it, and what was done is not known. */
function rejectionOf({ code }: Problem, known: { readonly outcome?: 'not_applied' }): PartnerError {
  if (code === undefined) return partnerError({ kind: 'contract_violation', what: 'schema', pointers: ['/code'] }, known);
  if (code === 'IDEMPOTENCY_KEY_REUSED') return partnerError({ kind: 'idempotency', reason: 'reused' }, known);
  return partnerError({ kind: 'rejected', code }, known);
}

function problemOf({ body, mediaType }: Answer): Problem {
  if ('breach' in body || mediaType !== 'application/problem+json') return {};
  return parseJsonWith(Problem, body.text).unwrapOr({});
}

const pointersOf = (error: InputError): string[] => error.issues.map(({ path }) => path.map((step) => `/${step}`).join(''));
