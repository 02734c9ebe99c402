import { type DivisionCode, withinDivision } from '@rahyar/domain';
import { DIVISION_ALIASES } from './data/division-aliases.ts';
import { ADMINISTRATIVE_LEVELS, type AdministrativeLevel, type Division } from './division.ts';
import { divisions, provinces } from './divisions.ts';
import { nameKey } from './name-key.ts';
import { once } from './once.ts';
import { rowsOf } from './rows.ts';

export type DivisionSearch = {
  readonly level?: AdministrativeLevel;
  /** Only this division and what lies in it. */
  readonly within?: DivisionCode;
  readonly countMax?: number;
};

/**
 * Divisions by a name or a part of it, however typed: Arabic letters, half-spaces, spaces and hamza make no difference, and older and
 * popular names (باختران, رضاییه) and the English names of provinces are known. The best come first: the very name, then another name,
 * then names that begin so, then names that hold it; of equal merit the larger level first, then the smaller code.
 * An empty query finds nothing.
 */
export function searchDivisions(query: string, { level, within, countMax }: DivisionSearch = {}): readonly Division[] {
  const key = nameKey(query);
  if (key === '') return [];
  const found: Division[][] = ADMINISTRATIVE_LEVELS.flatMap(() => MERITS.map(() => []));
  for (const entry of index()) {
    const { division } = entry;
    if (level !== undefined && division.level !== level) continue;
    if (within !== undefined && !withinDivision(division.code, within)) continue;
    if (!entry.keys.some((name) => name.includes(key))) continue;
    const merit = MERITS.findIndex((holds) => holds(entry, key));
    found[merit * ADMINISTRATIVE_LEVELS.length + entry.levelRank]?.push(division);
  }
  return found.flat().slice(0, countMax);
}

type Entry = { readonly division: Division; readonly levelRank: number; readonly keys: readonly [name: string, ...otherNames: string[]] };

/** The merit of an entry whose names hold the key: the first of these that is true. */
const MERITS: readonly ((entry: Entry, key: string) => boolean)[] = [
  ({ keys: [name] }, key) => name === key,
  ({ keys }, key) => keys.includes(key),
  ({ keys }, key) => keys.some((name) => name.startsWith(key)),
  () => true,
];

/** In code order, with the names as keys. */
const index = once((): readonly Entry[] => {
  const otherNames = new Map<string, string[]>();
  for (const [code, alias = ''] of rowsOf(DIVISION_ALIASES)) otherNames.set(code, [...(otherNames.get(code) ?? []), alias]);
  for (const { code, en } of provinces()) otherNames.set(code, [...(otherNames.get(code) ?? []), en]);
  return divisions().map((division) => ({
    division,
    levelRank: ADMINISTRATIVE_LEVELS.indexOf(division.level),
    keys: [nameKey(division.name), ...(otherNames.get(division.code) ?? []).map(nameKey)],
  }));
});
