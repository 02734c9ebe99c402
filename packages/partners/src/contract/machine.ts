import type { Label } from '@rahyar/domain';

/** Who may take a step: the caller by an operation, the partner by its own work, time by passing. */
export const ACTORS = ['caller', 'partner', 'time'] as const;
export type Actor = (typeof ACTORS)[number];

/** One step of a state machine. `action` names it; two steps of one name never start in the same state. */
export type Transition<State extends string = string, Action extends string = string> = {
  readonly action: Action;
  readonly from: readonly State[];
  readonly to: State;
  readonly by: Actor;
};

/** The states of a thing at the partner, the first one named first. A state without a way out is final. */
export type StateMachine<State extends string = string, Action extends string = string> = {
  readonly states: Readonly<Record<State, Label>>;
  readonly initial: State;
  readonly transitions: readonly Transition<State, Action>[];
};

/** A state machine, with its words kept as types. */
export const stateMachine = <const State extends string, const Action extends string>(
  machine: StateMachine<State, Action>,
): StateMachine<State, Action> => machine;

export const statesOf = <State extends string>(machine: StateMachine<State>): readonly State[] => Object.keys(machine.states) as State[];

/** The step of that name out of a state, or `undefined` where the state does not allow it. */
export const transitionFrom = (machine: StateMachine, state: string, action: string): Transition | undefined =>
  machine.transitions.find((step) => step.action === action && step.from.includes(state));

/** What an actor may do in a state, in the order of the machine. */
export const actionsIn = (machine: StateMachine, state: string, by: Actor): readonly string[] =>
  machine.transitions.filter((step) => step.by === by && step.from.includes(state)).map(({ action }) => action);

export const isFinal = (machine: StateMachine, state: string): boolean => !machine.transitions.some(({ from }) => from.includes(state));

/** What is wrong with a machine, as short texts; empty for a sound one. */
export function faultsOf(machine: StateMachine): readonly string[] {
  const states = statesOf(machine);
  const isState = (name: string): boolean => states.includes(name);
  const unknown = machine.transitions.flatMap(({ action, from, to }) =>
    [...from, to].filter((name) => !isState(name)).map((name) => `${action}: no state ${name}`),
  );
  const twofold = machine.transitions.flatMap((step, index) =>
    machine.transitions
      .slice(index + 1)
      .filter((other) => other.action === step.action && other.from.some((name) => step.from.includes(name)))
      .map(({ action }) => `${action}: two ways out of one state`),
  );
  const reached = reachableFrom(machine);
  const lost = states.filter((name) => !reached.has(name)).map((name) => `${name}: cannot be reached`);
  const caught = states
    .filter((name) => ![...reachableFrom(machine, name)].some((end) => isFinal(machine, end)))
    .map((name) => `${name}: never ends`);
  return [...(isState(machine.initial) ? [] : ['initial: no such state']), ...unknown, ...twofold, ...lost, ...caught];
}

function reachableFrom(machine: StateMachine, start: string = machine.initial): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) for (const { from, to } of machine.transitions) if (from.includes(name)) reached.add(to);
  return reached;
}
