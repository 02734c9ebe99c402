import { canonicalText, isJsonObject, type Json, type JsonObject } from './json.ts';
import type { Direction } from './wire-schema.ts';

/** One way in which the newer of two documents breaks a caller of the older: where, and what. */
export type Break = { readonly path: string; readonly what: string };

/** Two documents and the direction of the message that is compared; references are followed in each. */
export type Comparison = { readonly before: JsonObject; readonly after: JsonObject; readonly direction: Direction };

/**
 * How a schema breaks its users. A request may only become wider: what was taken is taken still. An answer may only become narrower, but
 * for further fields and for further words of an open list.
 */
export function schemaBreaks(comparison: Comparison, was: Json | undefined, is: Json | undefined, path: string): readonly Break[] {
  const before = resolved(comparison.before, was);
  const after = resolved(comparison.after, is);
  if (canonicalText(before) === canonicalText(after) && !holdsReference(before) && !holdsReference(after)) return [];
  return [
    ...typeBreaks(comparison, before, after, path),
    ...wordBreaks(comparison, before, after, path),
    ...boundBreaks(comparison, before, after, path),
    ...formBreaks(comparison, before, after, path),
    ...fieldBreaks(comparison, before, after, path),
    ...branchBreaks(comparison, before, after, path),
    ...itemBreaks(comparison, before, after, path),
    ...markBreaks(before, after, path),
  ];
}

/** The value that a reference points at, however often it points on. */
export function resolved(document: JsonObject, value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) return {};
  const target = value['$ref'];
  if (typeof target !== 'string') return value;
  const names = target
    .replace(/^#\//, '')
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return resolved(
    document,
    names.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), document),
  );
}

const holdsReference = (value: JsonObject): boolean => canonicalText(value).includes('"$ref"');

/** The wider side of a change must hold all that the other side holds: the newer one of requests, the older one of answers. */
const sidesOf = <T>({ direction }: Comparison, before: T, after: T): { readonly narrow: T; readonly wide: T } =>
  direction === 'request' ? { narrow: before, wide: after } : { narrow: after, wide: before };

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
const namesIn = (value: Json | undefined): readonly string[] => listOf(value).filter((name) => typeof name === 'string');
const fieldsOf = (schema: JsonObject): JsonObject => (isJsonObject(schema['properties']) ? schema['properties'] : {});

function typeBreaks(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] {
  const { narrow, wide } = sidesOf(comparison, namesIn(before['type']), namesIn(after['type']));
  if (wide.length === 0) return [];
  const isHeld = (type: string): boolean => wide.includes(type) || (type === 'integer' && wide.includes('number'));
  return narrow.length > 0 && narrow.every(isHeld) ? [] : [{ path, what: `type: ${textOf(before['type'])} to ${textOf(after['type'])}` }];
}

const textOf = (value: Json | undefined): string => (value === undefined ? 'none' : canonicalText(value));

/** A closed list; `const` is one of a single word. */
function wordBreaks(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] {
  const wordsOf = (schema: JsonObject): readonly string[] | undefined => {
    const words = schema['enum'] ?? schema['const'];
    return words === undefined ? undefined : listOf(words).map(canonicalText);
  };
  const { narrow, wide } = sidesOf(comparison, wordsOf(before), wordsOf(after));
  if (wide === undefined) return [];
  if (narrow === undefined) return [{ path, what: 'words: no longer the same list' }];
  return narrow.filter((word) => !wide.includes(word)).map((word) => ({ path, what: `words: ${word}` }));
}

const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;

function boundBreaks(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] {
  const breaksOf = (keyword: string, unbounded: number, isTighter: (wide: number, narrow: number) => boolean): readonly Break[] => {
    const boundIn = (schema: JsonObject): number => (typeof schema[keyword] === 'number' ? schema[keyword] : unbounded);
    const { narrow, wide } = sidesOf(comparison, boundIn(before), boundIn(after));
    return isTighter(wide, narrow) ? [{ path, what: `${keyword}: ${textOf(before[keyword])} to ${textOf(after[keyword])}` }] : [];
  };
  return [
    ...LOWER_BOUNDS.flatMap((keyword) => breaksOf(keyword, Number.NEGATIVE_INFINITY, (wide, narrow) => wide > narrow)),
    ...UPPER_BOUNDS.flatMap((keyword) => breaksOf(keyword, Number.POSITIVE_INFINITY, (wide, narrow) => wide < narrow)),
  ];
}

/** Patterns, formats and unique items cannot be compared, only kept or given up by the side that may. */
function formBreaks(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] {
  const formsOf = (schema: JsonObject): readonly string[] => [
    ...['pattern', 'format', 'uniqueItems', 'multipleOf'].flatMap((keyword) =>
      schema[keyword] === undefined ? [] : [`${keyword} ${textOf(schema[keyword])}`],
    ),
    ...listOf(schema['allOf']).map(canonicalText),
  ];
  const { narrow, wide } = sidesOf(comparison, formsOf(before), formsOf(after));
  return wide.filter((form) => !narrow.includes(form)).map((form) => ({ path, what: `form: ${form}` }));
}

function fieldBreaks(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const [mustBefore, mustAfter] = [namesIn(before['required']), namesIn(after['required'])];
  const isRequest = comparison.direction === 'request';
  const changed = Object.keys(was).flatMap((name) => {
    const place = `${path}/${name}`;
    return name in is ? schemaBreaks(comparison, was[name], is[name], place) : [{ path: place, what: 'field removed' }];
  });
  const demanded = isRequest
    ? mustAfter.filter((name) => !mustBefore.includes(name)).map((name) => ({ path: `${path}/${name}`, what: 'field now required' }))
    : mustBefore
        .filter((name) => !mustAfter.includes(name) && name in is)
        .map((name) => ({ path: `${path}/${name}`, what: 'field no longer sure' }));
  const isClosing =
    isRequest && after['additionalProperties'] === false && before['additionalProperties'] !== false && 'properties' in before;
  return [...changed, ...demanded, ...(isClosing ? [{ path, what: 'closed to further fields' }] : [])];
}

/** Every branch of the side that must be held is held by some branch of the other. */
function branchBreaks(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] {
  const branchesOf = (schema: JsonObject): readonly Json[] => listOf(schema['oneOf'] ?? schema['anyOf']);
  const [was, is] = [branchesOf(before), branchesOf(after)];
  if (was.length === 0 && is.length === 0) return [];
  if (was.length === 0 || is.length === 0) return [{ path, what: 'choice of shapes' }];
  const isKept = (one: Json, other: Json): boolean => schemaBreaks(comparison, one, other, path).length === 0;
  return comparison.direction === 'request'
    ? was.flatMap((one, index) => (is.some((other) => isKept(one, other)) ? [] : [{ path, what: `shape ${index + 1} no longer taken` }]))
    : is.flatMap((other, index) => (was.some((one) => isKept(one, other)) ? [] : [{ path, what: `shape ${index + 1} is new` }]));
}

const itemBreaks = (comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] =>
  before['items'] === undefined && after['items'] === undefined
    ? []
    : schemaBreaks(comparison, before['items'], after['items'], `${path}/[]`);

/** A caller hides what was marked when it was built: a field that becomes personal would stand in its logs. */
const markBreaks = (before: JsonObject, after: JsonObject, path: string): readonly Break[] => {
  const [was, is] = [before['x-pii'], after['x-pii']];
  return was === 'none' && is !== undefined && is !== 'none' ? [{ path, what: `now personal: ${textOf(is)}` }] : [];
};
