import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import { INPUT_ISSUE_LABELS, type InputError, type InputIssueCode, inputError, issueOf } from './input-error.ts';

/** Bounds checked before any schema sees the input; zod itself overflows the stack at a depth near 1,000. */
export const INPUT_LIMITS = { depth: 64, nodes: 200_000, stringLength: 10_000, textBytes: 16 * 1024 * 1024 } as const;

/**
 * Parses an unknown value with a schema of this package.
 * Never throws: a hostile value is an error with codes, and no value or key of the input appears in it.
 */
export function parseWith<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>, InputError> {
  const excess = boundsExceeded(input);
  if (excess !== undefined) return err(issueOf(excess));
  const parsed = schema.safeParse(input, { error: wordWithCode });
  return parsed.success ? ok(parsed.data) : err(fromZod(parsed.error));
}

/** Parses one JSON text, bounded in size before and in depth after `JSON.parse`. */
export function parseJsonWith<S extends z.ZodType>(schema: S, text: string): Result<z.output<S>, InputError> {
  if (text.length > INPUT_LIMITS.textBytes) return err(issueOf('input.tooLarge'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err(issueOf('input.notJson'));
  }
  return parseWith(schema, value);
}

/** Walks the value without recursion, so that depth cannot overflow the stack. */
function boundsExceeded(input: unknown): InputIssueCode | undefined {
  let nodes = 0;
  const open: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (++nodes > INPUT_LIMITS.nodes) return 'input.tooLarge';
    if (typeof value === 'string' && value.length > INPUT_LIMITS.stringLength) return 'input.tooLarge';
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= INPUT_LIMITS.depth) return 'input.tooDeep';
    const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (nodes + children.length > INPUT_LIMITS.nodes) return 'input.tooLarge';
    for (const child of children) open.push({ value: child, depth: depth + 1 });
  }
  return undefined;
}

const ZOD_CODES: Partial<Record<string, InputIssueCode>> = {
  invalid_type: 'value.type',
  too_small: 'value.tooSmall',
  too_big: 'value.tooBig',
  invalid_format: 'value.format',
  invalid_value: 'value.option',
  invalid_union: 'value.option',
  unrecognized_keys: 'value.unknownKey',
};

/** zod lets the caller word each issue; the "words" here are our codes, so no locale and no input text can get in. */
const wordWithCode = (issue: z.core.$ZodRawIssue): InputIssueCode =>
  issue.input === undefined && issue.code !== 'unrecognized_keys' ? 'value.required' : (ZOD_CODES[issue.code] ?? 'value.format');

const fromZod = (error: z.ZodError): InputError =>
  inputError(
    error.issues.map((issue) => ({
      path: issue.path.filter((step): step is string | number => typeof step !== 'symbol'),
      code: isInputIssueCode(issue.message) ? issue.message : 'value.format',
    })),
  );

const isInputIssueCode = (code: string): code is InputIssueCode => Object.hasOwn(INPUT_ISSUE_LABELS, code);
