import * as z from 'zod';
import { innerOf, markOf } from '../contract/marks.ts';

/**
 * A copy of a value that may be logged: of each field that its schema names, what is marked `none` stays, and what is marked otherwise
 * becomes `[identifier]`, `[contact]`, `[financial]` or `[biometric]`. What no mark speaks for becomes `[unmarked]`; unknown fields are dropped.
 */
export function redacted(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const mark = markOf(schema);
  if (mark !== undefined && mark !== 'none') return `[${mark}]`;
  if (schema instanceof z.ZodArray) return Array.isArray(value) ? value.map((item) => redacted(schema.element, item)) : UNMARKED;
  const inner = innerOf(schema);
  if (inner !== undefined) return redacted(inner, value);
  if (schema instanceof z.ZodUnion) return redactedUnion(schema.options, value);
  if (schema instanceof z.ZodObject) return redactedFields(schema.shape, value);
  // A mark speaks for values of its schema only: what does not fit may be anything.
  return mark === 'none' && z.safeParse(schema, value).success ? value : UNMARKED;
}

const UNMARKED = '[unmarked]';

function redactedFields(shape: Readonly<Record<string, z.core.$ZodType>>, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return UNMARKED;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]) => (Object.hasOwn(given, name) ? [[name, redacted(field, given[name])]] : [])),
  );
}

/** By the option that the value is one of. */
function redactedUnion(options: readonly z.core.$ZodType[], value: unknown): unknown {
  const option = options.find((one) => z.safeParse(one, value).success);
  return option === undefined ? UNMARKED : redacted(option, value);
}
