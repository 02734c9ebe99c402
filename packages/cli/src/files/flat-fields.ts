import { toLatinDigits } from '@rahyar/domain';
import type * as z from 'zod';

/** Reads the text or value of one cell into what the schema wants there; what cannot be read goes on as it is, for the schema to refuse. */
export type CellReader = (cell: unknown) => unknown;

/** A column of a flat table: the way to its field, and how a cell is read. `isSpread`: the field lies in the objects of a list, one item for each. */
export type FlatField = { readonly path: readonly string[]; readonly isSpread: boolean; readonly read: CellReader };

/**
 * The columns that a flat table of rows of a schema can have, by their names: the names of nested fields joined by dots. Lists are written with
 * `;` between their items; a list of objects is spread over one column for each of their fields. The fields are taken from the schema itself.
 */
export function flatFieldsOf(schema: z.core.$ZodType): ReadonlyMap<string, FlatField> {
  const fields = new Map<string, FlatField>();
  const visit = (node: z.core.$ZodType, path: readonly string[], isSpread: boolean): void => {
    const { def } = (node as z.core.$ZodTypes)._zod;
    if (def.type === 'optional') visit(def.innerType, path, isSpread);
    else if (def.type === 'union') for (const option of def.options) visit(option, path, isSpread);
    else if (def.type === 'object') for (const [name, field] of Object.entries(def.shape)) visit(field, [...path, name], isSpread);
    else if (def.type === 'array' && !isSpread && isObject(def.element)) visit(def.element, path, true);
    else if (def.type === 'array') fields.set(path.join('.'), { path, isSpread, read: readerOfList(readerOf(def.element)) });
    else fields.set(path.join('.'), { path, isSpread, read: isSpread ? readerOfList(readerOf(node)) : readerOf(node) });
  };
  visit(schema, [], false);
  return fields;
}

const isObject = (schema: z.core.$ZodType): boolean => (schema as z.core.$ZodTypes)._zod.def.type === 'object';

function readerOf(schema: z.core.$ZodType): CellReader {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return readerOf(def.innerType);
  if (def.type === 'boolean') return (cell) => (typeof cell === 'string' ? (BOOLEANS[cell] ?? cell) : cell);
  if (def.type !== 'string') return asItIs;
  if ('format' in def && def.format === 'date')
    return (cell) => (typeof cell === 'string' && !IS_ASCII.test(cell) ? toLatinDigits(cell) : cell);
  // Whole numbers are taken where any word may stand, not for codes of digits, whose leading zeros a number has lost.
  return (cell) => (typeof cell === 'bigint' || Number.isSafeInteger(cell) ? String(cell) : cell);
}

const asItIs: CellReader = (cell) => cell;

const readerOfList =
  (readItem: CellReader): CellReader =>
  (cell) => {
    const items: unknown = typeof cell === 'string' ? cell.split(';') : cell;
    return Array.isArray(items) ? items.map(readItem) : items;
  };

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  TRUE: true,
  FALSE: false,
  True: true,
  False: false,
  '1': true,
  '0': false,
};
const IS_ASCII = /^[\0-\x7f]*$/;
