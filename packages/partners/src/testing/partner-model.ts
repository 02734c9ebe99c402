import type { Instant } from '@rahyar/domain';
import * as z from 'zod';
import type { NamedOperation, PartnerContract } from '../contract/capability.ts';
import { type Actor, actionsIn, type Transition, transitionFrom } from '../contract/machine.ts';
import type { Effect, Remedies } from '../contract/operation.ts';
import { isProblemCode, PROBLEMS, type ProblemCode } from '../contract/problem.ts';
import type { Resource } from '../contract/resource.ts';
import type { ModelRule } from './model-rules.ts';
import { reckoned } from './reckoned.ts';
import { textsIn, triggerIn } from './trigger.ts';
import { wayTo } from './way-to.ts';

type Fields = Readonly<Record<string, unknown>>;
type OnThing = Extract<Effect, { readonly kind: 'read' | 'view' | 'act' | 'amend' }>;

/** One call as the double sees it: parsed and allowed, from whatever way it came. */
export type ModelCall = {
  readonly operation: NamedOperation;
  readonly params: Fields;
  readonly query: Fields;
  readonly body: Fields;
  /** Whose keys these are. */
  readonly caller: string;
  readonly key?: string | undefined;
  readonly ifMatch?: number | undefined;
};

/** Why a call is turned down: the parts of a problem document that the transport does not know. */
export type Refusal = {
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
  readonly conflictingId?: string;
  readonly remedies?: readonly string[];
  readonly retryAfterSeconds?: number;
};

export type ModelAnswer =
  | { readonly kind: 'done'; readonly status: number; readonly value: unknown; readonly replayed: boolean }
  | ({ readonly kind: 'refused'; readonly replayed: boolean } & Refusal);

/** A change at the partner, as the feed and the webhooks tell of it. */
export type ModelEvent = {
  readonly id: string;
  readonly type: string;
  readonly timestamp: Instant;
  /** Of a thing that changed: its id, state and version, the reason where there is one, and what its kind adds. Of a ping: nothing. */
  readonly data: Fields;
};

