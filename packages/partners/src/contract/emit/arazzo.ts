import { KEY_PROCESS_TERMS, KEY_PROCESSES, type KeyProcess, type Label } from '@rahyar/domain';
import { type Capability, operationsOf, type PartnerContract } from '../capability.ts';
import type { JsonObject } from './json.ts';
import { type PlacedOperation, walkOf } from './walk.ts';

/** One workflow: a key process, or a matter outside the twelve, by the operations of the capabilities that serve it. */
type Matter = { readonly id: string; readonly title: Label; readonly operations: readonly PlacedOperation[] };

export type ArazzoOptions = {
  readonly version: string;
  /** Where the OpenAPI document of a partner lies, from the place of this document. */
  readonly openApiUrl: (partner: string) => string;
  /** The usual way through each key process, as in `PROCESS_OPERATIONS`: what is named earlier is walked through earlier. */
  readonly ways: Readonly<Record<KeyProcess, readonly string[]>>;
};

/**
 * The workflows of some partners as an Arazzo 1.0.1 document: one for each key process that a capability serves, and one for each capability
 * that serves none. Every step is one that the caller may take alone from the beginning. A command is sent twice with one key and must answer
 * the same thing.
 */
export const arazzoOf = (contracts: readonly PartnerContract[], { version, openApiUrl, ways }: ArazzoOptions): JsonObject => ({
  arazzo: '1.0.1',
  info: {
    title: 'Key processes at the partner organisations',
    version,
    description: 'Each workflow walks through one process as far as a caller may take it alone.',
  },
  sourceDescriptions: contracts.map(({ id }) => ({ name: id, url: openApiUrl(id), type: 'openapi' })),
  workflows: mattersOf(contracts, ways).map(workflowOf),
});

function mattersOf(contracts: readonly PartnerContract[], ways: ArazzoOptions['ways']): readonly Matter[] {
  const served = contracts.flatMap(({ id, capabilities }) =>
    Object.values(capabilities).map((capability) => ({ partner: id, capability })),
  );
  const ofProcesses = KEY_PROCESSES.map((process): Matter => {
    const those = served.filter(({ capability }) => capability.processes.includes(process)).flatMap(operationsAt);
    return { id: process, title: KEY_PROCESS_TERMS[process], operations: inOrderOf(ways[process], those) };
  });
  // What several partners offer alike is walked through once, at the first of them.
  const ofCapabilities = served
    .filter(
      ({ capability }, index) => capability.processes.length === 0 && served.findIndex((one) => one.capability === capability) === index,
    )
    .map((one): Matter => ({ id: one.capability.id.replaceAll('.', '-'), title: one.capability.title, operations: operationsAt(one) }));
  return [...ofProcesses, ...ofCapabilities].filter(({ operations }) => operations.length > 0);
}

const operationsAt = ({ partner, capability }: { partner: string; capability: Capability }): readonly PlacedOperation[] =>
  operationsOf([capability]).map((named) => ({ ...named, partner }));

/** The operations of the way first, in its order, and then the others. */
const inOrderOf = (way: readonly string[], operations: readonly PlacedOperation[]): readonly PlacedOperation[] => {
  const place = ({ id }: PlacedOperation): number => (way.includes(id) ? way.indexOf(id) : way.length);
  return [...operations].sort((one, other) => place(one) - place(other));
};

const workflowOf = ({ id, title, operations }: Matter): JsonObject => ({
  workflowId: id,
  summary: title.en,
  'x-summary-fa': title.fa,
  inputs: {
    type: 'object',
    properties: {
      token: { type: 'string', description: 'An access token that every partner of the workflow takes.' },
      run: {
        type: 'string',
        description: 'Tells one run from another; part of every idempotency key. 8 to 64 letters, digits and hyphens.',
      },
    },
    required: ['token', 'run'],
  },
  steps: walkOf(id, operations),
});
