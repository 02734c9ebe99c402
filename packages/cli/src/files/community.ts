import {
  AFFILIATED_ORGANIZATIONS,
  AffiliatedOrganization,
  type Community,
  parseWith,
  RAHYARI_ORGANIZATIONS,
  RahyariOrganization,
  StaffMember,
} from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import type { FileError } from './file-error.ts';
import { readJsonFile } from './json-file.ts';
import type { JsonTextFault } from './json-text.ts';
import { eitherOf, REPEATED_ID, withTextIssues } from './row.ts';
import type { RowIssue } from './row-issue.ts';
import type { RowReports } from './row-reports.ts';

/** The community of a file, and how many staff rows the file has. The organisations that the founding text names are among the organisations. */
export type CommunityRead = {
  readonly staffRows: number;
  readonly staff: readonly StaffMember[];
  readonly rahyariOrganizations: ReadonlyMap<string, RahyariOrganization>;
  readonly affiliatedOrganizations: ReadonlyMap<string, AffiliatedOrganization>;
};

/**
 * Reads the rahyar community from a file of one JSON object of the shape of `Community`, row by row: a row that cannot be read is reported with
 * its list, position and codes, and the rest goes on. Of a repeated id the first good row stays; a row with the id of an organisation that the
 * founding text names stands in its place. A reference to what nobody declared is a warning.
 */
export async function readCommunity(path: string, { reports }: { reports: RowReports }): Promise<Result<CommunityRead, FileError>> {
  const read = await readJsonFile(path, COMMUNITY_BYTES_MAX);
  if (read.isErr()) return err(read.error);
  const { value, textFaults } = read.value;
  const issues = [
    ...shapeIssues(value),
    ...textFaults.filter((fault) => rowOf(fault) === undefined).map(({ code }) => ({ path: [], code })),
  ];
  if (issues.length > 0) return err({ kind: 'wrongShape', path, issues });

  const lists = value as Lists;
  const staff = goodRows('staff', StaffMember, lists, textFaults, reports);
  const ownRahyari = goodRows('rahyariOrganizations', RahyariOrganization, lists, textFaults, reports);
  const ownAffiliated = goodRows('affiliatedOrganizations', AffiliatedOrganization, lists, textFaults, reports);
  const community: CommunityRead = {
    staffRows: lists.staff.length,
    staff: staff.map(({ row }) => row),
    rahyariOrganizations: byId([...RAHYARI_ORGANIZATIONS, ...ownRahyari.map(({ row }) => row)]),
    affiliatedOrganizations: byId([...AFFILIATED_ORGANIZATIONS, ...ownAffiliated.map(({ row }) => row)]),
  };
  const staffIds = new Set<string>(community.staff.map(({ id }) => id));
  for (const { row, index } of staff) {
    const unknown = unknownReferences(row, community, staffIds);
    if (unknown.length > 0) reports.warn({ file: COMMUNITY_FILE, list: 'staff', index, issues: unknown, issueCount: unknown.length });
  }
  return ok(community);
}

const COMMUNITY_BYTES_MAX = 64 * 1024 * 1024;
const COMMUNITY_FILE = 'community';

type ListName = keyof Community;
type Lists = { readonly staff: readonly unknown[] } & { readonly [list in ListName]?: readonly unknown[] };

const IS_REQUIRED = { staff: true, rahyariOrganizations: false, affiliatedOrganizations: false } as const satisfies Record<
  ListName,
  boolean
>;
const isListName = (key: unknown): key is ListName => typeof key === 'string' && Object.hasOwn(IS_REQUIRED, key);

function shapeIssues(value: unknown): RowIssue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path: [], code: 'value.type' }];
  const issues: RowIssue[] = Object.keys(value).every(isListName) ? [] : [{ path: [], code: 'value.unknownKey' }];
  for (const list of Object.keys(IS_REQUIRED).filter(isListName)) {
    const rows = Object.hasOwn(value, list) ? (value as { readonly [list in ListName]?: unknown })[list] : undefined;
    if (rows === undefined && IS_REQUIRED[list]) issues.push({ path: [list], code: 'value.required' });
    if (rows !== undefined && !Array.isArray(rows)) issues.push({ path: [list], code: 'value.type' });
  }
  return issues;
}

/** The row that a fault of the text lies in; `undefined` when it lies outside all rows. */
function rowOf({ at: [list, index] }: JsonTextFault): { list: ListName; index: number } | undefined {
  return isListName(list) && typeof index === 'number' ? { list, index } : undefined;
}

function goodRows<S extends z.ZodType<{ id: string }>>(
  list: ListName,
  schema: S,
  lists: Lists,
  textFaults: readonly JsonTextFault[],
  reports: RowReports,
): { row: z.output<S>; index: number }[] {
  /** What the schema does not say as well. */
  const textIssues = new Map<number, RowIssue[]>();
  for (const fault of textFaults) {
    const place = rowOf(fault);
    if (place?.list === list && fault.code !== 'input.tooDeep')
      textIssues.set(place.index, [...(textIssues.get(place.index) ?? []), { path: [], code: fault.code }]);
  }
  const rows = new Map<string, { row: z.output<S>; index: number }>();
  (lists[list] ?? []).forEach((raw, index) => {
    const place = { file: COMMUNITY_FILE, list, index };
    const parsed = withTextIssues(eitherOf(parseWith(schema, raw)), textIssues.get(index));
    if ('fault' in parsed) reports.refuse({ ...place, ...parsed.fault });
    else {
      const first = rows.get(parsed.row.id);
      if (first === undefined) rows.set(parsed.row.id, { row: parsed.row, index });
      else reports.refuse({ ...place, ...REPEATED_ID, firstIndex: first.index });
    }
  });
  return [...rows.values()];
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]));

function unknownReferences({ employer, post }: StaffMember, community: CommunityRead, staffIds: ReadonlySet<string>): RowIssue[] {
  const issues: RowIssue[] = [];
  const check = (known: { has(id: string): boolean }, id: string, path: RowIssue['path']): void => {
    if (!known.has(id)) issues.push({ path, code: 'input.unknownReference' });
  };
  const checkAll = (known: { has(id: string): boolean }, ids: readonly string[], path: RowIssue['path']): void => {
    for (const [index, id] of ids.entries()) check(known, id, [...path, index]);
  };
  const { rahyariOrganizations, affiliatedOrganizations } = community;
  if (employer.kind === 'rahyariOrganization') check(rahyariOrganizations, employer.organization, ['employer', 'organization']);
  if (post.kind === 'assistantSecretary') check(staffIds, post.assists, ['post', 'assists']);
  if (post.kind === 'supportOfficer') checkAll(rahyariOrganizations, post.organizations, ['post', 'organizations']);
  if (post.kind === 'organizationRahyar') checkAll(affiliatedOrganizations, post.organizations, ['post', 'organizations']);
  if (post.kind === 'affairsSecretary' && post.portfolio.by === 'organization') {
    checkAll(affiliatedOrganizations, post.portfolio.organizations, ['post', 'portfolio', 'organizations']);
  }
  return issues;
}
