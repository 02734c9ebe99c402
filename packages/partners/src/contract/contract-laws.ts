import type { Label } from '@rahyar/domain';
import * as z from 'zod';
import { ReasonCode, Word } from '../wire-text.ts';
import { type Capability, type NamedOperation, operationsOf, type PartnerContract } from './capability.ts';
import { faultsOf, statesOf } from './machine.ts';
import { coreOf, innerOf, leavesOf } from './marks.ts';
import type { Resource } from './resource.ts';
import { sealed } from './sealed.ts';

/** What is looked at: partners, and what they are made of, each capability once however many partners offer it. */
type Catalogue = {
  readonly partners: readonly PartnerContract[];
  readonly capabilities: readonly Capability[];
  readonly operations: readonly NamedOperation[];
  readonly resources: readonly Resource[];
};

export type ContractLaw = {
  readonly name: string;
  /** Where the law is broken, as ids and field names; empty where it is kept. */
  readonly faultsIn: (catalogue: Catalogue) => readonly string[];
};

/** A law that a description breaks, and where. */
export type ContractFault = { readonly law: string; readonly at: string };

/** What is wrong with a description of partners; empty for a sound one. Run it over a further partner before it is offered to anybody. */
export function contractFaults(partners: readonly PartnerContract[]): readonly ContractFault[] {
  const capabilities = [...new Set(partners.flatMap((partner) => Object.values(partner.capabilities)))];
  const resources = [...new Set(capabilities.flatMap((one) => one.resources))];
  const catalogue = { partners, capabilities, operations: operationsOf(capabilities), resources };
  return CONTRACT_LAWS.flatMap(({ name, faultsIn }) => faultsIn(catalogue).map((at) => ({ law: name, at })));
}

/** A name stands for one thing for ever. */
const namesOnce: ContractLaw = {
  name: 'names-once',
  faultsIn: ({ partners, capabilities, operations, resources }) => [
    ...twice(partners.map(({ id }) => id)),
    ...twice(capabilities.map(({ id }) => id)),
    ...twice(operations.map(({ id }) => id)),
    ...(['name', 'prefix', 'path', 'event'] as const).flatMap((field) => twice(resources.map((one) => one[field]))),
  ],
};

/** Ids, prefixes, events and addresses have their form. */
const namesInForm: ContractLaw = {
  name: 'names-in-form',
  faultsIn: ({ capabilities, operations, resources }) => [
    ...capabilities.map(({ id }) => id).filter((id) => !/^[a-z]+\.[a-z][A-Za-z]+$/.test(id)),
    ...resources.map(({ prefix }) => prefix).filter((prefix) => !/^[a-z]{1,12}$/.test(prefix)),
    ...resources.map(({ event }) => event).filter((event) => !Word.safeParse(event).success || !event.endsWith('.state_changed')),
    ...operations.filter(({ operation: { path } }) => !/^\/v1(?:\/(?:[a-z]+(?:-[a-z]+)*|\{id\}))+$/.test(path)).map(({ id }) => id),
  ],
};

/** One method and address lead to one operation at a partner. */
const addressesOnce: ContractLaw = {
  name: 'addresses-once',
  faultsIn: ({ partners }) =>
    partners.flatMap(({ capabilities }) =>
      twice(operationsOf(Object.values(capabilities)).map(({ operation: { method, path } }) => `${method} ${path}`)),
    ),
};

/** Everything is named in both languages, Persian in Persian letters. */
const bothLanguages: ContractLaw = {
  name: 'both-languages',
  faultsIn: ({ partners, capabilities, operations, resources }) => {
    const labels: readonly (readonly [string, Label])[] = [
      ...[...partners, ...capabilities].map(({ id, title }) => [id, title] as const),
      ...resources.flatMap(({ name, title, machine }) => [title, ...Object.values(machine.states)].map((label) => [name, label] as const)),
      ...operations.map(({ id, operation }) => [id, operation.summary] as const),
    ];
    const isWritten = ({ fa, en }: Label): boolean =>
      /\p{Script=Arabic}/u.test(fa) && !/[\u064A\u0643]/.test(fa) && /^[\p{ASCII}’]+$/u.test(en);
    return labels.filter(([, label]) => !isWritten(label)).map(([at]) => at);
  },
};

