import { actionsIn } from '../machine.ts';
import type { AnyOperation } from '../operation.ts';
import type { Resource } from '../resource.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import type { PartnerEventKind } from './message-schemas.ts';

const CREATED_AT = '2026-11-24T09:30:00+03:30';
const CHANGED_AT = '2026-11-24T10:00:00+03:30';

/** The id that examples give to a thing of some prefix. */
export const exampleIdOf = (prefix: string): string => `${prefix}_01JD8X4T9G5M2K7P3R6V0W1YZA`;

/** The request body, or the query, that the documents show; `undefined` where there is nothing to give. */
export const exampleRequestOf = ({ example }: AnyOperation): JsonObject => plain(example) as JsonObject;

/** The answer that the documents show: of a thing, the state after the operation. */
export function exampleAnswerOf(operation: AnyOperation): Json {
  const { effect } = operation;
  switch (effect.kind) {
    case 'view':
    case 'compute':
    case 'feed':
      return plain(operation.answerExample ?? null);
    case 'list':
    case 'search':
      return { data: [thingIn(effect.resource, effect.resource.machine.initial, false)] };
    case 'act': {
      const { machine } = effect.resource;
      const step = machine.transitions.find(({ action, by }) => action === effect.action && by === 'caller');
      return thingIn(effect.resource, step?.to ?? machine.initial, true);
    }
    case 'amend':
      return withAmended(thingIn(effect.resource, effect.inStates[0] ?? effect.resource.machine.initial, true), effect.appendTo, operation);
    case 'create':
    case 'read':
      return thingIn(effect.resource, effect.resource.machine.initial, false);
  }
}

/** The event that the documents show for a thing. */
export const exampleEventOf = ({ type, resource: { prefix, machine, example, eventFields = [] } }: PartnerEventKind): JsonObject => ({
  id: exampleIdOf('evt'),
  type,
  timestamp: CREATED_AT,
  data: {
    id: exampleIdOf(prefix),
    state: machine.initial,
    stateVersion: 1,
    ...Object.fromEntries(Object.entries(plain(example) as JsonObject).filter(([name]) => eventFields.includes(name))),
  },
});

const thingIn = ({ prefix, machine, example }: Resource, state: string, isChanged: boolean): JsonObject => {
  const step = machine.transitions.find(({ to, by }) => to === state && by === 'caller');
  const first = { state: machine.initial, stateVersion: 1, at: CREATED_AT, by: 'caller' };
  const then = { state, stateVersion: 2, at: CHANGED_AT, by: step === undefined ? 'partner' : 'caller' };
  return {
    id: exampleIdOf(prefix),
    state,
    stateVersion: isChanged ? 2 : 1,
    allowedActions: actionsIn(machine, state, 'caller'),
    timeline: isChanged ? [first, then] : [first],
    createdAt: CREATED_AT,
    updatedAt: isChanged ? CHANGED_AT : CREATED_AT,
    ...(plain(example) as JsonObject),
  };
};

const withAmended = (thing: JsonObject, appendTo: string | undefined, { example }: AnyOperation): JsonObject => {
  const change = plain(example);
  if (appendTo !== undefined) return { ...thing, [appendTo]: [change] };
  return isJsonObject(change) ? { ...thing, ...change } : thing;
};

/** Leaves out what is `undefined`, as the wire does. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
