import type { Label } from '@rahyar/domain';
import * as z from 'zod';
import type { OpenWord } from '../open-word.ts';
import { ACTORS, type StateMachine, statesOf } from './machine.ts';
import { marked } from './marks.ts';
import { CodeV1, idOf, MomentV1, openWordOf } from './wire.ts';

/** One entry of a thing's history. `code` is the partner's reason, where it gave one. */
export type TimelineEntryV1 = z.infer<ReturnType<typeof timelineEntry<string>>>;

const timelineEntry = <State extends string>(machine: StateMachine<State>) =>
  z.object({
    state: openWordOf(statesOf(machine)),
    stateVersion: StateVersion,
    at: MomentV1,
    by: openWordOf(ACTORS),
    code: CodeV1.optional(),
  });

/** Starts at 1 and grows with every change of one thing, a change of its fields included. */
export const StateVersion = marked('none', z.int().min(1));

/** The fields that every thing with a state has. */
const stateShape = <State extends string, Action extends string>(prefix: string, machine: StateMachine<State, Action>) => ({
  id: idOf(prefix),
  state: openWordOf(statesOf(machine)),
  stateVersion: StateVersion,
  allowedActions: z.array(openWordOf([...new Set(machine.transitions.map(({ action }) => action))])).max(50),
  timeline: z.array(timelineEntry(machine)).max(500),
  createdAt: MomentV1,
  updatedAt: MomentV1,
});

type StateShape<State extends string, Action extends string> = {
  readonly id: z.ZodString;
  readonly state: z.ZodType<OpenWord<State>, string>;
  readonly stateVersion: z.ZodType<number>;
  readonly allowedActions: z.ZodArray<z.ZodType<OpenWord<Action>, string>>;
  readonly timeline: z.ZodArray<ReturnType<typeof timelineEntry<State>>>;
  readonly createdAt: typeof MomentV1;
  readonly updatedAt: typeof MomentV1;
};

/** A thing at the partner that has an id, a state and a history: a loan, a cheque, a legal case. */
export type Resource<Shape extends z.ZodRawShape = z.ZodRawShape, State extends string = string, Action extends string = string> = {
  /** camelCase, one word of the field: `loan`, `promissoryNote`. */
  readonly name: string;
  readonly title: Label;
  /** The prefix of its ids: 1 to 12 small letters. */
  readonly prefix: string;
  /** Where its operations lie: `/v1/loans`. */
  readonly path: `/v1/${string}`;
  readonly machine: StateMachine<State, Action>;
  /** The event of every change: `bank.loan.state_changed`. */
  readonly event: string;
  /** Own fields that the data of the event tells beside id, state and version; none of them personal. */
  readonly eventFields?: readonly string[];
  /** The fields of its own; those of the state stand beside them in `schema`. */
  readonly fields: z.ZodObject<Shape>;
  readonly schema: z.ZodObject<StateShape<State, Action> & Shape>;
  /** The own fields of one such thing, as the documents show it and as the doubles fill in what a caller does not give. */
  readonly example: z.input<z.ZodObject<Shape>>;
};

/** Describes a thing with a state; its wire schema is its own fields and those of the state. */
export function resource<const Shape extends z.ZodRawShape, State extends string, Action extends string>({
  fields,
  ...given
}: Omit<Resource<Shape, State, Action>, 'fields' | 'schema' | 'eventFields'> & {
  readonly fields: Shape;
  readonly eventFields?: readonly (keyof Shape & string)[];
}): Resource<Shape, State, Action> {
  const own = z.object(fields);
  return {
    ...given,
    fields: own,
    schema: z.object({ ...stateShape(given.prefix, given.machine), ...fields }),
  };
}
