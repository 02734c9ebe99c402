import { INPUT_ISSUE_LABELS, type InputError, type InputIssue, type InputIssueCode, parseWith } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import type { Intent } from '../contract/operation.ts';
import { isProblemCode, PROBLEM_MEDIA_TYPE, PROBLEMS } from '../contract/problem.ts';
import { openWord } from '../open-word.ts';
import {
  CONFLICT_REMEDIES,
  type ContractBreach,
  type PartnerError,
  type PartnerErrorDetail,
  type PartnerErrorKind,
  partnerError,
} from '../partner-error.ts';
import { PartnerMadeId, ReasonCode, Word } from '../wire-text.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-text.ts';
import { retryAfterMs } from './retry-after.ts';

/** The fields of a problem document (RFC 9457) that are read; one of a wrong form counts as absent. Title and detail are never read. */
const Problem = z.looseObject({
  code: ReasonCode.optional().catch(undefined),
  retryable: z.boolean().optional().catch(undefined),
  conflictingId: PartnerMadeId.optional().catch(undefined),
  remedies: z.array(Word).max(10).optional().catch(undefined),
  errors: z
    .array(z.object({ pointer: z.string().max(300), code: z.string() }))
    .max(100)
    .optional()
    .catch(undefined),
});
type Problem = z.infer<typeof Problem>;

/** An answer that is not the good one. */
export type AnswerFault = {
  readonly error: PartnerError;
  /**
   * Whether it tells how the command of this key ended, whatever became of its earlier attempts: a coded refusal of a contract's partner,
   * which looks at the key before anything else and keeps its answer under it.
   */
  readonly settlesKey: boolean;
};

/** What an operation's answer is held against. */
export type AnswerTerms<S extends z.ZodType = z.ZodType> = {
  readonly output: S;
  /** The good statuses. */
  readonly statuses: readonly number[];
  readonly intent: Intent;
  /** The names of every field that may be sent; a partner's pointers to others are not repeated. */
  readonly fieldNames: ReadonlySet<string>;
};

/** The value of a good answer, or the error that its status stands for. */
export const answerValue = <S extends z.ZodType>(
  output: S,
  answer: Answer,
  { nowMs, ...terms }: { readonly statuses: readonly number[]; readonly intent: Intent; readonly nowMs: number },
): Result<z.output<S>, PartnerError> =>
  judgedAnswer({ ...terms, output, fieldNames: new Set() }, answer, nowMs).mapErr(({ error }) => error);

/** The same, with what the answer says of its key. */
export function judgedAnswer<S extends z.ZodType>(
  { output, statuses, intent, fieldNames }: AnswerTerms<S>,
  answer: Answer,
  nowMs: number,
): Result<z.output<S>, AnswerFault> {
  const known = knownOf(intent);
  const breach = (what: ContractBreach, pointers: readonly string[] = []) =>
    err({ error: partnerError({ kind: 'contract_violation', what, pointers }, known), settlesKey: false });
  if (answer.redirected) return breach('redirect');
  if (!statuses.includes(answer.status)) return err(faultOf(answer, { known, fieldNames, nowMs }));
  if ('breach' in answer.body) return breach(answer.body.breach);
  if (answer.mediaType !== 'application/json') return breach('contentType');
  const json = readJson(answer.body.text);
  if (json.isErr()) return breach('json');
  const value = parseWith(output, json.value);
  return value.isOk() ? ok(value.value) : breach('schema', pointersOf(value.error));
}

type Known = { readonly outcome?: 'not_applied' };
const knownOf = (intent: Intent): Known => (intent === 'query' ? { outcome: 'not_applied' } : {});

type FaultContext = { readonly known: Known; readonly fieldNames: ReadonlySet<string>; readonly nowMs: number };

