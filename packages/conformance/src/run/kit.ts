/// <reference lib="dom" />

import {
  type AnyOperation,
  type Capability,
  DISCOVERY_PATH,
  type NamedOperation,
  operationsOf,
  type Resource,
  transitionFrom,
} from '@rahyar/partners/contract';
import type { OurSide } from '../hooks/our-side.ts';
import type { TlsHandshake } from '../target/tls.ts';
import type { PrivateJwk } from '../trust/sign-request.ts';
import type { Fixtures } from './fixtures.ts';
import { type Answer, type Outgoing, send, type TalkTerms } from './talk.ts';

export type Fields = Readonly<Record<string, unknown>>;
/** A thing at the partner, as it was last answered. */
export type Thing = Fields & { readonly id: string; readonly state: string; readonly stateVersion: number };

/** The partner takes a step of its own, where the kit can bring that about: `false` where it cannot. */
export type PartnerStep = (id: string, action: string) => Promise<boolean>;

export type KitTerms = {
  readonly talk: TalkTerms;
  readonly profile: Capability;
  readonly offered: readonly Capability[];
  readonly fixtures: Fixtures;
  readonly seed: number;
  /** How many generated inputs one check tries. */
  readonly budget: number;
  readonly contract: { readonly version: string; readonly hash: string };
  readonly partnerStep: PartnerStep;
  /** A token of a caller who may not do what the profile does. */
  readonly limitedToken: string | undefined;
  /** A token of a caller who may read and whose rate may be used up. */
  readonly burstToken: string | undefined;
  /** A key that the partner does not know. */
  readonly forgedKey: PrivateJwk;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Absent where the partner is not spoken to by TLS. */
  readonly tls: TlsHandshake | undefined;
  readonly ourSide: OurSide | undefined;
  readonly receiver:
    | { readonly send: (headers: Record<string, string>, body: string) => Promise<number>; readonly secret: string }
    | undefined;
};

/** What a change leaves of the usual way to ask. */
export type Change = Partial<Omit<Outgoing, 'method'>> & { readonly method?: string; readonly search?: string };

/** What every check works with. */
export type Kit = KitTerms & {
  readonly send: (outgoing: Outgoing) => Promise<Answer>;
  readonly ask: (named: NamedOperation, input: Fields, change?: Change) => Promise<Answer>;
  /** A new thing, or one of the fixtures, in one of the states; `undefined` where there is no way to one. */
  readonly thingIn: (resource: Resource, states?: readonly string[], madeWith?: Fields) => Promise<Thing | undefined>;
  readonly discovery: () => Promise<Answer>;
  readonly newKey: () => string;
  /** The last event of the feed that was seen. */
  readonly feedEnd: { id: string | undefined };
  readonly operation: (id: string) => NamedOperation | undefined;
  /** Every exchange since the kit was made, in order. */
  readonly exchanges: readonly Answer['exchange'][];
};

const KEPT_EXCHANGES = 8;

/** What the checks of one run share. */
export type Shared = { discovery?: Promise<Answer>; readonly feedEnd: { id: string | undefined } };

/** The kit of one check; `shared` lives as long as the run. */
export function createKit(terms: KitTerms, shared: Shared): Kit {
  const exchanges: Answer['exchange'][] = [];
  const named = operationsOf([terms.profile, ...terms.offered.filter(({ id }) => id !== terms.profile.id)]);
  const newKey = (): string => `"${terms.talk.newUuid()}"`;
  const sendOne = async (outgoing: Outgoing): Promise<Answer> => {
    const answer = await send(terms.talk, outgoing);
    exchanges.push(answer.exchange);
    if (exchanges.length > KEPT_EXCHANGES) exchanges.splice(1, 1);
    return answer;
  };
  const ask: Kit['ask'] = (operation, input, change = {}) => sendOne(outgoingOf(operation.operation, input, change, newKey));
  const kit: Kit = {
    ...terms,
    exchanges,
    send: sendOne,
    ask,
    newKey,
    operation: (id) => named.find((one) => one.id === id),
    discovery: async () => {
      shared.discovery ??= send(terms.talk, { method: 'GET', path: DISCOVERY_PATH, token: null });
      const answer = await shared.discovery;
      exchanges.push(answer.exchange);
      return answer;
    },
    thingIn: (resource, states, madeWith) => thingIn(kit, resource, states, madeWith),
    feedEnd: shared.feedEnd,
  };
  return kit;
}

