import * as z from 'zod';
import type { NamedOperation } from '../contract/capability.ts';
import { coreOf } from '../contract/marks.ts';
import { StaffRef, SubjectRef } from '../contract/wire.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Codes that any operation of a double can be made to answer, beside its own. */
export const COMMON_TRIGGERS = ['UNAVAILABLE', 'RATE_LIMITED', 'OUTSIDE_SERVICE_HOURS'] as const;

/** Every code that a magic reference can bring about in an operation. */
export const triggersOf = ({ operation }: NamedOperation): readonly string[] => [
  ...operation.rejections,
  ...operation.conflicts,
  ...COMMON_TRIGGERS,
];

const nameOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/**
 * The magic reference in some values that asks something of the operation, and its code: `triggers.<CODE>` works on every operation that
 * knows the code, `triggers.<operation>.<CODE>` on one, so that a thing can be made first and be turned down at a later step.
 */
export function triggerIn(operation: NamedOperation, values: unknown): { readonly reference: string; readonly code: string } | undefined {
  const codes = triggersOf(operation);
  for (const text of textsIn(values)) {
    const [, name, code] = /^triggers\.(?:([A-Za-z]+)\.)?([A-Z][A-Z0-9_]*)$/.exec(text) ?? [];
    if (code !== undefined && codes.includes(code) && (name === undefined || name === nameOf(operation.id)))
      return { reference: text, code };
  }
  return undefined;
}

/** How to make a double answer a code: the input to give and, for a step on a thing, the input that the thing is made with before. */
export type Fixture = { readonly input: Fields; readonly madeWith?: Fields };

/** The fixture for a code of an operation, or `undefined` where nothing that the caller gives could say so. */
export function fixtureFor(operation: NamedOperation, code: string): Fixture | undefined {
  if (!triggersOf(operation).includes(code)) return undefined;
  const { body, query, example, effect } = operation.operation;
  const own = placed(effect.kind === 'list' ? query : body, example, `triggers.${code}`);
  if (own !== undefined) return { input: own };
  if (effect.kind !== 'act' && effect.kind !== 'amend') return undefined;
  const maker = Object.values(operation.capability.operations).find(
    (one) => one.effect.kind === 'create' && one.effect.resource.name === effect.resource.name,
  );
  const madeWith =
    maker === undefined ? undefined : placed(maker.body, maker.example, `triggers.${nameOf(operation.id)}.${code}`, effect.resource.fields);
  return madeWith === undefined ? undefined : { input: example, madeWith };
}

/** The example with the trigger in the first field that can hold it: a reference by choice, a text otherwise; the last argument must keep it too. */
function placed(schema: z.ZodObject, example: Fields, trigger: string, { shape }: z.ZodObject = schema): Fields | undefined {
  const keeping = shape as Readonly<Record<string, z.core.$ZodType>>;
  const fields = Object.entries(schema.shape as Readonly<Record<string, z.core.$ZodType>>).map(([name, field]) => ({
    name,
    isRef: [SubjectRef, StaffRef].some((ref) => leafOf(field) === ref),
    value: coreOf(field) instanceof z.ZodArray ? [trigger] : trigger,
    field,
  }));
  const fitting = fields.filter(({ name, field, value }) => accepts(field, value) && accepts(keeping[name], value));
  const chosen = fitting.find(({ isRef }) => isRef) ?? fitting[0];
  return chosen === undefined ? undefined : { ...example, [chosen.name]: chosen.value };
}

const accepts = (schema: z.core.$ZodType | undefined, value: unknown): boolean =>
  schema !== undefined && z.safeParse(schema, value).success;

function leafOf(schema: z.core.$ZodType): z.core.$ZodType {
  const core = coreOf(schema);
  return core instanceof z.ZodArray ? coreOf(core.element) : core;
}

export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
