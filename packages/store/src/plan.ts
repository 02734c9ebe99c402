import type { IsoDate } from '@rahyar/domain';

/** One file of a plan: how many rows it has and the SHA-256 of its bytes, in lower-case hexadecimal. */
export type PlanPart = { readonly name: string; readonly rows: number; readonly sha256: string };

/** What a plan consists of. Names and ids are 1 to 100 letters, digits and `_ . -`; at most 10,000 parts, no name twice. */
export type PlanManifest = { readonly id: string; readonly parts: readonly PlanPart[] };

/** The plan in force and the civil day in Tehran that it was made for. */
export type PublishedPlan = { readonly manifest: PlanManifest; readonly on: IsoDate };

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
const PARTS_MAX = 10_000;

/** Reads a manifest from an unknown value as a frozen copy; `undefined` if it is none. Fields without a name here are left out. */
export function readManifest(input: unknown): PlanManifest | undefined {
  const { id, parts } = fieldsOf(input);
  if (!isName(id) || !Array.isArray(parts) || parts.length > PARTS_MAX) return undefined;
  const read = parts.map(readPart);
  const known = read.filter((part) => part !== undefined);
  if (known.length < read.length || new Set(known.map(({ name }) => name)).size < known.length) return undefined;
  return Object.freeze({ id, parts: Object.freeze(known) });
}

function readPart(input: unknown): PlanPart | undefined {
  const { name, rows, sha256 } = fieldsOf(input);
  if (!isName(name) || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  if (typeof rows !== 'number' || !Number.isSafeInteger(rows) || rows < 0) return undefined;
  return Object.freeze({ name, rows, sha256 });
}

const fieldsOf = (input: unknown): { readonly [field: string]: unknown } =>
  typeof input === 'object' && input !== null ? (input as { readonly [field: string]: unknown }) : {};

const isName = (input: unknown): input is string => typeof input === 'string' && NAME.test(input);
