import { type InputError, MAX_ISSUES, parseWith } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import { jsonTextFaults } from './json-text.ts';
import type { RowIssue, RowIssueCode } from './row-issue.ts';

/** Why a row was refused. At most 100 issues are listed; `issueCount` is the true number. */
export type RowFault = { readonly issues: readonly RowIssue[]; readonly issueCount: number };

/**
 * Parses the text of one row with a schema, strictly: what `JSON.parse` passes over in silence is a fault too.
 * `fieldCount` is the number of fields that the text has, at every depth, those included that the schema leaves out.
 */
export function parseRow<S extends z.ZodType>(schema: S, text: string): Result<{ row: z.output<S>; fieldCount: number }, RowFault> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return err(rowFault('input.notJson'));
  }
  const parsed = parseWith(schema, raw);
  if (parsed.isErr() && parsed.error.issues.some(({ code }) => code === 'input.tooDeep')) return err(parsed.error);
  const fieldCount = countFields(raw);
  // Where nothing is escaped and no colon stands in a string, each colon is a field, and none is missing from what was parsed.
  const isPlain = !text.includes('\\') && countColons(text) === fieldCount;
  const textIssues = isPlain ? [] : jsonTextFaults(text).map(({ code }): RowIssue => ({ path: [], code }));
  return withTextIssues(parsed, textIssues).map((row) => ({ row, fieldCount }));
}

/** A parsed value is still at fault when its text was. */
export function withTextIssues<T>(parsed: Result<T, InputError>, textIssues: readonly RowIssue[] = []): Result<T, RowFault> {
  if (parsed.isOk() && textIssues.length === 0) return ok(parsed.value);
  const { issues, issueCount } = parsed.isErr() ? parsed.error : NO_FAULT;
  return err({ issues: [...textIssues, ...issues].slice(0, MAX_ISSUES), issueCount: textIssues.length + issueCount });
}

/** A fault of the row as a whole. */
export const rowFault = (code: RowIssueCode): RowFault => ({ issues: [{ path: [], code }], issueCount: 1 });

/** The fault of a row whose id an earlier row has. */
export const REPEATED_ID: RowFault = { issues: [{ path: ['id'], code: 'input.duplicateId' }], issueCount: 1 };

const NO_FAULT: RowFault = { issues: [], issueCount: 0 };

/** The number of named fields, at every depth. The value must not be deeper than the limit of all input. */
export function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let count = children === value ? 0 : children.length;
  for (const child of children) if (typeof child === 'object') count += countFields(child);
  return count;
}

function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count++;
  return count;
}
