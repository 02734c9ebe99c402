import type { Journey, JourneyCatalogue } from '@rahyar/scheduler';
import { ACTIONS, partyText } from '@rahyar/scheduler';

/** The journeys as tables: what each asks for, its steps, its deadlines and what goes wrong, in the order of the data. */
export const renderJourneys = (catalogue: JourneyCatalogue): string =>
  `${[
    '# Journeys · مسیرها',
    '',
    '<!-- Written by `npm run generate` from the catalogue of @rahyar/scheduler; change the data, not this page. -->',
    '',
    `${catalogue.journeys.length} journeys: the twelve key processes (L97), then matters of the partner organisations (L42, L59). \`nextStep\` says where a`,
    'member stands in one, and `explainStep` words it. A host replaces the catalogue as a whole and reads its own with `parseJourneyCatalogue`.',
    '*Source* is a public page or a line of the founding text; *assumed* marks what none gives, see',
    '[decision 0103](../decisions/0103-cadence-assumptions.md).',
    '',
    catalogue.journeys.map(({ id }) => `[${id}](#${id.toLowerCase()})`).join(' · '),
    '',
    '## What they ask for',
    '',
    ...table('| prerequisite | فارسی | English | given by | source |', [
      ...catalogue.prerequisites.map(({ id, label, obtainedBy, source }) => [
        `\`${id}\``,
        label.fa,
        label.en,
        obtainedBy === undefined ? 'outside' : `[${obtainedBy}](#${obtainedBy.toLowerCase()})`,
        source,
      ]),
    ]),
    ...catalogue.journeys.flatMap(journeyLines),
  ].join('\n')}\n`;

const journeyLines = (journey: Journey): readonly string[] => [
  '',
  `## ${journey.id}`,
  '',
  `${journey.label.fa} · ${journey.label.en} (source: ${journey.source}).`,
  ...sentence('Asks for', journey.prerequisites.map((id) => `\`${id}\``).join(', ')),
  ...sentence('Holds for', journey.renewal?.validFor && spanText(journey.renewal.validFor)),
  ...sentence('Renewal is brought to mind before its end by', journey.renewal && spanText(journey.renewal.remindBefore)),
  `When an answer stays away: the ${partyText(journey.askNext, 'en')}; ${spanText(journey.escalation.after)} later the`,
  `${partyText(journey.escalation.party, 'en')}.`,
  ...sentence('Leads to', journey.leadsTo && `[${journey.leadsTo}](#${journey.leadsTo.toLowerCase()})`),
  '',
  ...table('| step | فارسی | English | by | with | within | source |', [
    ...journey.steps.map(({ id, label, by, with: with_, within, hours, source }) => [
      `\`${id}\`${id === journey.request ? ' (request)' : ''}`,
      label.fa,
      label.en,
      partyText(by, 'en'),
      partyText(with_, 'en'),
      within === undefined ? (hours === undefined ? '' : `${hours.opens} to ${hours.closes} (${hours.source})`) : spanText(within),
      source,
    ]),
  ]),
  ...(journey.deadlines.length === 0
    ? []
    : [
        '',
        ...table('| deadline | فارسی | English | within | reminders, working days before | missed |', [
          ...journey.deadlines.map(({ id, label, within, remindWorkingDaysBefore, missed }) => [
            `\`${id}\``,
            label.fa,
            label.en,
            spanText(within),
            remindWorkingDaysBefore.length === 0 ? 'at once' : remindWorkingDaysBefore.join(', '),
            `${missed.state}: ${missed.tasks.map(({ action }) => ACTIONS[action].en).join('; ')}`,
          ]),
        ]),
      ]),
  '',
  ...table('| goes wrong | فارسی | English | state | done then | asked next | source |', [
    ...journey.troubles.map(({ id, label, state, tasks, next, source }) => [
      `\`${id}\``,
      label.fa,
      label.en,
      state,
      tasks.map(({ action, afterDays }) => `${ACTIONS[action].en}${afterDays === undefined ? '' : ` (from day ${afterDays})`}`).join('; '),
      `${partyText(next.party, 'en')}, after ${spanText(next.after)}`,
      source,
    ]),
  ]),
];

const spanText = ({ unit, count, source }: { unit: string; count: number; source: string }): string =>
  `${count} ${UNITS[unit as keyof typeof UNITS]} (${source})`;

const UNITS = { days: 'days', workingDays: 'working days', jalaliMonths: 'Jalali months', minutes: 'minutes' } as const;

const sentence = (beginning: string, rest: string | undefined): readonly string[] =>
  rest === undefined || rest === '' ? [] : [`${beginning} ${rest}.`];

const table = (heading: string, rows: readonly (readonly string[])[]): readonly string[] => [
  heading,
  `|${'---|'.repeat(heading.split('|').length - 2)}`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
];
