import { type NamedOperation, operationsOf, type PartnerContract, transitionFrom } from '@rahyar/partners/contract';
import { fixtureFor, type PartnerModel } from '@rahyar/partners/testing';
import type { Dice } from './fault-kinds.ts';

export const OPERATION_KINDS = ['create', 'act', 'amend', 'read', 'list', 'search', 'view', 'compute', 'feed'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** One thing that a caller wants of a partner. */
export type Intention = {
  readonly named: NamedOperation;
  readonly input: Readonly<Record<string, unknown>>;
  readonly ifMatch?: number;
};

export const operationsOfKind = (contract: PartnerContract, kind: OperationKind): readonly NamedOperation[] =>
  operationsOf(Object.values(contract.capabilities)).filter(({ operation }) => operation.effect.kind === kind);

/** Some operation of a kind, with a thing at the partner that it fits, or now and then one that the partner will turn down. */
export function drawIntention(dice: Dice, model: PartnerModel, kind: OperationKind): Intention {
  const named = dice.pick(operationsOfKind(model.contract, kind));
  const { operation } = named;
  const { effect } = operation;
  const codes = [...operation.rejections, ...operation.conflicts].filter((code) => fixtureFor(named, code) !== undefined);
  const fixture = codes.length > 0 && dice.chance(0.2) ? fixtureFor(named, dice.pick(codes)) : undefined;
  const input = fixture?.input ?? operation.example;
  if (!('id' in operation.params.shape) || !('resource' in effect)) return { named, input };
  const { machine } = effect.resource;
  const state =
    effect.kind === 'amend'
      ? effect.inStates[0]
      : effect.kind === 'act' && !dice.chance(0.1)
        ? Object.keys(machine.states).find((from) => transitionFrom(machine, from, effect.action)?.by === 'caller')
        : undefined;
  const fields = fixture?.madeWith;
  const { value } = model.place(effect.resource, {
    ...(state === undefined ? {} : { state }),
    ...(fields === undefined ? {} : { fields }),
  });
  const version = dice.chance(0.2) ? value.stateVersion + 1 : value.stateVersion;
  return { named, input: { ...input, id: value.id }, ...(operation.takesIfMatch && dice.chance(0.5) ? { ifMatch: version } : {}) };
}
