/// <reference lib="dom" />
import { type InputIssue, inputError, parseWith } from '@rahyar/domain';
import { err, type Result } from 'neverthrow';
import * as z from 'zod';
import type { CallOptions, NamedOperation } from '../contract/capability.ts';
import { innerOf } from '../contract/marks.ts';
import type { AnyOperation } from '../contract/operation.ts';
import { sealed } from '../contract/sealed.ts';
import type { AnswerTerms } from './answer-error.ts';

/** An operation made ready to be called. */
export type OperationPlan = {
  readonly id: string;
  readonly operation: AnyOperation;
  /** Everything that a caller gives, as one strict object. */
  readonly input: z.ZodObject;
  readonly answer: AnswerTerms;
};

/** One call, checked: what every attempt of it sends alike. */
export type CallPlan = {
  readonly plan: OperationPlan;
  readonly input: Readonly<Record<string, unknown>>;
  readonly ifMatch: number | undefined;
  /** Path and query, from the partner's base address. */
  readonly target: string;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
};

/** What was made of operations so far; they never change. */
const PLANS = new WeakMap<AnyOperation, OperationPlan>();

export function operationPlan({ id, operation }: NamedOperation): OperationPlan {
  const known = PLANS.get(operation);
  if (known !== undefined) return known;
  const { output, intent, params, query, body } = operation;
  const input = sealed(z.object({ ...params.shape, ...query.shape, ...body.shape }));
  // A repeated command may be answered as the first was, or as a look at what is there.
  const statuses = intent === 'command' ? [200, 201] : [200];
  const plan = { id, operation, input, answer: { output, intent, statuses, fieldNames: new Set(namesIn(input)) } };
  PLANS.set(operation, plan);
  return plan;
}

function namesIn(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, field]) => [name, ...namesIn(field)]);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(namesIn);
  const inner = innerOf(schema);
  return inner === undefined ? [] : namesIn(inner);
}

/** Checks what a caller gives against the contract, strictly. No value of it gets into the issues. */
export function planCall(
  plan: OperationPlan,
  input: unknown,
  { idempotencyKey, ifMatch }: CallOptions,
): Result<CallPlan, readonly InputIssue[]> {
  const { operation } = plan;
  if (idempotencyKey !== undefined && !(operation.needsKey && KEY.test(idempotencyKey))) return refused('idempotencyKey');
  if (ifMatch !== undefined && !(operation.takesIfMatch && Number.isSafeInteger(ifMatch) && ifMatch > 0)) return refused('ifMatch');
  return parseWith(plan.input, input)
    .map((given) => ({ plan, input: given, ifMatch, target: targetOf(operation, given), body: bodyOf(operation, given) }))
    .mapErr(({ issues }) => issues);
}

const KEY = /^[A-Za-z0-9_-]{16,64}$/;
const refused = (name: string) => err(inputError([{ path: [name], code: 'value.format' }]).issues);

type Given = Readonly<Record<string, unknown>>;

function targetOf({ path, params, query }: AnyOperation, given: Given): string {
  const target = Object.keys(params.shape).reduce<string>(
    (text, name) => text.replace(`{${name}}`, encodeURIComponent(String(given[name]))),
    path,
  );
  const asked = Object.keys(query.shape)
    .filter((name) => given[name] !== undefined)
    .map((name) => [name, String(given[name])]);
  return asked.length === 0 ? target : `${target}?${new URLSearchParams(asked).toString()}`;
}

function bodyOf({ method, body }: AnyOperation, given: Given): Uint8Array<ArrayBuffer> | undefined {
  if (method === 'GET') return undefined;
  const fields = Object.keys(body.shape).map((name) => [name, given[name]]);
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(fields)));
}
