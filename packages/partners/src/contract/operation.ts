import type { Label } from '@rahyar/domain';
import * as z from 'zod';
import type { ConflictRemedy } from '../partner-error.ts';
import { PartnerMadeId } from '../wire-text.ts';
import { marked } from './marks.ts';
import type { Resource } from './resource.ts';
import { idOf } from './wire.ts';

/**
 * What an operation does to the things at the partner, as data. Doubles, the sandbox, the workflows and the conformance kit carry it out
 * or check it; nothing else says what a call means.
 */
export type Effect =
  /** A new thing in its initial state. */
  | { readonly kind: 'create'; readonly resource: Resource }
  | { readonly kind: 'read'; readonly resource: Resource }
  /** A page of things, by the filters of the query; newest last, in a stable order. */
  | { readonly kind: 'list'; readonly resource: Resource }
  /** The same with the filters in the body, since they say who somebody is. */
  | { readonly kind: 'search'; readonly resource: Resource }
  /** A step of the state machine, by the caller. Fields of the body that the thing has too are set; the others only tell how. */
  | { readonly kind: 'act'; readonly resource: Resource; readonly action: string }
  /**
   * A change of fields that leaves the state; `appendTo` names the list that grows by the body, else the body's fields replace. `emits` is an
   * event of its own that the partner then sends.
   */
  | {
      readonly kind: 'amend';
      readonly resource: Resource;
      readonly appendTo?: string;
      readonly inStates: readonly string[];
      readonly emits?: string;
    }
  /** Something read out of one thing: its instalments, its signed document. */
  | { readonly kind: 'view'; readonly resource: Resource }
  /** An answer reckoned from the request alone; nothing is kept. */
  | { readonly kind: 'compute' }
  /** The events of everything at the partner after the one named by `since`, oldest first. */
  | { readonly kind: 'feed' };

export type Method = 'GET' | 'POST';
/** A command changes something at the partner; a query applies nothing, however it ends. */
export type Intent = 'command' | 'query';
/** How much of a capability a partner offers: reading, or changing too. */
export type OperationLevel = 'L1' | 'L2';

/** One operation of a partner: the single source of its port, its client, its doubles, its documents and its checks. */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  Code extends string = string,
> = {
  readonly summary: Label;
  readonly method: Method;
  /** From the partner's base address; `{name}` stands for a path parameter. */
  readonly path: `/v1/${string}`;
  readonly intent: Intent;
  readonly level: OperationLevel;
  readonly effect: Effect;
  /** Names of parameters, query and body never meet: a caller gives them as one object. */
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly output: Output;
  /** The status of success. */
  readonly success: 200 | 201;
  /** Codes of a 422 beside `VALIDATION_FAILED`. */
  readonly rejections: readonly Code[];
  /** Codes of a 409 beside `INVALID_STATE_TRANSITION` and those of the key. */
  readonly conflicts: readonly Code[];
  /** For a conflict with an earlier thing: what may be done about that thing, which the problem names by `conflictingId`. */
  readonly remedies?: Readonly<Record<string, Remedies>>;
  /** Commands carry an `Idempotency-Key` and a signature; queries neither. */
  readonly needsKey: boolean;
  /** Whether `If-Match` with the state version last seen is read, and a stale one refused with 412. */
  readonly takesIfMatch: boolean;
  readonly scope: string;
  readonly deadline: { readonly attemptMs: number; readonly totalMs: number };
  /** A body, or a query, that a partner takes. */
  readonly example: Readonly<Record<string, unknown>>;
  /** An answer reckoned or viewed, for effects without a resource to show. */
  readonly answerExample?: unknown;
};

/** What may be done about a thing that stands in the way, and the action of its machine that does it. */
export type Remedies = { readonly [Remedy in ConflictRemedy]?: string };

export type AnyOperation = Operation;

/** What a caller gives. */
export type InputOf<O extends AnyOperation> = GivenIn<O['params']> & GivenIn<O['query']> & GivenIn<O['body']>;
/** For zod an object without fields forbids every field; here it adds none. */
type GivenIn<S extends z.ZodObject> = keyof S['shape'] extends never ? unknown : z.input<S>;
/** What a caller gets. */
export type OutputOf<O extends AnyOperation> = z.output<O['output']>;
/** The reasons with which a partner may turn it down. */
export type CodeOf<O extends AnyOperation> = O['rejections'][number] | O['conflicts'][number];

const NOTHING = z.object({});
type Nothing = typeof NOTHING;

const QUERY_DEADLINE = { attemptMs: 5_000, totalMs: 15_000 } as const;
const COMMAND_DEADLINE = { attemptMs: 10_000, totalMs: 30_000 } as const;

