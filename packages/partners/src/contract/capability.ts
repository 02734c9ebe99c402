/// <reference lib="dom" />
import type { KeyProcess, Label, ReferralPartner } from '@rahyar/domain';
import type { ResultAsync } from 'neverthrow';
import type { PartnerError } from '../partner-error.ts';
import type { AnyOperation, CodeOf, InputOf, OutputOf } from './operation.ts';
import type { Resource } from './resource.ts';

/** A part of what a partner offers, adopted and proven as a whole: `bank.loans`. */
export type Capability<Operations extends Readonly<Record<string, AnyOperation>> = Readonly<Record<string, AnyOperation>>> = {
  /** `<organisation>.<capability>`, for ever. */
  readonly id: string;
  readonly title: Label;
  /** The key processes that it serves; a matter outside the twelve, such as insurance, names none. */
  readonly processes: readonly KeyProcess[];
  readonly resources: readonly Resource[];
  readonly operations: Operations;
};

/** Describes a capability, with the names of its operations kept as types. */
export const capability = <const Operations extends Readonly<Record<string, AnyOperation>>>(
  given: Capability<Operations>,
): Capability<Operations> => given;

/** A partner organisation and what it offers. A host describes a further one in the same way; nothing else knows the list. */
export type PartnerContract<Capabilities extends Readonly<Record<string, Capability>> = Readonly<Record<string, Capability>>> = {
  readonly id: ReferralPartner;
  readonly title: Label;
  readonly capabilities: Capabilities;
};

export const partnerContract = <const Capabilities extends Readonly<Record<string, Capability>>>(
  given: PartnerContract<Capabilities>,
): PartnerContract<Capabilities> => given;

/** One operation with the id that messages, logs and requirements know it by: `bank.loans.create`. */
export type NamedOperation = { readonly id: string; readonly capability: Capability; readonly operation: AnyOperation };

/** Every operation of some capabilities, in their order. */
export const operationsOf = (capabilities: Iterable<Capability>): readonly NamedOperation[] =>
  [...capabilities].flatMap((one) =>
    Object.entries(one.operations).map(([name, operation]) => ({ id: `${one.id}.${name}`, capability: one, operation })),
  );

export type CallOptions = {
  /** Ends the call, its delays included. */
  readonly signal?: AbortSignal;
  /** The key of a command that was begun before; a new one is made where none is given. */
  readonly idempotencyKey?: string;
  /** The state version last seen: the command is refused if the thing has changed since. */
  readonly ifMatch?: number;
};

/** One operation as a function. */
export type Call<O extends AnyOperation> = (input: InputOf<O>, options?: CallOptions) => ResultAsync<OutputOf<O>, PartnerError<CodeOf<O>>>;

/** What a host depends on of one capability: a client, a double and a partner's own adapter all keep it. */
export type PortOf<C extends Capability> = { readonly [Name in keyof C['operations']]: Call<C['operations'][Name]> };

/** Every port of a partner, by the name of the capability. */
export type PortsOf<P extends PartnerContract> = { readonly [Name in keyof P['capabilities']]: PortOf<P['capabilities'][Name]> };