/** A capability acts only on the things it describes. */
const ownThings: ContractLaw = {
  name: 'own-things',
  faultsIn: ({ operations }) =>
    operations
      .filter(({ capability, operation: { effect } }) => 'resource' in effect && !capability.resources.includes(effect.resource))
      .map(({ id }) => id),
};

/** State machines are sound, and their words stand on the wire. */
const soundMachines: ContractLaw = {
  name: 'sound-machines',
  faultsIn: ({ resources }) =>
    resources.flatMap(({ name, machine }) => [
      ...faultsOf(machine).map((fault) => `${name}: ${fault}`),
      ...[...statesOf(machine), ...machine.transitions.map(({ action }) => action)].filter((word) => !Word.safeParse(word).success),
    ]),
};

/** The caller has an operation for every step that is his, and none for another. */
const callersSteps: ContractLaw = {
  name: 'callers-steps',
  faultsIn: ({ operations, resources }) =>
    resources.flatMap((one) => {
      const steps = new Set(one.machine.transitions.filter(({ by }) => by === 'caller').map(({ action }) => action));
      const offered = new Set(
        operations.flatMap(({ operation: { effect } }) => (effect.kind === 'act' && effect.resource === one ? [effect.action] : [])),
      );
      return [...steps, ...offered].filter((action) => steps.has(action) !== offered.has(action)).map((action) => `${one.name}: ${action}`);
    }),
};

/** An amendment knows states of its thing, a list of it that takes what is added, and an event that it sends. */
const soundAmendments: ContractLaw = {
  name: 'sound-amendments',
  faultsIn: ({ operations }) =>
    operations
      .filter(({ operation: { effect, example } }) => {
        if (effect.kind !== 'amend') return false;
        const { inStates, resource, appendTo, emits } = effect;
        const grows = appendTo === undefined ? undefined : resource.fields.shape[appendTo];
        const takes = appendTo === undefined || (grows instanceof z.ZodArray && z.safeParse(grows.element, example).success);
        const isKnown = inStates.length > 0 && inStates.every((state) => state in resource.machine.states);
        return !isKnown || !takes || (emits !== undefined && !Word.safeParse(emits).success);
      })
      .map(({ id }) => id),
};

/** Requests and answers are what their examples say, and nothing beside; an answer without a thing to show has an example of its own. */
const trueExamples: ContractLaw = {
  name: 'true-examples',
  faultsIn: ({ operations, resources }) => [
    ...operations
      .filter(({ operation: { query, body, example, answerExample, output, effect } }) => {
        const request = sealed(z.object({ ...query.shape, ...body.shape }));
        const isTaken = request.safeParse(example).success && !request.safeParse({ ...example, future: 1 }).success;
        const needsAnswer = ['view', 'compute', 'feed'].includes(effect.kind);
        return (
          !isTaken || needsAnswer !== (answerExample !== undefined) || (needsAnswer && !sealed(output).safeParse(answerExample).success)
        );
      })
      .map(({ id }) => id),
    ...resources.filter(({ fields, example }) => !sealed(fields).safeParse(example).success).map(({ name }) => name),
  ],
};

/** A new thing is whole: what its creation is given, and its example for the rest. */
const wholeThings: ContractLaw = {
  name: 'whole-things',
  faultsIn: ({ operations }) =>
    operations
      .filter(({ operation: { effect, example } }) => {
        if (effect.kind !== 'create') return false;
        const { fields, example: own } = effect.resource;
        return !fields.safeParse({ ...own, ...example }).success;
      })
      .map(({ id }) => id),
};

/** Every leaf says what it holds of a person, and nothing personal stands in an address. */
const markedFields: ContractLaw = {
  name: 'marked-fields',
  faultsIn: ({ operations }) =>
    operations.flatMap(({ id, operation: { params, query, body, output } }) =>
      [
        ...[params, query, body, output].flatMap((schema) => leavesOf(schema).filter(({ pii }) => pii === undefined)),
        ...[params, query].flatMap((schema) => leavesOf(schema).filter(({ pii }) => pii !== undefined && pii !== 'none')),
      ].map(({ path }) => `${id}: ${path.join('.')}`),
    ),
};

/** A caller gives one flat object, so names of parameters, query and body never meet. */
const apartNames: ContractLaw = {
  name: 'apart-names',
  faultsIn: ({ operations }) =>
    operations.flatMap(({ id, operation: { params, query, body } }) =>
      twice([params, query, body].flatMap(({ shape }) => Object.keys(shape))).map((name) => `${id}: ${name}`),
    ),
};