function faultOf(answer: Answer, { known, fieldNames, nowMs }: FaultContext): AnswerFault {
  const problem = problemOf(answer);
  const wait = retryAfterMs(answer.retryAfter, nowMs);
  const detail = detailOf(answer.status, problem, fieldNames);
  const error = partnerError(detail, wait === undefined || !WAITING.has(answer.status) ? known : { ...known, retryAfterMs: wait });
  return {
    // The partner knows better than its status whether trying again can help.
    error: problem.retryable === false && error.retryable ? { ...error, retryable: false } : error,
    settlesKey: problem.code !== undefined && SETTLING.has(detail.kind),
  };
}

/** The statuses whose `Retry-After` is read: 409 for a key in progress, 429 and those of a partner that is not there. */
const WAITING = { has: (status: number): boolean => status === 409 || status === 429 || status >= 500 };
const SETTLING: ReadonlySet<PartnerErrorKind> = new Set(['not_found', 'conflict', 'precondition_failed', 'rejected']);

/** What a status that is not a good one stands for; one that the contract does not name is itself a breach. */
function detailOf(status: number, problem: Problem, fieldNames: ReadonlySet<string>): PartnerErrorDetail {
  const { code } = problem;
  switch (status) {
    case 401:
      return { kind: code === 'SIGNATURE_INVALID' ? 'signature_invalid' : 'unauthenticated' };
    case 403:
      return { kind: 'forbidden' };
    case 404:
      return { kind: 'not_found' };
    case 409:
      return code === 'IDEMPOTENCY_KEY_IN_PROGRESS' ? { kind: 'idempotency', reason: 'in_progress' } : conflictOf(problem);
    case 412:
      return { kind: 'precondition_failed' };
    case 422:
      return rejectionOf(problem, fieldNames);
    case 429:
      return { kind: 'rate_limited' };
    default:
      if (status >= 500 && status < 600) return { kind: 'unavailable' };
      if (code === 'IDEMPOTENCY_KEY_REQUIRED') return { kind: 'idempotency', reason: 'key_required' };
      // The other refusals that every operation shares: the request was not of a form that the partner reads.
      if (code !== undefined && isProblemCode(code) && PROBLEMS[code].status === status) return { kind: 'rejected', code };
      return { kind: 'contract_violation', what: 'status', pointers: [] };
  }
}

const conflictOf = ({ code, conflictingId, remedies = [] }: Problem) => ({
  kind: 'conflict' as const,
  ...(code === undefined ? {} : { code }),
  ...(conflictingId === undefined ? {} : { conflictingId }),
  remedies: remedies.map((word) => openWord(CONFLICT_REMEDIES, word)),
});

/** A 422 must say why; without a code nobody can act on it, and what was done is not known. */
function rejectionOf({ code, errors }: Problem, fieldNames: ReadonlySet<string>): PartnerErrorDetail {
  if (code === undefined) return { kind: 'contract_violation', what: 'schema', pointers: ['/code'] };
  if (code === 'IDEMPOTENCY_KEY_REUSED') return { kind: 'idempotency', reason: 'reused' };
  const issues = errors?.flatMap(({ pointer, code: issue }) => issueOf(pointer, issue, fieldNames)) ?? [];
  return { kind: 'rejected', code, ...(issues.length === 0 ? {} : { issues }) };
}

/** An issue in our own words only: of a pointer, what names a field of the contract or a position. */
function issueOf(pointer: string, code: string, fieldNames: ReadonlySet<string>): readonly InputIssue[] {
  const path = pointer.split('/').slice(1);
  if (!Object.hasOwn(INPUT_ISSUE_LABELS, code) || !path.every((step) => fieldNames.has(step) || /^\d{1,3}$/.test(step))) return [];
  return [{ path: path.map((step) => (fieldNames.has(step) ? step : Number(step))), code: code as InputIssueCode }];
}

function problemOf({ body, mediaType }: Answer): Problem {
  if ('breach' in body || mediaType !== PROBLEM_MEDIA_TYPE) return {};
  return readJson(body.text)
    .andThen((json) => parseWith(Problem, json))
    .unwrapOr({});
}

const pointersOf = (error: InputError): string[] => error.issues.map(({ path }) => path.map((step) => `/${step}`).join(''));
