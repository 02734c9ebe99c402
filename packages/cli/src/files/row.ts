import { type InputError, MAX_ISSUES, parseWith } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import type * as z from 'zod';
import { acceptanceOf } from './acceptance.ts';
import { jsonTextFaults } from './json-text.ts';
import type { RowIssue, RowIssueCode } from './row-issue.ts';

/** Why a row was refused. At most 100 issues are listed; `issueCount` is the true number. */
export type RowFault = { readonly issues: readonly RowIssue[]; readonly issueCount: number };

/** `fieldCount` is the number of fields that the row was written with, at every depth, those included that the schema leaves out. */
export type RowParsed<Row> = { readonly row: Row; readonly fieldCount: number } | { readonly fault: RowFault };

/** Parses rows with a schema: the text of a JSON object, or a value that another format has been read into. */
export type RowParser<Row> = {
  /** Strictly: what `JSON.parse` passes over in silence is a fault too. */
  ofText(text: string): RowParsed<Row>;
  ofValue(value: unknown): { readonly row: Row } | { readonly fault: RowFault };
};

/** The quick check answers for the common row, the schema for every other; which of them did is not to be seen in the answer. */
export function createRowParser<S extends z.ZodType>(schema: S): RowParser<z.output<S>> {
  const accepts = acceptanceOf(schema);

  const ofValue: RowParser<z.output<S>>['ofValue'] = (value) =>
    accepts(value) ? { row: value as z.output<S> } : eitherOf(parseWith(schema, value));

  const ofText: RowParser<z.output<S>>['ofText'] = (text) => {
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      return { fault: rowFault('input.notJson') };
    }
    const parsed = ofValue(raw);
    if ('fault' in parsed && parsed.fault.issues.some(({ code }) => code === 'input.tooDeep')) return parsed;
    const fieldCount = countFields(raw);
    // Where nothing is escaped and no colon stands in a string, each colon is a field, and none is missing from what was parsed.
    const isPlain = !text.includes('\\') && countColons(text) === fieldCount;
    const checked = isPlain
      ? parsed
      : withTextIssues(
          parsed,
          jsonTextFaults(text).map(({ code }) => ({ path: [], code })),
        );
    return 'fault' in checked ? checked : { row: checked.row, fieldCount };
  };

  return { ofText, ofValue };
}

type Either<Row> = { readonly row: Row } | { readonly fault: RowFault };

export const eitherOf = <Row>(parsed: Result<Row, InputError>): Either<Row> =>
  parsed.match<Either<Row>>(
    (row) => ({ row }),
    ({ issues, issueCount }) => ({ fault: { issues, issueCount } }),
  );

/** A parsed value is still at fault when its text was. */
export function withTextIssues<Row>(parsed: Either<Row>, textIssues: readonly RowIssue[] = []): Either<Row> {
  if (textIssues.length === 0) return parsed;
  const { issues, issueCount } = 'fault' in parsed ? parsed.fault : NO_FAULT;
  return { fault: { issues: [...textIssues, ...issues].slice(0, MAX_ISSUES), issueCount: textIssues.length + issueCount } };
}

/** A fault of the row as a whole. */
export const rowFault = (code: RowIssueCode): RowFault => ({ issues: [{ path: [], code }], issueCount: 1 });

/** The fault of a row whose id an earlier row has. */
export const REPEATED_ID: RowFault = { issues: [{ path: ['id'], code: 'input.duplicateId' }], issueCount: 1 };

const NO_FAULT: RowFault = { issues: [], issueCount: 0 };

/** The number of named fields, at every depth. The value must not be deeper than the limit of all input. */
export function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const child of value) if (typeof child === 'object') count += countFields(child);
    return count;
  }
  for (const name in value) {
    count++;
    const child = (value as Record<string, unknown>)[name];
    if (typeof child === 'object') count += countFields(child);
  }
  return count;
}

function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count++;
  return count;
}
