import type { Label } from '@rahyar/domain';
import type { Requirement } from '../requirements/requirement.ts';
import { REQUIREMENTS } from '../requirements/requirements.ts';
import { OPERATION_CLASSES } from '../run/operation-class.ts';
import { namesOfFaults } from './planted-faults.ts';
import { receiverFaults } from './receiver-faults.ts';
import type { PlantedFault } from './spoil.ts';

type Fault = Pick<PlantedFault, 'id' | 'breaks' | 'does' | 'also'>;

/** A requirement, what it is asked of, and the faults that it must find. */
export type CoverageRow = { readonly requirement: Requirement; readonly of: Label; readonly faults: readonly Fault[] };

/** The matrix of requirements, checks and faults. */
export const coverageOf = (faults: readonly Fault[]): readonly CoverageRow[] =>
  REQUIREMENTS.map((requirement) => ({
    requirement,
    of: requirement.per === 'partner' ? { fa: 'سازمان', en: 'the partner' } : OPERATION_CLASSES[requirement.appliesTo],
    faults: faults.filter(({ breaks }) => breaks === requirement.id),
  }));

/** The requirements as a page of the documentation, `docs/partners/requirements.md`. */
export function renderRequirements(): string {
  const rows = coverageOf([...namesOfFaults(), ...receiverFaults(() => 0)]);
  const count = (strength: string): number => rows.filter(({ requirement }) => requirement.strength === strength).length;
  return `${[
    '# Requirements · الزام‌ها',
    '',
    '<!-- Written by `npm run generate` from the requirements of @rahyar/conformance; change those, not this page. -->',
    '',
    `${rows.length} requirements say what a partner must keep: ${count('MUST')} MUST, ${count('SHOULD')} SHOULD, ${count('MAY')} MAY. Each has a check, and each is tried on a`,
    '*mutant*: the sandbox with one fault in it, which exactly this requirement must find. *Port* marks what is also asked of a partner that',
    'answers by its own adapter, without HTTP.',
    '',
    '| id | level | strength | role | asked of | port | فارسی | English | source | mutant: a partner that |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map(({ requirement: { id, level, strength, role, text, source, atPort }, of, faults }) =>
      [id, level, strength, role, of.en, atPort ? 'yes' : '', text.fa, text.en, source, faults.map(told).join('; ') || 'none']
        .map((cell) => cell.replaceAll('|', '\\|'))
        .join(' | ')
        .replace(/^(.*)$/, '| $1 |'),
    ),
  ].join('\n')}\n`;
}

const told = ({ does, also }: Fault): string =>
  `${does}${also === undefined ? '' : ` (fails ${also.ids.join(', ')} too: ${also.because})`}`;
