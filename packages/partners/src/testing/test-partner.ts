/// <reference lib="dom" />
import type { NamedOperation, PartnerContract } from '../contract/capability.ts';
import { transitionFrom } from '../contract/machine.ts';
import type { Effect } from '../contract/operation.ts';
import { seededIds } from './ids.ts';
import { createPartnerModel } from './partner-model.ts';
import { createWireHandler, type WireOptions } from './wire-handler.ts';

/** Tests' own tool: one partner by its wire, on a clock that stands still. */

export type Exchange = {
  readonly id?: string | undefined;
  readonly body?: unknown;
  readonly text?: string;
  readonly key?: string;
  readonly query?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

export const body = async (response: Response): Promise<unknown> => JSON.parse(await response.text());

export function openPartner(contract: PartnerContract, options: Partial<WireOptions> = {}) {
  let nowMs = Date.parse('2026-11-28T06:00:00Z');
  const newId = seededIds(1);
  const clock = { nowMs: () => nowMs, schedule: () => () => {} };
  const model = createPartnerModel(contract, { now: () => new Date(nowMs).toISOString() as never, newId });
  const handler = createWireHandler([model], {
    clock,
    newRequestId: () => newId('req'),
    authorize: (token) => CALLERS[token],
    verifySignature: (request) => Promise.resolve(request.headers.get('x-trust') !== 'forged'),
    ...options,
  });

  const send = (named: NamedOperation, { id, text, key, query, headers = {}, ...exchange }: Exchange): Promise<Response> => {
    const { operation } = named;
    const method = exchange.method ?? operation.method;
    const path = (exchange.path ?? operation.path).replace('{id}', id ?? 'missing');
    const given: Readonly<Record<string, string | undefined>> = {
      authorization: 'Bearer good',
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...(operation.needsKey ? { 'idempotency-key': `"${key ?? newId('key')}"` } : {}),
      ...headers,
    };
    return handler(
      new Request(`https://partner.example${path}${query === undefined ? '' : `?${query}`}`, {
        method,
        headers: Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
        ...(method === 'GET' ? {} : { body: text ?? JSON.stringify(exchange.body === undefined ? {} : exchange.body) }),
      }),
    );
  };

  /** A thing that the operation can work on, made with some fields. */
  const thingFor = ({ operation: { effect } }: NamedOperation, fields?: Readonly<Record<string, unknown>>): string | undefined => {
    if (!('resource' in effect) || effect.kind === 'create') return undefined;
    const state = startOf(effect);
    const given = { ...(state === undefined ? {} : { state }), ...(fields === undefined ? {} : { fields }) };
    return model.place(effect.resource, given).value.id;
  };

  return {
    model,
    clock,
    send,
    thingFor,
    pass: (ms: number) => {
      nowMs += ms;
    },
    callExample: (named: NamedOperation) => send(named, { id: thingFor(named), body: named.operation.example }),
  };
}

type Caller = { readonly id: string; readonly scopes: 'all' | readonly string[] };
const CALLERS: Readonly<Record<string, Caller>> = {
  good: { id: 'rahyar', scopes: 'all' },
  other: { id: 'other', scopes: 'all' },
  reader: { id: 'rahyar', scopes: ['loans:read'] },
};

/** The first state in which an operation may be called. */
function startOf(effect: Effect): string | undefined {
  if (effect.kind === 'amend') return effect.inStates[0];
  if (effect.kind !== 'act') return undefined;
  const { machine } = effect.resource;
  return Object.keys(machine.states).find((state) => transitionFrom(machine, state, effect.action)?.by === 'caller');
}