const idParam = <R extends Resource>(of: R) => z.object({ id: idOf(of.prefix) });
const asQuery = { intent: 'query', level: 'L1', needsKey: false, takesIfMatch: false, success: 200, deadline: QUERY_DEADLINE } as const;
const asCommand = { intent: 'command', level: 'L2', needsKey: true, deadline: COMMAND_DEADLINE } as const;
/** Words of an address are joined by `-`. */
const kebab = (name: string): string => name.replaceAll('_', '-');
const scopeOf = ({ path }: Pick<Resource, 'path'>, intent: Intent): string =>
  `${path.split('/')[2] ?? ''}:${intent === 'command' ? 'write' : 'read'}`;

type Terms<Code extends string> = {
  readonly summary: Label;
  readonly rejections?: readonly Code[];
  readonly conflicts?: readonly Code[];
  readonly remedies?: { readonly [Conflict in NoInfer<Code>]?: Remedies };
};
const termsOf = <Code extends string>({ summary, rejections = [], conflicts = [], remedies }: Terms<Code>) => ({
  summary,
  rejections,
  conflicts,
  ...(remedies === undefined ? {} : { remedies: remedies as NonNullable<AnyOperation['remedies']> }),
});

/** `POST <path>`: a new thing, in its initial state. */
export const create = <R extends Resource, const B extends z.ZodRawShape, const Code extends string = never>(
  of: R,
  { body, example, ...terms }: Terms<Code> & { readonly body: B; readonly example: z.input<z.ZodObject<B>> },
): Operation<Nothing, Nothing, z.ZodObject<B>, R['schema'], Code> => ({
  ...asCommand,
  ...termsOf(terms),
  method: 'POST',
  path: of.path,
  effect: { kind: 'create', resource: of },
  params: NOTHING,
  query: NOTHING,
  body: z.object(body),
  output: of.schema,
  success: 201,
  takesIfMatch: false,
  scope: scopeOf(of, 'command'),
  example,
});

/** `GET <path>/{id}`. */
export const read = <R extends Resource>(
  of: R,
  terms: Terms<never>,
): Operation<z.ZodObject<{ id: z.ZodString }>, Nothing, Nothing, R['schema'], never> => ({
  ...asQuery,
  ...termsOf(terms),
  method: 'GET',
  path: `${of.path}/{id}`,
  effect: { kind: 'read', resource: of },
  params: idParam(of),
  query: NOTHING,
  body: NOTHING,
  output: of.schema,
  scope: scopeOf(of, 'query'),
  example: {},
});

/** How much of a list one answer holds: 1 to 100, 20 if not said. */
export const PAGE_LIMIT = marked('none', z.int().min(1).max(100));
/** Where the next page begins, in the partner's own words; good for an hour at least. */
export const CURSOR = marked('none', z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, 'value.format'));
const paging = { limit: PAGE_LIMIT.optional(), cursor: CURSOR.optional() };
type Paging = typeof paging;

/** A page of a list; the last one has no `nextCursor`. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ data: z.array(item).max(100), nextCursor: CURSOR.optional() });
export type PageOf<S extends z.ZodType> = ReturnType<typeof pageOf<S>>;

/** `GET <path>`: a page of things. Filters stand in the address, so none of them may be personal. */
export const list = <R extends Resource, const F extends z.ZodRawShape = Nothing['shape']>(
  of: R,
  { filters, ...terms }: Terms<never> & { readonly filters: F },
): Operation<Nothing, z.ZodObject<F & Paging>, Nothing, PageOf<R['schema']>, never> => ({
  ...asQuery,
  ...termsOf(terms),
  method: 'GET',
  path: of.path,
  effect: { kind: 'list', resource: of },
  params: NOTHING,
  query: z.object({ ...filters, ...paging }),
  body: NOTHING,
  output: pageOf(of.schema),
  scope: scopeOf(of, 'query'),
  example: {},
});

/** `POST <path>/search`: a page of things, by filters that say who somebody is. */
export const search = <R extends Resource, const F extends z.ZodRawShape>(
  of: R,
  { by, example, ...terms }: Terms<never> & { readonly by: F; readonly example: z.input<z.ZodObject<F>> },
): Operation<Nothing, Nothing, z.ZodObject<F & Paging>, PageOf<R['schema']>, never> => ({
  ...asQuery,
  ...termsOf(terms),
  method: 'POST',
  path: `${of.path}/search`,
  effect: { kind: 'search', resource: of },
  params: NOTHING,
  query: NOTHING,
  body: z.object({ ...by, ...paging }),
  output: pageOf(of.schema),
  scope: scopeOf(of, 'query'),
  example,
});

