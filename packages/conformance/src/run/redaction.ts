/// <reference lib="dom" />
import { type Capability, DiscoveryV1, markOf, type PiiMark, ProblemV1 } from '@rahyar/partners/contract';
import * as z from 'zod';

/** Hides what a report must not hold: of an exchange, everything that no field of the contract says is nobody's. */
export type Redaction = {
  readonly body: (text: string) => string;
  readonly headers: (headers: Iterable<[string, string]>) => Record<string, string>;
  readonly url: (url: string) => string;
};

const SHOWN_CHARACTERS = 2_000;

/**
 * Redacts by the marks of some capabilities. Shown are values that fit a field of their name which is marked `none` and is no free text; a
 * partner that says something in a place of its own, or where a word belongs, is shown to have said something.
 */
export function redactionFor(capabilities: readonly Capability[]): Redaction {
  const schemas = capabilities.flatMap(({ operations }) =>
    Object.values(operations).flatMap(({ params, query, body, output }) => [params, query, body, output]),
  );
  const own = fieldsIn([...schemas, DiscoveryV1]);

  /** The fields of a problem document are nobody's, whatever a field of the same name is elsewhere. */
  const inProblem = (json: object): object =>
    Object.fromEntries(
      Object.entries(json).map(([key, inner]) => [nameShown(key, own), hidden(inner, key, key in ProblemV1.shape ? PROBLEM_FIELDS : own)]),
    );

  return Object.freeze({
    body: (text: string) => {
      try {
        const json: unknown = JSON.parse(text);
        return JSON.stringify(isProblem(json) ? inProblem(json) : hidden(json, '', own)).slice(0, SHOWN_CHARACTERS);
      } catch {
        return text === '' ? '' : `[${Buffer.byteLength(text)} bytes that are not JSON]`;
      }
    },
    headers: (headers: Iterable<[string, string]>) =>
      Object.fromEntries([...headers].map(([name, value]) => [nameInForm(name), headerShown(name, value)])),
    url: (url: string) => {
      const { origin, pathname, searchParams } = new URL(url);
      const path = pathname.split('/').map((segment) => (/^[\w.~-]*$/.test(segment) ? withoutDigits(segment) : '[hidden]'));
      const query = [...searchParams].map(([name, value]) => `${nameShown(name, own)}=${queryShown(value, name, own)}`);
      return `${origin}${path.join('/')}${query.length === 0 ? '' : `?${query.join('&')}`}`;
    },
  });
}

/** A word, a flag or a small number of a partner, as a finding may repeat it. */
export function wordShown(value: unknown): string {
  if (typeof value === 'boolean' || isSmall(value)) return String(value);
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' && /^[a-z][a-z_.]{0,62}$/.test(value) ? value : 'another value';
}

/** A header as a finding or an exchange may repeat it; `none` where there is none. */
export const headerShown = (name: string, value: string | null): string =>
  value === null ? 'none' : SHOWN_HEADERS[name]?.test(value) === true ? value : '[hidden]';

const HTTP_DATE = String.raw`[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT`;
const METHOD = '(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)';
/** The forms of the headers of the contract; of every other header, and of a value that is not of its form, only the name is shown. */
const SHOWN_HEADERS: Readonly<Record<string, RegExp>> = {
  accept: /^[\w/+*,; .=-]{1,200}$/,
  'accept-language': /^[a-zA-Z*,; .=\d-]{1,60}$/,
  allow: new RegExp(`^${METHOD}(?:, ?${METHOD})*$`),
  'cache-control': /^(?:no-store|no-cache|private|public|must-revalidate|max-age=\d{1,9}|[, ])+$/,
  'content-length': /^\d{1,9}$/,
  'content-type': /^(?:application\/(?:problem\+)?json|text\/(?:plain|html))(?:; ?charset=[\w-]{1,20})?$/i,
  date: new RegExp(`^${HTTP_DATE}$`),
  etag: /^(?:W\/)?"\d{1,9}"$/,
  'idempotency-key': /^"?[\w-]{0,64}"?$/,
  'idempotency-replayed': /^\?[01]$/,
  'if-match': /^"\d{1,9}"$/,
  'retry-after': new RegExp(`^(?:\\d{1,9}|${HTTP_DATE})$`),
  traceparent: /^[0-9a-f-]{55}$/,
  'x-request-id': /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

type Leaf = { readonly pii: PiiMark; readonly schema: z.core.$ZodType };
type Fields = { readonly names: ReadonlySet<string>; readonly leaves: ReadonlyMap<string, readonly Leaf[]> };

/** The fields of some schemas by their names; one name may stand for several. */
function fieldsIn(schemas: readonly z.core.$ZodType[]): Fields {
  const names = new Set<string>();
  const leaves = new Map<string, Leaf[]>();
  const walk = (schema: z.core.$ZodType, name: string, markAbove?: PiiMark): void => {
    const pii = markOf(schema) ?? markAbove;
    const isWrapping = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly;
    if (isWrapping) walk(schema.unwrap(), name, pii);
    else if (schema instanceof z.ZodArray) walk(schema.element, name, pii);
    else if (pii !== undefined) leaves.set(name, [...(leaves.get(name) ?? []), { pii, schema }]);
    else if (schema instanceof z.ZodUnion) for (const option of schema.options) walk(option, name);
    else if (schema instanceof z.ZodObject)
      for (const [own, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
        names.add(own);
        walk(field, own);
      }
  };
  for (const schema of new Set(schemas)) walk(schema, '');
  return { names, leaves };
}

const PROBLEM_FIELDS = fieldsIn([ProblemV1]);
const isProblem = (json: unknown): json is object => ProblemV1.safeParse(json).success;

function hidden(value: unknown, name: string, fields: Fields): unknown {
  const leaves = fields.leaves.get(name) ?? [];
  const personal = leaves.find(({ pii }) => pii !== 'none');
  if (personal !== undefined && value !== null) return `[${personal.pii}]`;
  if (Array.isArray(value)) return value.map((item) => hidden(item, name, fields));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [nameShown(key, fields), hidden(inner, key, fields)]));
  if (value === null || typeof value === 'boolean') return value;
  if (leaves.length === 0) return '[unmarked]';
  if (typeof value === 'number') return isSmall(value) ? value : '[digits]';
  const fitting = leaves.filter(({ schema }) => z.safeParse(schema, value).success);
  if (fitting.length === 0 || typeof value !== 'string') return '[another value]';
  return fitting.some(({ schema }) => isFreeText(schema)) ? '[text]' : withoutDigits(value);
}

/** A small number of a query may be out of its range, since that is what a check tries; everything else is judged as in a body. */
const queryShown = (value: string, name: string, fields: Fields): string =>
  fields.names.has(name) && /^-?\d{1,9}$/.test(value) ? value : String(hidden(value, name, fields));

/** Takes whatever a person may write, and so may hold anybody's name. */
const isFreeText = (schema: z.core.$ZodType): boolean => z.safeParse(schema, 'یک نام و یک نشانی').success;
const isSmall = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 1e9;

const nameShown = (name: string, { names }: Fields): string => (names.has(name) || name in ProblemV1.shape ? name : nameInForm(name));
/** The name of a field or a header that is of the usual form; what is not may be a value in its place. */
const nameInForm = (name: string): string => (/^[a-z][A-Za-z_-]{0,39}$/.test(name) ? name : '[name]');

const withoutDigits = (text: string): string => text.replaceAll(/(?<![0-9A-Za-z])(?:IR)?\d{10,26}(?![0-9A-Za-z])/g, '[digits]');
