import { type DivisionCode, parentDivision } from '@rahyar/domain';
import { CITIES, CITY_REGIONS, COUNTIES, DISTRICTS, PROVINCES, RURAL_DISTRICTS } from './data/divisions.ts';
import type { AdministrativeLevel, Division, Province } from './division.ts';
import { once } from './once.ts';
import { rowsOf } from './rows.ts';

/** All divisions, or those of one level, in code order: a division stands before what lies in it. */
export const divisions = (level?: AdministrativeLevel): readonly Division[] =>
  level === undefined ? registry().all : registry().byLevel[level];

/** The 31 provinces with their English names and ISO codes, in code order. */
export const provinces = (): readonly Province[] => registry().byLevel.province;

/** The division of a code in canonical form (Latin digits, zero-padded); O(1). */
export const findDivision = (code: string): Division | undefined => registry().byCode.get(code);

/** What lies directly in a division, in code order; empty for an unknown code. */
export const childrenOf = (code: string): readonly Division[] => registry().children.get(code) ?? NONE;

/** The divisions around one, the province first, itself not among them; empty for a province and for an unknown code. */
export function ancestorsOf(code: string): readonly Division[] {
  const parent = findDivision(findDivision(code)?.parent ?? '');
  return parent === undefined ? NONE : [...ancestorsOf(parent.code), parent];
}

/** The province in which a division lies; a province lies in itself. */
export const provinceOf = (code: string): Province | undefined =>
  registry().byCode.has(code) ? provinces().find((province) => code.startsWith(province.code)) : undefined;

const NONE: readonly Division[] = Object.freeze([]);

const registry = once(() => {
  const byLevel = {
    province: Object.freeze(
      rowsOf(PROVINCES).map(
        ([code, name = '', en = '', iso = '']): Province => Object.freeze({ code, level: 'province', name, parent: undefined, en, iso }),
      ),
    ),
    county: divisionsOf('county', COUNTIES),
    district: divisionsOf('district', DISTRICTS),
    city: divisionsOf('city', CITIES),
    cityRegion: divisionsOf('cityRegion', CITY_REGIONS),
    ruralDistrict: divisionsOf('ruralDistrict', RURAL_DISTRICTS),
  } as const satisfies Record<AdministrativeLevel, readonly Division[]>;
  const all: readonly Division[] = Object.freeze(Object.values(byLevel).flat().sort(inCodeOrder));
  return {
    all,
    byLevel,
    byCode: new Map<string, Division>(all.map((division) => [division.code, division])),
    children: childrenByParent(all),
  };
});

const divisionsOf = (level: AdministrativeLevel, table: string): readonly Division[] =>
  Object.freeze(rowsOf(table).map(([code, name = '']): Division => Object.freeze({ code, level, name, parent: parentDivision(code) })));

function childrenByParent(all: readonly Division[]): ReadonlyMap<string, readonly Division[]> {
  const children = new Map<DivisionCode, Division[]>();
  for (const division of all) {
    if (division.parent === undefined) continue;
    const siblings = children.get(division.parent);
    if (siblings === undefined) children.set(division.parent, [division]);
    else siblings.push(division);
  }
  for (const siblings of children.values()) Object.freeze(siblings);
  return children;
}

const inCodeOrder = (a: Division, b: Division): number => (a.code < b.code ? -1 : 1);
