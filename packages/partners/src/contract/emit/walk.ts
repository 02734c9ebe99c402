import type { NamedOperation } from '../capability.ts';
import { transitionFrom } from '../machine.ts';
import type { Resource } from '../resource.ts';
import { exampleRequestOf } from './examples.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** An operation at a partner. */
export type PlacedOperation = NamedOperation & { readonly partner: string };

/** A thing on its way: the step that gave its id, and the state that it is in. */
type Underway = { readonly given: string; readonly state: string };

/**
 * The steps that a caller may take alone, in order: what can be reckoned, then each thing from its making to as far as the caller's own steps
 * bring it. A thing that the caller cannot make is taken from the list of them.
 */
export function walkOf(workflow: string, operations: readonly PlacedOperation[]): readonly JsonObject[] {
  const steps: JsonObject[] = [];
  const underway = new Map<Resource, Underway>();
  const push = (step: JsonObject): void => {
    steps.push(step);
  };

  const makeFirst = (operation: PlacedOperation): void => {
    const { effect } = operation.operation;
    if (effect.kind !== 'create') return;
    const step = stepOf(workflow, operation, underway);
    const { stepId } = step;
    const sameState = `$response.body#/state == '${effect.resource.machine.initial}'`;
    push({
      ...step,
      successCriteria: [...criteriaOf(operation), { condition: sameState }, { condition: '$response.body#/stateVersion == 1' }],
      outputs: { id: '$response.body#/id' },
    });
    push({
      ...step,
      stepId: `${stepId}-again`,
      description: 'The same command with the same key: the same thing, and not a second one.',
      successCriteria: [
        ...criteriaOf(operation),
        { condition: `$response.body#/id == $steps.${stepId}.outputs.id` },
        { condition: "$response.header.Idempotency-Replayed == '?1'" },
      ],
    });
    underway.set(effect.resource, { given: stepId, state: effect.resource.machine.initial });
  };

  for (const operation of operations) {
    const { kind } = operation.operation.effect;
    if (kind === 'compute' || kind === 'feed') push({ ...stepOf(workflow, operation, underway), successCriteria: criteriaOf(operation) });
  }
  for (const resource of resourcesIn(operations)) {
    const own = operations.filter(({ operation: { effect } }) => 'resource' in effect && effect.resource === resource);
    const [maker] = own.filter(({ operation }) => operation.effect.kind === 'create');
    if (maker !== undefined) makeFirst(maker);
    for (const step of own) {
      const { effect } = step.operation;
      if (effect.kind === 'list' || effect.kind === 'search') {
        const plain = stepOf(workflow, step, underway);
        const isSource = !underway.has(resource) && own.some(({ operation }) => 'id' in operation.params.shape);
        push({ ...plain, successCriteria: criteriaOf(step), ...(isSource ? { outputs: { id: '$response.body#/data/0/id' } } : {}) });
        if (isSource) underway.set(resource, { given: plain.stepId, state: resource.machine.initial });
      }
    }
    for (const step of furtherOf(own, resource)) {
      const at = underway.get(resource);
      if (at === undefined) continue;
      const { effect } = step.operation;
      const state = effect.kind === 'act' ? (transitionFrom(resource.machine, at.state, effect.action)?.to ?? at.state) : at.state;
      const answersThing = effect.kind !== 'view';
      push({
        ...stepOf(workflow, step, underway),
        successCriteria: [
          ...criteriaOf(step),
          ...(answersThing ? [{ condition: `$response.body#/id == $steps.${at.given}.outputs.id` }] : []),
          ...(answersThing && maker !== undefined ? [{ condition: `$response.body#/state == '${state}'` }] : []),
        ],
      });
      underway.set(resource, { ...at, state });
    }
  }
  return steps;
}

/** Reads, views and changes of fields in the first state, then the caller's steps one after the other, and a last look. */
function furtherOf(own: readonly PlacedOperation[], { machine }: Resource): readonly PlacedOperation[] {
  const reads = own.filter(({ operation: { effect } }) => effect.kind === 'read' || effect.kind === 'view');
  const amends = own.filter(({ operation: { effect } }) => effect.kind === 'amend' && effect.inStates.includes(machine.initial));
  const acts = longestOf(
    own.filter(({ operation }) => operation.effect.kind === 'act'),
    machine,
    machine.initial,
  );
  return [...reads, ...amends, ...acts];
}

/** The longest way that the caller's own steps make from a state, each taken once at most. */
function longestOf(acts: readonly PlacedOperation[], machine: Resource['machine'], state: string): readonly PlacedOperation[] {
  const ways = acts.flatMap((step) => {
    const { effect } = step.operation;
    const taken = effect.kind === 'act' ? transitionFrom(machine, state, effect.action) : undefined;
    if (taken?.by !== 'caller') return [];
    return [
      [
        step,
        ...longestOf(
          acts.filter((other) => other !== step),
          machine,
          taken.to,
        ),
      ],
    ];
  });
  return ways.reduce<readonly PlacedOperation[]>((longest, way) => (way.length > longest.length ? way : longest), []);
}

const resourcesIn = (operations: readonly PlacedOperation[]): readonly Resource[] => [
  ...new Set(operations.flatMap(({ operation: { effect } }) => ('resource' in effect ? [effect.resource] : []))),
];

const stepOf = (
  workflow: string,
  named: PlacedOperation,
  underway: ReadonlyMap<Resource, Underway>,
): JsonObject & { readonly stepId: string } => {
  const { id, partner, operation } = named;
  const stepId = id.replaceAll('.', '-');
  const pointer = operation.path.replaceAll('~', '~0').replaceAll('/', '~1');
  const own = 'resource' in operation.effect ? underway.get(operation.effect.resource) : undefined;
  return {
    stepId,
    description: operation.summary.en,
    operationPath: `{$sourceDescriptions.${partner}.url}#/paths/${pointer}/${operation.method.toLowerCase()}`,
    parameters: [
      { in: 'header', name: 'Authorization', value: 'Bearer {$inputs.token}' },
      ...(operation.needsKey ? [{ in: 'header', name: 'Idempotency-Key', value: `"{$inputs.run}-${workflow}-${stepId}"` }] : []),
      ...('id' in operation.params.shape && own !== undefined ? [{ in: 'path', name: 'id', value: `$steps.${own.given}.outputs.id` }] : []),
      ...(operation.method === 'GET'
        ? Object.entries(exampleRequestOf(operation)).map(([name, value]) => ({ in: 'query', name, value }))
        : []),
    ],
    ...(operation.method === 'POST'
      ? { requestBody: { contentType: 'application/json', payload: withIdsOf(underway, exampleRequestOf(operation)) } }
      : {}),
  };
};

const criteriaOf = ({ operation: { success } }: PlacedOperation): readonly JsonObject[] => [
  { condition: `$statusCode == ${success}` },
  { context: '$response.header.Content-Type', condition: '^application/json', type: 'regex' },
];

/** An example with the ids of things that were made before in the places of ids of their kind. */
function withIdsOf(underway: ReadonlyMap<Resource, Underway>, value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withIdsOf(underway, item));
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withIdsOf(underway, field)]));
  if (typeof value !== 'string') return value;
  const [, made] = [...underway].find(([{ prefix }]) => value.startsWith(`${prefix}_`)) ?? [];
  return made === undefined ? value : `$steps.${made.given}.outputs.id`;
}
