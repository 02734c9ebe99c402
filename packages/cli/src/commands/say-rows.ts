import { FILE_ERROR_LABELS, type FileError } from '../files/file-error.ts';
import { ROW_ISSUE_LABELS, type RowIssue } from '../files/row-issue.ts';
import type { RowReport, RowReports, RowTally } from '../files/row-reports.ts';
import type { Terminal } from '../terminal.ts';

const SHOWN = 10;

export function complainOfFile({ kind, path, issues = [] }: FileError, terminal: Terminal): void {
  terminal.complain(`${path}: ${FILE_ERROR_LABELS[kind][terminal.language]}`);
  for (const issue of issues.slice(0, SHOWN)) terminal.complain(`  ${issueText(issue, terminal)}`);
}

/** Tells how many rows were refused and warned of, and the first of them, by line and reason; nothing of their content. */
export function complainOfRows({ refused, warned }: Pick<RowReports, 'refused' | 'warned'>, terminal: Terminal): void {
  complainOfTally('refused', refused, terminal);
  complainOfTally('went on with a warning', warned, terminal);
}

function complainOfTally(outcome: string, { count, first }: RowTally, terminal: Terminal): void {
  if (count === 0) return;
  terminal.complain(`${count.toLocaleString('en')} rows ${outcome}:`);
  for (const report of first.slice(0, SHOWN)) {
    terminal.complain(`  ${placeOf(report)}  ${report.issues.map((issue) => issueText(issue, terminal)).join('; ')}`);
  }
  if (count > SHOWN) terminal.complain(`  … and ${(count - SHOWN).toLocaleString('en')} more`);
}

function placeOf({ file, line, row, list, index }: RowReport): string {
  if (line !== undefined) return `${file} line ${line}`;
  return row !== undefined ? `${file} row ${row}` : `${file} ${list ?? ''}[${index ?? ''}]`;
}

function issueText({ path, code }: RowIssue, { language }: Terminal): string {
  const label = `${ROW_ISSUE_LABELS[code][language]} (${code})`;
  return path.length === 0 ? label : `${path.join('.')}: ${label}`;
}

export const rowFigures = ({ refused, warned }: Pick<RowReports, 'refused' | 'warned'>) => ({
  refusedRows: refused.count,
  warnedRows: warned.count,
});
