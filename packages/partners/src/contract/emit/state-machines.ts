import { isFinal } from '../machine.ts';
import type { Resource } from '../resource.ts';
import type { JsonObject } from './json.ts';

/** A state machine as the documents carry it. */
export const stateMachineOf = ({ title, event, machine }: Resource): JsonObject => ({
  title: title.en,
  'x-title-fa': title.fa,
  event,
  initial: machine.initial,
  states: Object.fromEntries(
    Object.entries(machine.states).map(([state, { fa, en }]) => [state, { fa, en, final: isFinal(machine, state) }]),
  ),
  transitions: machine.transitions.map(({ action, from, to, by }) => ({ action, from, to, by })),
});
