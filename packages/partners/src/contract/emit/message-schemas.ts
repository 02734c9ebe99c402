import type { Label } from '@rahyar/domain';
import * as z from 'zod';
import { PartnerMadeId } from '../../wire-text.ts';
import { type NamedOperation, operationsOf, type PartnerContract } from '../capability.ts';
import { statesOf } from '../machine.ts';
import { marked } from '../marks.ts';
import { ProblemV1 } from '../problem.ts';
import { type Resource, StateVersion } from '../resource.ts';
import { CodeV1, idOf, MomentV1, openWordOf } from '../wire.ts';
import { pascalCase } from './json.ts';

/** The operations of a partner, in the order of its capabilities. */
export const operationsOfPartner = (contract: PartnerContract): readonly NamedOperation[] =>
  operationsOf(Object.values(contract.capabilities));

/** The things of a partner, in the order of its capabilities. */
export const resourcesOf = (contract: PartnerContract): readonly Resource[] => [
  ...new Set(Object.values(contract.capabilities).flatMap(({ resources }) => resources)),
];

/** An event that a partner sends: of a change of state, or one that a change of fields names for itself. */
export type PartnerEventKind = { readonly type: string; readonly resource: Resource; readonly title: Label };

/** Every event of a partner, in the order of its things. */
export const eventKindsOf = (contract: PartnerContract): readonly PartnerEventKind[] => {
  const operations = operationsOfPartner(contract);
  return resourcesOf(contract).flatMap((thing) => [
    { type: thing.event, resource: thing, title: { fa: `${thing.title.fa}: وضعیت تغییر کرد`, en: `${thing.title.en}: the state changed` } },
    ...operations.flatMap(({ operation: { effect, summary } }) =>
      effect.kind === 'amend' && effect.resource === thing && effect.emits !== undefined
        ? [
            {
              type: effect.emits,
              resource: thing,
              title: { fa: `${thing.title.fa}: ${summary.fa}`, en: `${thing.title.en}: ${summary.en}` },
            },
          ]
        : [],
    ),
  ]);
};

/** The body of an event: what changed and to which state, and nothing about a person. */
export const eventSchemaOf = ({ type, resource: { prefix, machine, fields, eventFields = [] } }: PartnerEventKind): z.ZodObject =>
  z.object({
    id: marked('none', PartnerMadeId),
    type: marked('none', z.literal(type)),
    timestamp: MomentV1,
    data: z.object({
      id: idOf(prefix),
      state: openWordOf(statesOf(machine)),
      stateVersion: StateVersion,
      code: CodeV1.optional(),
      ...Object.fromEntries(Object.entries(fields.shape).filter(([name]) => eventFields.includes(name))),
    }),
  });

/** The shapes that the documents of a partner name: its things, their events and the problem. */
export const ownShapesOf = (contract: PartnerContract): Readonly<Record<string, z.core.$ZodType>> => {
  const things = resourcesOf(contract).map((thing) => [pascalCase(thing.name), thing.schema] as const);
  const events = eventKindsOf(contract).map((kind) => [`${pascalCase(kind.type)}Event`, eventSchemaOf(kind)] as const);
  return Object.fromEntries([...things, ...events, ['Problem', ProblemV1] as const]);
};
