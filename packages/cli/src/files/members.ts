import { stat } from 'node:fs/promises';
import { type DivisionCode, Subject } from '@rahyar/domain';
import { NO_PLACE, NOBODY, type Roster, type SubjectCollector } from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import { type FileError, fileErrorOf } from './file-error.ts';
import { type Line, readLines } from './lines.ts';
import { parseRow, REPEATED_ID, type RowFault, rowFault } from './row.ts';
import type { RowIssue } from './row-issue.ts';
import type { RowReports } from './row-reports.ts';

/** How many rows the file has, blank lines left out, and how many of them went on. */
export type MembersRead = { readonly rows: number; readonly accepted: number };

/** `bytesTotal` is 0 when the size is not known beforehand, as for a pipe. */
export type ReadProgress = { readonly bytesRead: number; readonly bytesTotal: number; readonly rows: number };

/** What rows may refer to. A reference to anything else is a warning, and the row goes on. */
export type KnownReferences = {
  readonly roster: Pick<Roster, 'indexOf'>;
  readonly affiliatedOrganizations: { has(id: string): boolean };
  isDivision(code: DivisionCode): boolean;
};

/**
 * Reads the subjects of rahyari from a file of one JSON object per line, into the collector. A row that cannot be read is reported with its line
 * and codes, and the rest goes on; of a repeated id the first good row stays. Memory holds the collected facts and one line number per id.
 */
export async function readMembers(
  path: string,
  {
    collector,
    known,
    reports,
    onProgress,
  }: {
    collector: SubjectCollector;
    known: KnownReferences;
    reports: RowReports;
    onProgress?: ((progress: ReadProgress) => void) | undefined;
  },
): Promise<Result<MembersRead, FileError>> {
  const lineOfId = new Map<string, number>();
  let bytesRead = 0;
  let rows = 0;

  /** Why the row is refused, or nothing when it has gone on. */
  const refusalOf = (line: Line): (RowFault & { firstLine?: number }) | undefined => {
    if ('fault' in line) return rowFault(line.fault);
    const parsed = parseRow(Subject, line.text);
    if (parsed.isErr()) return parsed.error;
    const subject = parsed.value.row;
    const firstLine = lineOfId.get(subject.id);
    if (firstLine !== undefined) return { ...REPEATED_ID, firstLine };
    lineOfId.set(subject.id, line.number);
    collector.add(subject);
    const issues = unknownReferences(subject, known);
    if (issues.length > 0) reports.warn({ file: MEMBERS_FILE, line: line.number, issues, issueCount: issues.length });
    return undefined;
  };

  try {
    const bytesTotal = (await stat(path)).size;
    const onChunk = (chunk: Uint8Array): void => {
      bytesRead += chunk.length;
    };
    for await (const lines of readLines(path, { onChunk })) {
      for (const line of lines) {
        const refusal = refusalOf(line);
        if (refusal !== undefined) reports.refuse({ file: MEMBERS_FILE, line: line.number, ...refusal });
      }
      rows += lines.length;
      await reports.flush();
      if (collector.places.length > NO_PLACE) return err({ kind: 'tooManyPlaces', path });
      onProgress?.({ bytesRead, bytesTotal, rows });
    }
  } catch (cause) {
    return err(fileErrorOf(cause, path));
  }
  return ok({ rows, accepted: lineOfId.size });
}

const MEMBERS_FILE = 'members';

function unknownReferences(subject: Subject, { roster, affiliatedOrganizations, isDivision }: KnownReferences): RowIssue[] {
  const paths: RowIssue['path'][] = [];
  if (subject.home !== undefined && !isDivision(subject.home)) paths.push(['home']);
  if (subject.work !== undefined && !isDivision(subject.work)) paths.push(['work']);
  subject.socialLinks?.forEach((id, index) => {
    if (roster.indexOf(id) === NOBODY) paths.push(['socialLinks', index]);
  });
  subject.relations?.forEach(({ organization }, index) => {
    if (!affiliatedOrganizations.has(organization)) paths.push(['relations', index, 'organization']);
  });
  if (subject.subject === 'organizationBody' && !affiliatedOrganizations.has(subject.organization)) paths.push(['organization']);
  return paths.map((path) => ({ path, code: 'input.unknownReference' }));
}
