import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type * as z from 'zod';
import { type Line, readLines } from './lines.ts';
import { MANIFEST_FILE, type Manifest, type PlanPart, partOf } from './plan-format.ts';
import { countFields, createRowParser, rowFault } from './row.ts';
import type { RowIssue } from './row-issue.ts';
import type { RowReports } from './row-reports.ts';

/** Says what is wrong with a row; what is only to be known about it is a warning. */
export type SayOfRow = (issues: readonly RowIssue[], severity?: 'fault' | 'warning') => void;

/**
 * Reads one part of a plan, row by row, and holds it against the manifest. Rows that cannot be read are reported and passed over; fields that the
 * schema does not know are ignored and counted. System errors are thrown.
 */
export async function readPlanRows<S extends z.ZodType>(
  directory: string,
  part: PlanPart,
  schema: S,
  { manifest, reports, onChunk }: { manifest: Manifest; reports: RowReports; onChunk: (chunk: Uint8Array) => void },
  take: (row: z.output<S>, line: number, say: SayOfRow) => void,
): Promise<void> {
  const listed = manifest.files.find((file) => partOf(file.name) === part);
  const name = listed?.name ?? part;
  const parser = createRowParser(schema);
  const hash = createHash('sha256');
  let rows = 0;

  const takeLine = (line: Line): void => {
    const place = { file: part, line: line.number };
    const parsed = 'fault' in line ? { fault: rowFault(line.fault) } : parser.ofText(line.text);
    if ('fault' in parsed) {
      reports.refuse({ ...place, ...parsed.fault });
      return;
    }
    const { row, fieldCount } = parsed;
    const ignoredCount = fieldCount - countFields(row);
    if (ignoredCount > 0) reports.warn({ ...place, ...rowFault('plan.ignoredField'), issueCount: ignoredCount });
    take(row, line.number, (issues, severity = 'fault') => {
      if (issues.length > 0) reports[severity === 'fault' ? 'refuse' : 'warn']({ ...place, issues, issueCount: issues.length });
    });
  };

  const lines = readLines(join(directory, name), {
    onChunk: (chunk) => {
      hash.update(chunk);
      onChunk(chunk);
    },
  });
  for await (const batch of lines) {
    rows += batch.length;
    batch.forEach(takeLine);
  }

  if (listed === undefined) reports.refuse({ file: MANIFEST_FILE, issues: [{ path: ['files'], code: 'value.required' }], issueCount: 1 });
  else {
    if (listed.sha256 !== hash.digest('hex')) reports.refuse({ file: part, ...rowFault('plan.checksum') });
    if (listed.rows !== rows) reports.refuse({ file: part, ...rowFault('plan.count') });
  }
}
