/// <reference types="node" />
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The modules of `src/data/`, by file name, as `data/*.csv` says they must be.
 * Deterministic. Throws on a row that contradicts another: an unsorted or unknown code, a correction that corrects nothing, a wrong sum.
 */
export function generatedModules(): ReadonlyMap<string, string> {
  const corrections = nameCorrections();
  const divisions = LEVELS.map(({ name, file, codeLength, source }) => {
    const rows = rowsOf(file).map((row) => corrected(row, corrections));
    assertCodes(file, rows, codeLength);
    return { name, source, rows };
  });
  if (corrections.size > 0) throw new Error(`name-corrections.csv names rows that do not exist: ${[...corrections.keys()].join(', ')}`);

  const cities = codesOf(divisions, 'CITIES');
  const counties = codesOf(divisions, 'COUNTIES');
  const known = new Set(divisions.flatMap(({ rows }) => rows.map(([code]) => code)));

  return new Map([
    ['divisions.ts', moduleOf(['LICENSE.iran-cities'], divisions)],
    [
      'city-coordinates.ts',
      moduleOf(
        ['LICENSE.typhoon-iran-cities', 'NOTICE.geonames'],
        [{ name: 'CITY_COORDINATES', source: COORDINATES_SOURCE, rows: coordinateRows(cities) }],
      ),
    ],
    ['county-population.ts', moduleOf([], [{ name: 'COUNTY_POPULATION', source: POPULATION_SOURCE, rows: populationRows(counties) }])],
    ['county-seats.ts', moduleOf([], [{ name: 'COUNTY_SEATS', source: SEATS_SOURCE, rows: knownRows('county-seats.csv', known) }])],
    ['division-aliases.ts', moduleOf([], [{ name: 'DIVISION_ALIASES', source: ALIASES_SOURCE, rows: aliasRows(known) }])],
  ]);
}

type Row = readonly [code: string, ...values: string[]];
type Table = { readonly name: string; readonly source: string; readonly rows: readonly Row[] };

const LEVELS = [
  { name: 'PROVINCES', file: 'provinces.csv', codeLength: 2, source: 'Code, name, English name, ISO 3166-2 code (2020).' },
  { name: 'COUNTIES', file: 'counties.csv', codeLength: 4, source: 'Code, name.' },
  { name: 'DISTRICTS', file: 'districts.csv', codeLength: 6, source: 'Code, name.' },
  { name: 'CITIES', file: 'cities.csv', codeLength: 10, source: 'Code, name.' },
  { name: 'CITY_REGIONS', file: 'city-regions.csv', codeLength: 10, source: 'Code, name.' },
  { name: 'RURAL_DISTRICTS', file: 'rural-districts.csv', codeLength: 10, source: 'Code, name.' },
] as const;

const COORDINATES_SOURCE = 'Code, latitude, longitude in degrees. Cities whose place is in doubt are left out.';
const POPULATION_SOURCE = 'County code of the census, men, women. Statistical Centre of Iran, census of 1395.';
const SEATS_SOURCE = 'County, its seat, where neither a name nor the order of codes tells it.';
const ALIASES_SOURCE = 'Code, another name under which people look for it.';

/** Coordinates are kept to five decimals, about one metre. */
function coordinateRows(cities: ReadonlySet<string>): Row[] {
  const withheld = new Set(knownRows('city-coordinates-withheld.csv', cities).map(([code]) => code));
  const corrected = new Map(
    knownRows('city-coordinates-corrected.csv', cities).map(([code, , latitude, longitude]) => [code, [latitude, longitude]]),
  );
  for (const code of corrected.keys()) if (withheld.has(code)) throw new Error(`city ${code} is both corrected and withheld`);
  return knownRows('city-coordinates.csv', cities)
    .filter(([code]) => !withheld.has(code))
    .map(
      ([code, ...measured]): Row => [
        code,
        ...(corrected.get(code) ?? measured).map((degrees) => String(Number(Number(degrees).toFixed(5)))),
      ],
    );
}

function populationRows(counties: ReadonlySet<string>): Row[] {
  return knownRows('county-population-1395.csv', counties).map(([code, male, female, total]): Row => {
    if (Number(male) + Number(female) !== Number(total)) throw new Error(`men and women of county ${code} are not its total`);
    return [code, String(male), String(female)];
  });
}

const aliasRows = (known: ReadonlySet<string>): Row[] => knownRows('aliases.csv', known).map(([code, alias]): Row => [code, String(alias)]);

/** A city region is written `تهران 1`, with one space, whatever the source has. */
function corrected([code, name = '', ...values]: Row, corrections: Map<string, readonly string[]>): Row {
  const [written, better] = corrections.get(code) ?? [];
  if (better === undefined) return [code, name.replace(/\s*(\d+)-?$/, ' $1'), ...values];
  if (written !== name) throw new Error(`the name of ${code} is not written as its correction says`);
  corrections.delete(code);
  return [code, better, ...values];
}

const nameCorrections = (): Map<string, readonly string[]> =>
  new Map(rowsOf('name-corrections.csv').map(([code, ...names]) => [code, names]));

function codesOf(tables: readonly Table[], name: string): ReadonlySet<string> {
  return new Set(tables.filter((table) => table.name === name).flatMap(({ rows }) => rows.map(([code]) => code)));
}

function knownRows(file: string, known: ReadonlySet<string>): Row[] {
  const rows = rowsOf(file);
  const stranger = rows.find(([code]) => !known.has(code))?.[0];
  if (stranger !== undefined) throw new Error(`${file} names the unknown division ${stranger}`);
  return rows;
}

function assertCodes(file: string, rows: readonly Row[], codeLength: number): void {
  rows.forEach(([code], i) => {
    if (!/^\d+$/.test(code) || code.length !== codeLength) throw new Error(`${file}: ${code} is not a code of ${codeLength} digits`);
    if (i > 0 && code <= (rows[i - 1]?.[0] ?? '')) throw new Error(`${file}: ${code} is out of order`);
  });
}

/** The files have no quoted fields. */
function rowsOf(file: string): Row[] {
  const [, ...lines] = readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    if (/["\t`\\$]/.test(line)) throw new Error(`${file}: a character that this format does not know`);
    const [code = '', ...values] = line.split(',');
    return [code, ...values];
  });
}

/** The notices are a legal comment, so that bundlers carry them on. */
function moduleOf(noticeFiles: readonly string[], tables: readonly Table[]): string {
  const notices = noticeFiles.map((file) => readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8'));
  const header = notices.length === 0 ? '' : `/*!\n${notices.join('\n')}*/\n`;
  const body = tables.map(
    ({ name, source, rows }) => `/** ${source} */\nexport const ${name} = \`${rows.map((row) => row.join('\t')).join('\n')}\`;\n`,
  );
  return `${header}// Generated by generate.ts from data/*.csv; edit those.\n\n${body.join('\n')}`;
}

if (import.meta.main) {
  for (const [file, content] of generatedModules()) writeFileSync(new URL(`src/data/${file}`, import.meta.url), content);
}