/** `POST <path>/{id}/<action>`: a step of the state machine that the caller may take. The body may be empty. */
export const act = <R extends Resource, const B extends z.ZodRawShape = Nothing['shape'], const Code extends string = never>(
  of: R,
  action: R['machine']['transitions'][number]['action'],
  { body, example, ...terms }: Terms<Code> & { readonly body?: B; readonly example?: z.input<z.ZodObject<B>> },
): Operation<z.ZodObject<{ id: z.ZodString }>, Nothing, z.ZodObject<B>, R['schema'], Code> => ({
  ...asCommand,
  ...termsOf(terms),
  method: 'POST',
  path: `${of.path}/{id}/${kebab(action)}`,
  effect: { kind: 'act', resource: of, action },
  params: idParam(of),
  query: NOTHING,
  body: z.object((body ?? {}) as B),
  output: of.schema,
  success: 200,
  takesIfMatch: true,
  scope: scopeOf(of, 'command'),
  example: example ?? {},
});

/** `POST <path>/{id}/<name>`: fields change, the state stays. */
export const amend = <R extends Resource, const B extends z.ZodRawShape, const Code extends string = never>(
  of: R,
  name: string,
  {
    body,
    example,
    appendTo,
    inStates,
    emits,
    ...terms
  }: Terms<Code> & {
    readonly body: B;
    readonly example: z.input<z.ZodObject<B>>;
    readonly appendTo?: string;
    readonly inStates: readonly (keyof R['machine']['states'] & string)[];
    readonly emits?: string;
  },
): Operation<z.ZodObject<{ id: z.ZodString }>, Nothing, z.ZodObject<B>, R['schema'], Code> => ({
  ...asCommand,
  ...termsOf(terms),
  method: 'POST',
  path: `${of.path}/{id}/${kebab(name)}`,
  effect: {
    kind: 'amend',
    resource: of,
    inStates,
    ...(appendTo === undefined ? {} : { appendTo }),
    ...(emits === undefined ? {} : { emits }),
  },
  params: idParam(of),
  query: NOTHING,
  body: z.object(body),
  output: of.schema,
  success: 200,
  takesIfMatch: true,
  scope: scopeOf(of, 'command'),
  example,
});

/** `GET <path>/{id}/<name>`: something read out of one thing. */
export const view = <R extends Resource, S extends z.ZodType>(
  of: R,
  name: string,
  { output, answerExample, ...terms }: Terms<never> & { readonly output: S; readonly answerExample: z.input<S> },
): Operation<z.ZodObject<{ id: z.ZodString }>, Nothing, Nothing, S, never> => ({
  ...asQuery,
  ...termsOf(terms),
  method: 'GET',
  path: `${of.path}/{id}/${kebab(name)}`,
  effect: { kind: 'view', resource: of },
  params: idParam(of),
  query: NOTHING,
  body: NOTHING,
  output,
  scope: scopeOf(of, 'query'),
  example: {},
  answerExample,
});

/** `POST <path>`: an answer reckoned from the request alone, such as a price. It changes nothing. */
export const compute = <const B extends z.ZodRawShape, S extends z.ZodType, const Code extends string = never>(
  path: `/v1/${string}`,
  {
    body,
    example,
    output,
    answerExample,
    ...terms
  }: Terms<Code> & { readonly body: B; readonly example: z.input<z.ZodObject<B>>; readonly output: S; readonly answerExample: z.input<S> },
): Operation<Nothing, Nothing, z.ZodObject<B>, S, Code> => ({
  ...asQuery,
  ...termsOf(terms),
  method: 'POST',
  path,
  effect: { kind: 'compute' },
  params: NOTHING,
  query: NOTHING,
  body: z.object(body),
  output,
  scope: scopeOf({ path }, 'query'),
  example,
  answerExample,
});

const feeding = { since: marked('none', PartnerMadeId).optional(), limit: PAGE_LIMIT.optional() };

/** `GET <path>?since=&limit=`: what has happened since an event, oldest first. Ask again with the last id until nothing comes. */
export const feed = <S extends z.ZodType>(
  path: `/v1/${string}`,
  { item, answerExample, ...terms }: Terms<never> & { readonly item: S; readonly answerExample: z.input<FeedOf<S>> },
): Operation<Nothing, z.ZodObject<typeof feeding>, Nothing, FeedOf<S>, never> => ({
  ...asQuery,
  ...termsOf(terms),
  method: 'GET',
  path,
  effect: { kind: 'feed' },
  params: NOTHING,
  query: z.object(feeding),
  body: NOTHING,
  output: z.object({ data: z.array(item).max(100) }),
  scope: scopeOf({ path }, 'query'),
  example: {},
  answerExample,
});
type FeedOf<S extends z.ZodType> = z.ZodObject<{ data: z.ZodArray<S> }>;