/** Lists and searches filter by fields of the thing, or by states of it. */
const knownFilters: ContractLaw = {
  name: 'known-filters',
  faultsIn: ({ operations }) =>
    operations.flatMap(({ id, operation: { effect, query, body } }) => {
      if (effect.kind !== 'list' && effect.kind !== 'search') return [];
      const { fields, machine } = effect.resource;
      const names = [...Object.keys(query.shape), ...Object.keys(body.shape)];
      const strange = names.filter((name) => !['limit', 'cursor', 'state'].includes(name) && !(name in fields.shape));
      const { state } = query.shape as Readonly<Record<string, z.core.$ZodType>>;
      const asked = state === undefined ? undefined : coreOf(state);
      const states = asked instanceof z.ZodEnum ? asked.options.map(String).filter((word) => !(word in machine.states)) : [];
      return [...strange, ...states].map((name) => `${id}: ${name}`);
    }),
};

/** Answers use words of open lists, so that a list may grow; a word that the caller himself gave may come back as it is. */
const openAnswers: ContractLaw = {
  name: 'open-answers',
  faultsIn: ({ operations }) => {
    const given = new Map<Resource, ReadonlySet<string>>();
    for (const { operation } of operations)
      if (operation.effect.kind === 'create') given.set(operation.effect.resource, new Set(closedWordsOf(operation.body)));
    return operations.flatMap(({ id, operation: { effect, output } }) => {
      const own = 'resource' in effect ? given.get(effect.resource) : undefined;
      return closedWordsOf(output)
        .filter((path) => own?.has(path) !== true)
        .map((path) => `${id}: ${path}`);
    });
  },
};

/** Reasons have the form of a reason, each once; what may be done about a conflict is said of a conflict, and is a step of the caller's. */
const soundCodes: ContractLaw = {
  name: 'sound-codes',
  faultsIn: ({ operations }) =>
    operations.flatMap(({ id, operation: { rejections, conflicts, remedies = {}, effect } }) => {
      const codes = [...rejections, ...conflicts];
      const formless = codes.filter((code) => !ReasonCode.safeParse(code).success);
      const homeless = Object.keys(remedies).filter((code) => !conflicts.includes(code));
      const steps = 'resource' in effect ? effect.resource.machine.transitions.filter(({ by }) => by === 'caller') : [];
      const stepless = Object.entries(remedies)
        .filter(([, actions]) => !Object.values(actions).every((action) => steps.some((step) => step.action === action)))
        .map(([code]) => code);
      return [...formless, ...twice(codes), ...homeless, ...stepless].map((code) => `${id}: ${code}`);
    }),
};

/** A command changes something, carries a key and is of level L2; a query does none of it. Time for an attempt is part of the whole. */
const commandsApart: ContractLaw = {
  name: 'commands-apart',
  faultsIn: ({ operations }) =>
    operations
      .filter(({ operation: { effect, intent, needsKey, level, deadline } }) => {
        const isCommand = ['create', 'act', 'amend'].includes(effect.kind);
        const isTold = isCommand ? intent === 'command' && level === 'L2' : intent === 'query' && level === 'L1';
        return !isTold || needsKey !== isCommand || deadline.attemptMs >= deadline.totalMs;
      })
      .map(({ id }) => id),
};

/** The laws of every description, ours and a host's. */
export const CONTRACT_LAWS: readonly ContractLaw[] = [
  namesOnce,
  namesInForm,
  addressesOnce,
  bothLanguages,
  ownThings,
  soundMachines,
  callersSteps,
  soundAmendments,
  trueExamples,
  wholeThings,
  markedFields,
  apartNames,
  knownFilters,
  openAnswers,
  soundCodes,
  commandsApart,
];

const twice = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) !== index);

/** Where closed lists of words stand in a schema. */
function closedWordsOf(schema: z.core.$ZodType, path = ''): readonly string[] {
  if (schema instanceof z.ZodEnum) return [path];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, field]) =>
      closedWordsOf(field, path === '' ? name : `${path}.${name}`),
    );
  const inner = innerOf(schema);
  return inner === undefined ? [] : closedWordsOf(inner, path);
}
