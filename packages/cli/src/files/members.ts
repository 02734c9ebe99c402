import { stat } from 'node:fs/promises';
import type { DivisionCode, RahyariPolicy, Subject } from '@rahyar/domain';
import { NO_PLACE, NOBODY, type Roster } from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import { type FileError, fileErrorOf } from './file-error.ts';
import type { ReadRow } from './read-row.ts';
import { REPEATED_ID, type RowFault } from './row.ts';
import type { RowIssue } from './row-issue.ts';
import type { RowReports } from './row-reports.ts';
import { formatOf, type RowFormat, readSubjectRows } from './subject-rows.ts';
import { createSubjectStore, type SubjectFacts } from './subject-store.ts';

/** How many rows the file has, blank lines left out, how many of them went on, and what they say. */
export type MembersRead = { readonly rows: number; readonly accepted: number; readonly facts: SubjectFacts };

/** `bytesTotal` is 0 when the size is not known beforehand, as for a pipe. */
export type ReadProgress = { readonly bytesRead: number; readonly bytesTotal: number; readonly rows: number };

/** What rows may refer to. A reference to anything else is a warning, and the row goes on. */
export type KnownReferences = {
  readonly roster: Pick<Roster, 'indexOf'>;
  readonly affiliatedOrganizations: { has(id: string): boolean };
  isDivision(code: DivisionCode): boolean;
};

export type MembersInput = {
  readonly policy: RahyariPolicy;
  readonly known: KnownReferences;
  readonly reports: RowReports;
  /** The format of the file; without it, the ending of its name tells. */
  readonly format?: RowFormat | undefined;
  /** Yesterday's rahyar of a subject, an index into the staff, or NOBODY. */
  readonly previousOf?: ((id: string) => number) | undefined;
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
};

/**
 * Reads the subjects of rahyari from a file of rows: NDJSON, CSV or Parquet. A row that cannot be read is reported with its line or number and
 * codes, and the rest goes on; of a repeated id the first good row stays. Memory grows by the columns and the ids, about 60 bytes a subject.
 */
export async function readMembers(path: string, input: MembersInput): Promise<Result<MembersRead, FileError>> {
  const { policy, known, reports, format = formatOf(path), previousOf, onProgress } = input;
  const subjects = createSubjectStore(policy, known.roster.indexOf);
  const unknownReferences = createReferenceCheck(known);
  const hasLines = format !== 'parquet';
  let bytesRead = 0;
  let rows = 0;

  const placeOf = (number: number) => ({ file: MEMBERS_FILE, ...(hasLines ? { line: number } : { row: number }) });
  const refuse = (number: number, fault: RowFault): void => reports.refuse({ ...placeOf(number), ...fault });
  const take = (read: ReadRow<Subject>): void => {
    const { number } = read;
    if ('fault' in read) {
      refuse(number, read.fault);
      return;
    }
    const { row } = read;
    if (!subjects.add(row, number, previousOf?.(row.id) ?? NOBODY)) {
      const first = subjects.numberInFileOf(row.id);
      refuse(number, { ...REPEATED_ID, ...(hasLines ? { firstLine: first } : { firstRow: first }) });
      return;
    }
    const issues = unknownReferences(row);
    if (issues.length > 0) reports.warn({ ...placeOf(number), issues, issueCount: issues.length });
  };

  try {
    const bytesTotal = (await stat(path)).size;
    const onChunk = (chunk: Uint8Array): void => {
      bytesRead += chunk.length;
    };
    for await (const batch of readSubjectRows({ path, onChunk }, format)) {
      if (batch.isErr()) return err(batch.error);
      for (const row of batch.value) take(row);
      rows += batch.value.length;
      await reports.flush();
      if (subjects.placeCount > NO_PLACE) return err({ kind: 'tooManyPlaces', path });
      onProgress?.({ bytesRead, bytesTotal, rows });
    }
  } catch (cause) {
    return err(fileErrorOf(cause, path));
  }
  const accepted = subjects.count;
  const facts = subjects.toFacts();
  return facts.places.length > NO_PLACE ? err({ kind: 'tooManyPlaces', path }) : ok({ rows, accepted, facts });
}

export const MEMBERS_FILE = 'members';

/** Says which references of a subject lead nowhere. Each place is looked up once, however many live there. */
export function createReferenceCheck({
  roster,
  affiliatedOrganizations,
  isDivision,
}: KnownReferences): (subject: Subject) => readonly RowIssue[] {
  const answers = new Map<DivisionCode, boolean>();
  const isKnownPlace = (code: DivisionCode): boolean => {
    const known = answers.get(code);
    if (known !== undefined) return known;
    const answer = isDivision(code);
    answers.set(code, answer);
    return answer;
  };
  return (subject) => {
    const issues: RowIssue[] = [];
    const unknown = (...path: RowIssue['path'][number][]): void => {
      issues.push({ path, code: 'input.unknownReference' });
    };
    if (subject.home !== undefined && !isKnownPlace(subject.home)) unknown('home');
    if (subject.work !== undefined && !isKnownPlace(subject.work)) unknown('work');
    subject.socialLinks?.forEach((id, index) => {
      if (roster.indexOf(id) === NOBODY) unknown('socialLinks', index);
    });
    subject.relations?.forEach(({ organization }, index) => {
      if (!affiliatedOrganizations.has(organization)) unknown('relations', index, 'organization');
    });
    if (subject.subject === 'organizationBody' && !affiliatedOrganizations.has(subject.organization)) unknown('organization');
    return issues;
  };
}
