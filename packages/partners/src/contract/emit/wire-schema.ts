import { IsoDate } from '@rahyar/domain';
import * as z from 'zod';
import { innerOf, markOf } from '../marks.ts';
import { knownWordsOf } from '../wire.ts';
import type { JsonObject } from './json.ts';

/** Which way a message goes: a request names every field that it may have, an answer may have more than it names. */
export type Direction = 'request' | 'response';

/**
 * The JSON Schema (2020-12) of one message or part of one. Leaves carry `x-pii`, open words `x-extensible-enum`. It throws for a schema
 * that JSON Schema cannot say: a transform, a refinement of zod's own, a pattern with flags other than `u`.
 */
export function wireSchemaOf(schema: z.core.$ZodType, direction: Direction): JsonObject {
  const known = EMITTED[direction].get(schema);
  if (known !== undefined) return known;
  const made = emit(schema, direction);
  EMITTED[direction].set(schema, made);
  return made;
}

/** What was emitted so far. A schema never changes, so its document stays right for as long as it lives. */
const EMITTED = { request: new WeakMap<z.core.$ZodType, JsonObject>(), response: new WeakMap<z.core.$ZodType, JsonObject>() };

function emit(schema: z.core.$ZodType, direction: Direction): JsonObject {
  const emitted = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'throw',
    reused: 'inline',
    cycles: 'throw',
    override: ({ zodSchema, jsonSchema }) => refine(zodSchema, jsonSchema, direction),
  });
  const { $schema: _, ...plain } = JSON.parse(JSON.stringify(emitted)) as JsonObject;
  return plain;
}

type Emitted = z.core.JSONSchema.BaseSchema & { 'x-pii'?: string; 'x-extensible-enum'?: readonly string[] };

function refine(schema: z.core.$ZodType, emitted: Emitted, direction: Direction): void {
  const { def } = schema._zod;
  if (def.type === 'transform' || def.type === 'pipe') throw new Error('a wire schema has no transform');
  for (const check of def.checks ?? []) {
    if (isYearCheck(check)) emitted.allOf = [{ pattern: '^(?:19|20|21)' }];
    else assertEmitted(check);
  }
  if (schema instanceof z.ZodObject) {
    if (direction === 'request') emitted.additionalProperties = false;
    mark(schema, emitted);
    return;
  }
  if (innerOf(schema) !== undefined || schema instanceof z.ZodUnion) return;
  if (schema instanceof z.ZodISODate) emitted.format = 'date';
  if (schema instanceof z.ZodISODateTime) emitted.format = 'date-time';
  mark(schema, emitted);
  const known = knownWordsOf(schema);
  if (known !== undefined) emitted['x-extensible-enum'] = [...known];
}

/** The one refinement that a wire schema may have: the domain's civil day is of the years 1900 to 2199. */
const isYearCheck = (check: z.core.$ZodCheck): boolean =>
  check._zod.def.check === 'custom' && (IsoDate._zod.def.checks ?? []).some((own) => own === check);

const mark = (schema: z.core.$ZodType, emitted: Emitted): void => {
  const pii = markOf(schema);
  if (pii !== undefined) emitted['x-pii'] = pii;
};

/** A check that JSON Schema would lose, or read otherwise. */
function assertEmitted(check: z.core.$ZodCheck): void {
  const { def } = check._zod as { readonly def: { readonly check: string; readonly pattern?: unknown } };
  if (def.check === 'custom' || def.check === 'overwrite' || def.check === 'property') throw new Error(`a wire schema has no ${def.check}`);
  if (!(def.pattern instanceof RegExp)) return;
  if (!/^u?$/.test(def.pattern.flags)) throw new Error(`a pattern on the wire has no flag but u: ${String(def.pattern)}`);
  // JSON Schema reads every pattern as a unicode one; this throws for a text that only the older grammar takes.
  new RegExp(def.pattern.source, 'u');
}
