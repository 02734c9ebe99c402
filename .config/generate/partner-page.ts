import { isFinal, leavesOf, operationsOf, type PartnerContract, type Resource } from '@rahyar/partners/contract';

/** The page of one partner: its operations, the states of its things, the codes of its own, and what is personal. */
export const renderPartner = (contract: PartnerContract): string =>
  `${[
    `# ${contract.title.en} · ${contract.title.fa}`,
    '',
    '<!-- Written by `npm run generate` from the contract in packages/partners; change the contract, not this page. -->',
    '',
    `The contract of \`${contract.id}\`: ${operationsOf(Object.values(contract.capabilities)).length} operations in`,
    `${Object.keys(contract.capabilities).length} capabilities. The same as data: [OpenAPI](../../packages/partners/contract/${contract.id}/openapi.json) ·`,
    `[JSON Schema](../../packages/partners/contract/${contract.id}/json-schema.json) · [workflows](../../packages/partners/contract/arazzo.json).`,
    ...Object.values(contract.capabilities).flatMap((capability) => [
      '',
      `## ${capability.id}`,
      '',
      `${capability.title.fa} · ${capability.title.en}.${processText(capability.processes)}`,
      '',
      '| operation | فارسی | English | call | scope | own codes |',
      '|---|---|---|---|---|---|',
      ...operationsOf([capability]).map(({ id, operation }) =>
        row([
          `\`${id}\`${operation.needsKey ? ' (key)' : ''}`,
          operation.summary.fa,
          operation.summary.en,
          `\`${operation.method} ${operation.path}\``,
          `\`${operation.scope}\``,
          [...operation.conflicts.map((code) => `\`${code}\` 409`), ...operation.rejections.map((code) => `\`${code}\` 422`)].join(', '),
        ]),
      ),
      ...capability.resources.flatMap(thingLines),
    ]),
  ].join('\n')}\n`;

const processText = (processes: readonly string[]): string =>
  processes.length === 0 ? '' : ` Serves ${processes.map((process) => `\`${process}\``).join(', ')}.`;

const thingLines = (thing: Resource): readonly string[] => [
  '',
  `### ${thing.name}`,
  '',
  `${thing.title.fa} · ${thing.title.en}. Ids begin with \`${thing.prefix}_\`; every change sends \`${thing.event}\`.`,
  '',
  '```mermaid',
  'stateDiagram-v2',
  ...Object.keys(thing.machine.states).map((state) => `  ${state} : ${thing.machine.states[state]?.fa ?? state}`),
  `  [*] --> ${thing.machine.initial}`,
  ...thing.machine.transitions.flatMap(({ action, from, to, by }) => from.map((state) => `  ${state} --> ${to} : ${action} (${by})`)),
  ...Object.keys(thing.machine.states)
    .filter((state) => isFinal(thing.machine, state))
    .map((state) => `  ${state} --> [*]`),
  '```',
  '',
  '| state | فارسی | English |',
  '|---|---|---|',
  ...Object.entries(thing.machine.states).map(([state, { fa, en }]) => row([`\`${state}\``, fa, en])),
  '',
  personalText(thing),
];

const personalText = ({ fields }: Resource): string => {
  const personal = leavesOf(fields).filter(({ pii }) => pii !== 'none');
  return personal.length === 0
    ? 'None of its own fields is personal.'
    : `Personal: ${[...new Set(personal.map(({ path, pii }) => `\`${path.join('.')}\` (${pii ?? 'unmarked'})`))].join(', ')}.`;
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
