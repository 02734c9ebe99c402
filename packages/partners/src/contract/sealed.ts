import * as z from 'zod';

/** Copies made so far. A schema never changes, so a copy stays right for as long as its original lives. */
const SEALED = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The same schema with every object in it, however deep, refusing fields that it does not name: what a request is held against.
 * Objects, lists, unions, optional, nullable, read-only and defaulted parts are copied; marks and known words hold for the copy too.
 */
export function sealed<S extends z.ZodType>(schema: S): S {
  return sealedPart(schema) as S;
}

function sealedPart(schema: z.core.$ZodType): z.core.$ZodType {
  const known = SEALED.get(schema);
  if (known !== undefined) return known;
  const made = copyOf(schema);
  SEALED.set(schema, made);
  SEALED.set(made, made);
  return made;
}

function copyOf(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape);
    const shape = fields.map(([name, field]): [string, z.core.$ZodType] => [name, sealedPart(field)]);
    return changed(schema, { shape: Object.fromEntries(shape), catchall: z.never() });
  }
  if (schema instanceof z.ZodArray) return changed(schema, { element: sealedPart(schema.element) });
  if (schema instanceof z.ZodUnion) return changed(schema, { options: schema.options.map(sealedPart) });
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodDefault
  )
    return changed(schema, { innerType: sealedPart(schema.def.innerType) });
  return schema;
}

/** A copy whose parent is the original: zod looks for what a registry holds of the copy at its parent too. */
const changed = (schema: z.ZodType, parts: object): z.core.$ZodType => z.clone(schema, { ...schema.def, ...parts }, { parent: true });