/** What every thing at the partner has, beside the fields of its kind. */
export type ThingValue = Fields & {
  readonly id: string;
  readonly state: string;
  readonly stateVersion: number;
  readonly allowedActions: readonly string[];
  readonly timeline: readonly {
    readonly state: string;
    readonly stateVersion: number;
    readonly at: Instant;
    readonly by: string;
    readonly code?: string;
  }[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
};
export type Thing = { readonly resource: Resource; readonly sequence: number; readonly value: ThingValue };

export type ModelOptions = {
  readonly now: () => Instant;
  /** A fresh id with the prefix: `loan` gives `loan_…`, letters and digits, never the same one twice. */
  readonly newId: (prefix: string) => string;
  /** How long a key is remembered, a day at least. */
  readonly keyRetentionHours?: number;
  readonly leavesOut?: ReadonlySet<string>;
};

export type PartnerModel = {
  readonly contract: PartnerContract;
  readonly answer: (call: ModelCall) => ModelAnswer;
  /** The partner, or time, takes a step; the caller's own steps come by `answer`. */
  readonly step: (id: string, action: string, code?: string) => 'done' | 'notFound' | 'notAllowed';
  /** The first step that the partner can take; which one it was, or `undefined` where there is none. */
  readonly advance: (id: string) => string | undefined;
  /** In order of creation. */
  readonly things: () => readonly Thing[];
  /** Oldest first. */
  readonly events: () => readonly ModelEvent[];
  /** Tells of every event from now on; the returned function ends it. */
  readonly onEvent: (listener: (event: ModelEvent, thing: Thing) => void) => () => void;
  /**
   * Puts a thing there without a call, and walks it to a state by the shortest way, whoever takes the steps; the fields that are not given
   * are those of the example.
   */
  readonly place: (resource: Resource, given?: { readonly fields?: Fields; readonly state?: string }) => Thing;
  readonly reset: () => void;
};

const KEY_RETENTION_HOURS = 48;
const DEFAULT_PAGE = 20;
const TIMELINE_MAX = 500;

/**
 * The partner as the contract wants it, in memory: it knows no operation by name and carries out what each says of itself. Synchronous, so
 * a call is whole or not at all. One key has one outcome, a refusal included, so that a request that comes late cannot undo what was
 * answered; only what may pass later (429, 503) leaves the key free. Of every kind that no operation creates, such as a course, one is there
 * from the beginning.
 */
export function createPartnerModel(contract: PartnerContract, options: ModelOptions): PartnerModel {
  const { now, newId, keyRetentionHours = KEY_RETENTION_HOURS, leavesOut = new Set<string>() } = options;
  const keeps = (rule: ModelRule): boolean => !leavesOut.has(rule);
  const things = new Map<string, Thing>();
  const answered = new Map<string, { readonly asked: string; readonly answer: ModelAnswer; readonly atMs: number }>();
  const events: ModelEvent[] = [];
  const listeners = new Set<(event: ModelEvent, thing: Thing) => void>();
  const capabilities = Object.values(contract.capabilities);

  const answer = (call: ModelCall): ModelAnswer => {
    const key = call.key === undefined ? undefined : `${call.caller} ${call.operation.id} ${call.key}`;
    const asked = canonical([call.params, call.query, call.body]);
    const earlier = key === undefined ? undefined : answered.get(key);
    if (earlier !== undefined && Date.parse(now()) - earlier.atMs < keyRetentionHours * 3_600_000) {
      if (earlier.asked !== asked && keeps('idempotencyConflict')) return refused('IDEMPOTENCY_KEY_REUSED');
      if (keeps('idempotentReplay')) return { ...earlier.answer, replayed: true };
    }
    const outcome = carryOut(call);
    if (key !== undefined && outcome.status !== 429 && outcome.status !== 503)
      answered.set(key, { asked, answer: outcome, atMs: Date.parse(now()) });
    return outcome;
  };

  const carryOut = (call: ModelCall): ModelAnswer => {
    const { operation } = call.operation;
    const { effect } = operation;
    const told = operation.intent === 'query' || effect.kind === 'create' ? triggered(call, {}) : undefined;
    if (told !== undefined) return told;
    switch (effect.kind) {
      case 'create':
        return done(call, hold(newThing(effect.resource, operation.body.shape, call.body, 'caller')).value);
      case 'list':
        return page(effect.resource, call.query, call);
      case 'search':
        return page(effect.resource, call.body, call);
      case 'compute':
        return done(call, reckoned(call.operation, call.body));
      case 'feed':
        return eventPage(call);
      default:
        return onThing(effect, call);
    }
  };

  const onThing = (effect: OnThing, call: ModelCall): ModelAnswer => {
    const thing = things.get(String(call.params['id'])) ?? (keeps('notFound') ? undefined : [...things.values()][0]);
    if (thing?.resource.name !== effect.resource.name) return refused('NOT_FOUND');
    if (effect.kind === 'read') return done(call, thing.value);
    if (effect.kind === 'view') return done(call, call.operation.operation.answerExample);
    if (call.ifMatch !== undefined && call.ifMatch !== thing.value.stateVersion && keeps('ifMatch')) return refused('STALE_VERSION');
    return effect.kind === 'act' ? act(effect.action, thing, call) : amend(effect, thing, call);
  };

  const act = (action: string, thing: Thing, call: ModelCall): ModelAnswer => {
    const { machine } = thing.resource;
    const step =
      transitionFrom(machine, thing.value.state, action) ??
      (keeps('stateMachine') ? undefined : machine.transitions.find((one) => one.action === action));
    if (step?.by !== 'caller') return refused('INVALID_STATE_TRANSITION');
    return triggered(call, thing.value) ?? done(call, take(thing, step, { fields: ownFields(thing.resource, call.body) }).value);
  };

  const amend = (
    { appendTo, inStates, emits }: Extract<Effect, { readonly kind: 'amend' }>,
    thing: Thing,
    call: ModelCall,
  ): ModelAnswer => {
    if (!inStates.includes(thing.value.state) && keeps('stateMachine')) return refused('INVALID_STATE_TRANSITION');
    const told = triggered(call, thing.value);
    if (told !== undefined) return told;
    const list = appendTo === undefined ? undefined : thing.value[appendTo];
    const fields =
      appendTo === undefined
        ? ownFields(thing.resource, call.body)
        : ownFields(thing.resource, { [appendTo]: [...(Array.isArray(list) ? (list as unknown[]) : []), call.body] });
    if (appendTo !== undefined && !(appendTo in fields))
      return { ...refused('VALIDATION_FAILED'), errors: [{ pointer: '', code: 'value.tooBig' }] };
    const amended = hold({ ...thing, value: { ...thing.value, ...fields, ...nextVersion(thing.value) } });
    if (emits !== undefined) tell(emits, {}, amended);
    return done(call, amended.value);
  };

  const take = (
    thing: Thing,
    { to, by }: Transition,
    { fields = {}, code }: { readonly fields?: Fields; readonly code?: string },
  ): Thing => {
    const version = nextVersion(thing.value);
    const entry = { state: to, ...version, at: now(), by, ...(code === undefined ? {} : { code }) };
    const value: ThingValue = {
      ...thing.value,
      ...fields,
      ...version,
      state: to,
      allowedActions: keeps('allowedActions') ? actionsIn(thing.resource.machine, to, 'caller') : thing.value.allowedActions,
      timeline: keeps('timeline') ? [...thing.value.timeline, entry].slice(-TIMELINE_MAX) : thing.value.timeline,
    };
    return hold({ ...thing, value }, code);
  };

  const nextVersion = ({ stateVersion }: ThingValue): { readonly stateVersion: number } => ({
    stateVersion: keeps('stateVersion') ? stateVersion + 1 : stateVersion,
  });

  /** What the caller could have given and did not is absent; what only the partner knows comes from the example. */
  const newThing = (resource: Resource, asked: Fields, given: Fields, by: Actor): Thing => {
    const at = now();
    const state = resource.machine.initial;
    const filled = Object.entries(resource.example).filter(([name]) => !(name in asked) || !isOptional(resource, name));
    return {
      resource,
      sequence: things.size + 1,
      value: {
        ...Object.fromEntries(filled),
        ...ownFields(resource, given),
        id: newId(resource.prefix),
        state,
        stateVersion: 1,
        allowedActions: actionsIn(resource.machine, state, 'caller'),
        timeline: [{ state, stateVersion: 1, at, by }],
        createdAt: at,
        updatedAt: at,
      },
    };
  };

  const hold = (thing: Thing, code?: string): Thing => {
    const held = { ...thing, value: Object.freeze({ ...thing.value, updatedAt: now() }) };
    const { id, state, stateVersion } = held.value;
    const { event, eventFields = [] } = thing.resource;
    things.set(id, held);
    const more = Object.fromEntries(eventFields.map((name) => [name, (held.value as Fields)[name]]));
    if (keeps('events')) tell(event, { id, state, stateVersion, ...(code === undefined ? {} : { code }), ...more }, held);
    return held;
  };

  const tell = (type: string, data: Fields, thing: Thing): void => {
    const event = Object.freeze({ id: newId('evt'), type, timestamp: now(), data });
    events.push(event);
    for (const listener of listeners) listener(event, thing);
  };

  const place: PartnerModel['place'] = (resource, { fields = {}, state = resource.machine.initial } = {}) =>
    wayTo(resource.machine, state).reduce((thing, step) => take(thing, step, {}), hold(newThing(resource, {}, fields, 'partner')));

  const settleIn = (): void => {
    const created = capabilities.flatMap(({ operations }) =>
      Object.values(operations).flatMap(({ effect }) => (effect.kind === 'create' ? [effect.resource.name] : [])),
    );
    for (const resource of capabilities.flatMap(({ resources }) => resources)) {
      if (created.includes(resource.name)) continue;
      const thing = newThing(resource, {}, {}, 'partner');
      things.set(thing.value.id, thing);
    }
  };

  const triggered = (call: ModelCall, about: Fields): ModelAnswer | undefined => {
    const trigger = keeps('rejections') ? triggerIn(call.operation, [call.body, call.query, about]) : undefined;
    if (trigger === undefined) return undefined;
    const { code, reference } = trigger;
    if (isProblemCode(code)) return refused(code);
    const { conflicts, remedies = {}, effect } = call.operation.operation;
    const status = conflicts.includes(code) ? 409 : 422;
    const waysOut = remedies[code];
    if (waysOut === undefined || !('resource' in effect)) return { kind: 'refused', replayed: false, status, code };
    const conflictingId = inTheWay(effect.resource, waysOut, reference, call.body);
    return conflictingId === undefined
      ? undefined
      : { kind: 'refused', replayed: false, status, code, conflictingId, remedies: Object.keys(waysOut) };
  };

  /** What a conflict names is there, and in the way until none of its remedies can be taken any more. */
  const inTheWay = (resource: Resource, remedies: Remedies, reference: string, fields: Fields): string | undefined => {
    const alike = [...things.values()].filter((thing) => thing.resource.name === resource.name && textsIn(thing.value).includes(reference));
    if (alike.length === 0) {
      // It was there before the call: a refusal makes nothing, and tells nothing.
      const thing = newThing(resource, {}, fields, 'partner');
      things.set(thing.value.id, thing);
      return thing.value.id;
    }
    const actions = Object.values(remedies);
    return alike.find(({ value }) => actionsIn(resource.machine, value.state, 'caller').some((action) => actions.includes(action)))?.value
      .id;
  };

  const page = (resource: Resource, { limit, cursor, ...filters }: Fields, call: ModelCall): ModelAnswer => {
    const after = sequenceOf(cursor);
    if (after === undefined) return BAD_CURSOR;
    const wanted = (thing: Thing): boolean =>
      thing.resource.name === resource.name && (!keeps('filters') || matches(resource, thing.value, filters));
    const rest = [...things.values()].filter((thing) => thing.sequence > after && wanted(thing));
    const size = (typeof limit === 'number' ? limit : DEFAULT_PAGE) + (keeps('pageLimit') ? 0 : 1);
    const shown = rest.slice(0, size);
    const last = (shown.at(-1)?.sequence ?? 0) - (keeps('pageOnce') ? 0 : 1) + (keeps('pageWhole') ? 0 : 1);
    return done(call, { data: shown.map(({ value }) => value), ...(rest.length > shown.length ? { nextCursor: `c${last}` } : {}) });
  };

  const eventPage = (call: ModelCall): ModelAnswer => {
    const { since: after, limit } = call.query;
    const from = after === undefined ? 0 : events.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && from === 0) return refused('NOT_FOUND');
    const shown = events.slice(from, from + (typeof limit === 'number' ? limit : DEFAULT_PAGE));
    return done(call, { data: keeps('eventOrder') ? shown : shown.toReversed() });
  };

  settleIn();
  return {
    contract,
    answer,
    place,
    step: (id, action, code) => {
      const thing = things.get(id);
      if (thing === undefined) return 'notFound';
      const step = transitionFrom(thing.resource.machine, thing.value.state, action);
      if (step === undefined || step.by === 'caller') return 'notAllowed';
      take(thing, step, code === undefined ? {} : { code });
      return 'done';
    },
    advance: (id) => {
      const thing = things.get(id);
      const step = thing?.resource.machine.transitions.find(({ by, from }) => by === 'partner' && from.includes(thing.value.state));
      if (thing === undefined || step === undefined) return undefined;
      take(thing, step, {});
      return step.action;
    },
    things: () => [...things.values()],
    events: () => events,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    reset: () => {
      things.clear();
      answered.clear();
      events.length = 0;
      settleIn();
    },
  };
}