function outgoingOf(operation: AnyOperation, input: Fields, { search, ...change }: Change, newKey: () => string): Outgoing {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(input[name])));
  const query = new URLSearchParams(
    Object.keys(operation.query.shape).flatMap((name) => (input[name] === undefined ? [] : [[name, textOf(input[name])]])),
  ).toString();
  const known = [...Object.keys(operation.params.shape), ...Object.keys(operation.query.shape)];
  const body = Object.fromEntries(Object.entries(input).filter(([name]) => !known.includes(name)));
  return {
    method: operation.method,
    path: `${path}${search ?? (query === '' ? '' : `?${query}`)}`,
    ...(operation.method === 'POST' ? { body: JSON.stringify(body) } : {}),
    ...(operation.needsKey ? { key: newKey() } : {}),
    ...change,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The input that an operation is carried out with; the id aside. */
export const inputFor = ({ fixtures }: Pick<KitTerms, 'fixtures'>, { id, operation }: NamedOperation): Fields =>
  fixtures.inputs[id] ?? operation.example;

export const operationBy = (profile: Capability, wanted: (operation: AnyOperation) => boolean): NamedOperation | undefined =>
  operationsOf([profile]).find(({ operation }) => wanted(operation));

async function thingIn(kit: Kit, resource: Resource, states?: readonly string[], madeWith?: Fields): Promise<Thing | undefined> {
  const known = Object.entries(kit.fixtures.things[resource.name] ?? {}).find(
    ([state, ids]) => (states ?? [state]).includes(state) && ids.length > 0,
  );
  const maker = operationBy(kit.profile, ({ effect }) => effect.kind === 'create' && effect.resource.name === resource.name);
  if (maker === undefined) {
    const id = known?.[1][0];
    return id === undefined ? firstListed(kit, resource) : readThing(kit, resource, id);
  }
  const made = asThing((await kit.ask(maker, madeWith ?? inputFor(kit, maker))).json);
  if (made === undefined) return undefined;
  return (await walkTo(kit, resource, made, states)) ?? (known?.[1][0] === undefined ? undefined : readThing(kit, resource, known[1][0]));
}

async function firstListed(kit: Kit, resource: Resource): Promise<Thing | undefined> {
  const list = operationBy(
    kit.profile,
    ({ effect }) => (effect.kind === 'list' || effect.kind === 'search') && effect.resource.name === resource.name,
  );
  return list === undefined ? undefined : asThing(itemsOf(await kit.ask(list, inputFor(kit, list)))[0]);
}

async function readThing(kit: Kit, resource: Resource, id: string): Promise<Thing | undefined> {
  const read = operationBy(kit.profile, ({ effect }) => effect.kind === 'read' && effect.resource.name === resource.name);
  return read === undefined ? { id, state: '', stateVersion: 1 } : asThing((await kit.ask(read, { id })).json);
}

/** Takes the shortest way through the state machine: the caller's steps by their operations, the partner's where it can be brought to them. */
async function walkTo(kit: Kit, resource: Resource, from: Thing, states: readonly string[] | undefined): Promise<Thing | undefined> {
  if (states === undefined || states.includes(from.state)) return from;
  const way = wayTo(kit, resource, from.state, states);
  if (way === undefined) return undefined;
  let id = from.id;
  for (const { action, by } of way) {
    if (by !== 'caller') {
      if (!(await kit.partnerStep(id, action))) return undefined;
      continue;
    }
    const step = stepOf(kit, resource, action);
    const moved = step === undefined ? undefined : asThing((await kit.ask(step, { ...inputFor(kit, step), id })).json);
    if (moved === undefined) return undefined;
    id = moved.id;
  }
  return readThing(kit, resource, id);
}

export const stepOf = ({ profile }: Pick<KitTerms, 'profile'>, resource: Resource, action: string): NamedOperation | undefined =>
  operationBy(profile, ({ effect }) => effect.kind === 'act' && effect.resource.name === resource.name && effect.action === action);

type Step = { readonly action: string; readonly by: string };

/** The fewest steps from one state to one of some others, or `undefined` where there is no way. */
export function wayTo(
  kit: Pick<KitTerms, 'profile'>,
  { machine, name }: Resource,
  from: string,
  states: readonly string[],
): readonly Step[] | undefined {
  const ways = new Map<string, readonly Step[]>([[from, []]]);
  for (const [state, way] of ways) {
    if (states.includes(state)) return way;
    for (const { action, to, by } of machine.transitions) {
      const walkable =
        by !== 'caller' ||
        operationBy(kit.profile, ({ effect }) => effect.kind === 'act' && effect.resource.name === name && effect.action === action);
      if (walkable && transitionFrom(machine, state, action)?.to === to && !ways.has(to)) ways.set(to, [...way, { action, by }]);
    }
  }
  return undefined;
}

/** An answer as a thing, if it looks like one. */
export function asThing(json: unknown): Thing | undefined {
  const { id, state, stateVersion } = fieldsOf(json);
  return typeof id === 'string' && typeof state === 'string' && typeof stateVersion === 'number'
    ? { ...fieldsOf(json), id, state, stateVersion }
    : undefined;
}

/** The fields of an object; none of anything else. */
export const fieldsOf = (json: unknown): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};

export const itemsOf = ({ json }: Pick<Answer, 'json'>): readonly unknown[] => {
  const { data } = fieldsOf(json);
  return Array.isArray(data) ? (data as unknown[]) : [];
};
