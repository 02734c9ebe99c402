import {
  isProblemCode,
  type NamedOperation,
  operationsOf,
  type PartnerContract,
  PROBLEMS,
  type Resource,
  transitionFrom,
} from '@rahyar/partners/contract';
import { COMMON_TRIGGERS, fixtureFor, type PartnerModel } from '@rahyar/partners/testing';

type Fields = Readonly<Record<string, unknown>>;

/** One call of the client, and the status that the partner answers with. */
export type PlannedCall = {
  readonly named: NamedOperation;
  readonly what: string;
  readonly status: number;
  /** Made when the call is made, since it may put a thing at the partner first. */
  readonly input: () => Fields;
  readonly caller?: 'usual' | 'limited' | 'stranger';
  readonly ifMatch?: number;
  /** Of a command: the key of an earlier call. */
  readonly key?: string;
};

/**
 * Calls that a contract says all about: each operation once with success, and each refusal that its document names and that a caller's
 * program can bring about. What the client itself turns down, such as content out of range, never leaves it.
 */
export const plannedCalls = (contract: PartnerContract, model: PartnerModel): readonly PlannedCall[] =>
  operationsOf(Object.values(contract.capabilities)).flatMap((named) => callsOf(named, model));

function callsOf(named: NamedOperation, model: PartnerModel): readonly PlannedCall[] {
  const { operation } = named;
  const { effect } = operation;
  const resource = 'id' in operation.params.shape && 'resource' in effect ? effect.resource : undefined;
  const inputOf = (given: Fields, state?: string, madeWith?: Fields): Fields =>
    resource === undefined ? given : { ...given, id: placed(model, resource, state, madeWith) };
  const usual = (): Fields => inputOf(operation.example, stateFor(named));
  const call = (what: string, status: number, more: Partial<PlannedCall> = {}): PlannedCall => ({
    named,
    what,
    status,
    input: usual,
    ...more,
  });

  const codes = [...operation.rejections, ...operation.conflicts, ...COMMON_TRIGGERS].flatMap((code): readonly PlannedCall[] => {
    const fixture = fixtureFor(named, code);
    if (fixture === undefined) return [];
    return [call(code, statusOf(named, code), { input: () => inputOf(fixture.input, stateFor(named), fixture.madeWith) })];
  });
  const nobody =
    resource === undefined ? [] : [call('on nothing', 404, { input: () => ({ ...operation.example, id: strangeId(resource) }) })];
  const wrongState = wrongStateFor(named);
  const tooEarly = wrongState === undefined ? [] : [call('in a wrong state', 409, { input: () => inputOf(operation.example, wrongState) })];
  const stale = operation.takesIfMatch ? [call('on an old version', 412, { ifMatch: 999 })] : [];
  return [
    call('success', operation.success),
    ...(operation.needsKey ? repeated(call, usual, named) : []),
    call('by who may not', 403, { caller: 'limited' }),
    call('by a stranger', 401, { caller: 'stranger' }),
    ...nobody,
    ...tooEarly,
    ...stale,
    ...codes,
  ];
}

/** The same command twice under one key; the second time the partner repeats its answer. */
function repeated(
  call: (what: string, status: number, more: Partial<PlannedCall>) => PlannedCall,
  usual: () => Fields,
  { id, operation: { success } }: NamedOperation,
): readonly PlannedCall[] {
  let first: Fields | undefined;
  const key = `key-${id.replaceAll('.', '-')}-1405`.slice(0, 64);
  return ['to be repeated', 'repeated'].map((what) => call(what, success, { key, input: () => (first ??= usual()) }));
}

const statusOf = ({ operation }: NamedOperation, code: string): number =>
  isProblemCode(code) ? PROBLEMS[code].status : operation.conflicts.includes(code) ? 409 : 422;

function stateFor({ operation: { effect } }: NamedOperation): string | undefined {
  if (effect.kind === 'amend') return effect.inStates[0];
  if (effect.kind !== 'act') return undefined;
  return statesOf(effect.resource).find((state) => transitionFrom(effect.resource.machine, state, effect.action)?.by === 'caller');
}

/** A state in which the operation is not carried out; a thing whose operations are always open has none. */
function wrongStateFor({ operation: { effect } }: NamedOperation): string | undefined {
  if (effect.kind === 'amend') return statesOf(effect.resource).find((state) => !effect.inStates.includes(state));
  if (effect.kind !== 'act') return undefined;
  return statesOf(effect.resource).find((state) => transitionFrom(effect.resource.machine, state, effect.action)?.by !== 'caller');
}

const statesOf = ({ machine }: Resource): readonly string[] => Object.keys(machine.states);

const placed = (model: PartnerModel, resource: Resource, state: string | undefined, fields: Fields | undefined): string =>
  model.place(resource, { ...(state === undefined ? {} : { state }), ...(fields === undefined ? {} : { fields }) }).value.id;

const strangeId = ({ prefix }: Resource): string => `${prefix}_ZZZZNOSUCHTHING`;
