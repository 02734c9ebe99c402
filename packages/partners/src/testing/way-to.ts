import type { StateMachine, Transition } from '../contract/machine.ts';

/** The shortest way from the initial state to another. */
export function wayTo(machine: StateMachine, state: string): readonly Transition[] {
  const ways = new Map<string, readonly Transition[]>([[machine.initial, []]]);
  for (const [reached, way] of ways)
    for (const step of machine.transitions) if (step.from.includes(reached) && !ways.has(step.to)) ways.set(step.to, [...way, step]);
  const way = ways.get(state);
  if (way === undefined) throw new Error(`No way leads to the state ${state}.`);
  return way;
}