export const refused = (code: ProblemCode): Extract<ModelAnswer, { readonly kind: 'refused' }> => ({
  kind: 'refused',
  replayed: false,
  status: PROBLEMS[code].status,
  code,
  ...(PROBLEMS[code].status === 429 || PROBLEMS[code].status === 503 ? { retryAfterSeconds: 1 } : {}),
});

const BAD_CURSOR: ModelAnswer = { ...refused('VALIDATION_FAILED'), errors: [{ pointer: '/cursor', code: 'value.format' }] };

const done = ({ operation: { operation } }: ModelCall, value: unknown): ModelAnswer => ({
  kind: 'done',
  status: operation.success,
  value,
  replayed: false,
});

/** The given values that the thing has fields for, and that those fields can hold. */
const ownFields = ({ fields }: Resource, given: Fields): Fields =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => accepts(fields.shape[name], value)));

const isOptional = ({ fields }: Resource, name: string): boolean => accepts(fields.shape[name], undefined);

const accepts = (schema: z.core.$ZodType | undefined, value: unknown): boolean =>
  schema !== undefined && z.safeParse(schema, value).success;

/** A filter that names no field of the thing filters nothing; a list matches by any of its items. */
const matches = ({ schema }: Resource, value: Fields, filters: Fields): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    const own = value[name];
    if (!(name in schema.shape) || wanted === undefined) return true;
    return canonical(own) === canonical(wanted) || (Array.isArray(own) && own.some((item) => canonical(item) === canonical(wanted)));
  });

function sequenceOf(cursor: unknown): number | undefined {
  if (cursor === undefined) return 0;
  const digits = typeof cursor === 'string' ? /^c(\d{1,12})$/.exec(cursor)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** One text for one meaning: the order of keys does not count, and an absent field is an undefined one. */
const canonical = (value: unknown): string => JSON.stringify([value], sorted);

const sorted = (_: string, part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : part;
