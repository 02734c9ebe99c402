import type { InputError, InputIssue } from '@rahyar/domain';
import { parseWith } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import * as z from 'zod';
import { LabelData } from '../label-data.ts';
import { Journey, JourneyId } from './journey.ts';

/** What a journey asks for before it can begin. `obtainedBy` is the journey that gives it; some are got outside the ecosystem. */
export const Prerequisite = z.strictObject({
  id: JourneyId,
  label: LabelData,
  /** How it is got, for a sentence of its own. */
  how: LabelData,
  obtainedBy: JourneyId.optional(),
  source: z.string().min(1).max(200),
});
export interface Prerequisite extends z.infer<typeof Prerequisite> {}

/** The journeys that are followed, and what they ask for. A host replaces it as a whole; {@link parseJourneyCatalogue} reads it. */
export const JourneyCatalogue = z
  .strictObject({
    version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/, 'value.format'),
    prerequisites: z.array(Prerequisite).max(200),
    journeys: z.array(Journey).min(1).max(200),
  })
  .superRefine((catalogue, context) => {
    for (const { path, code } of catalogueIssues(catalogue)) context.addIssue({ code: 'custom', path: [...path], message: code });
  });
export interface JourneyCatalogue extends z.infer<typeof JourneyCatalogue> {}

/**
 * Reads a catalogue that a host wrote. Beside the form it checks that identifiers are unique, that whatever is referred to exists, and that no
 * journey waits for itself through its prerequisites.
 */
export const parseJourneyCatalogue = (input: unknown): Result<JourneyCatalogue, InputError> => parseWith(JourneyCatalogue, input);

type Named = { readonly id: JourneyId };

function catalogueIssues({ prerequisites, journeys }: JourneyCatalogue): readonly InputIssue[] {
  const knownPrerequisites = idsOf(prerequisites);
  const knownJourneys = idsOf(journeys);
  return [
    ...repeated(prerequisites, ['prerequisites']),
    ...repeated(journeys, ['journeys']),
    ...prerequisites.flatMap(({ obtainedBy }, index) => unknown(obtainedBy, knownJourneys, ['prerequisites', index, 'obtainedBy'])),
    ...journeys.flatMap((journey, index) => journeyIssues(journey, ['journeys', index], knownPrerequisites, knownJourneys)),
    ...journeys.flatMap(({ id }, index): InputIssue[] =>
      waitsForItself(id, prerequisites, journeys) ? [{ path: ['journeys', index, 'prerequisites'], code: 'value.inconsistent' }] : [],
    ),
  ];
}

function journeyIssues(
  journey: Journey,
  path: InputIssue['path'],
  prerequisites: ReadonlySet<string>,
  journeys: ReadonlySet<string>,
): InputIssue[] {
  return [
    ...repeated(journey.steps, [...path, 'steps']),
    ...repeated(journey.troubles, [...path, 'troubles']),
    ...repeated(journey.deadlines, [...path, 'deadlines']),
    ...unknown(journey.request, idsOf(journey.steps), [...path, 'request']),
    ...unknown(journey.leadsTo, journeys, [...path, 'leadsTo']),
    ...journey.prerequisites.flatMap((id, index) => unknown(id, prerequisites, [...path, 'prerequisites', index])),
    ...journey.troubles.flatMap(({ needs = [] }, index) =>
      needs.flatMap((id, place) => unknown(id, prerequisites, [...path, 'troubles', index, 'needs', place])),
    ),
  ];
}

const idsOf = (rows: readonly Named[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));

const repeated = (rows: readonly Named[], path: InputIssue['path']): InputIssue[] =>
  rows.flatMap(({ id }, index) =>
    rows.findIndex((row) => row.id === id) === index ? [] : [{ path: [...path, index, 'id'], code: 'input.duplicateId' }],
  );

const unknown = (id: JourneyId | undefined, known: ReadonlySet<string>, path: InputIssue['path']): InputIssue[] =>
  id === undefined || known.has(id) ? [] : [{ path, code: 'input.unknownReference' }];

/** Whether a way along "asks for", "is given by" comes back to the journey. */
function waitsForItself(id: JourneyId, prerequisites: readonly Prerequisite[], journeys: readonly Journey[]): boolean {
  const giversOf = (journey: JourneyId): JourneyId[] => {
    const asked = new Set(journeys.find((row) => row.id === journey)?.prerequisites);
    return prerequisites.flatMap((row) => (asked.has(row.id) && row.obtainedBy !== undefined ? [row.obtainedBy] : []));
  };
  const seen = new Set<JourneyId>();
  const open = giversOf(id);
  for (let giver = open.pop(); giver !== undefined; giver = open.pop()) {
    if (giver === id) return true;
    if (seen.has(giver)) continue;
    seen.add(giver);
    open.push(...giversOf(giver));
  }
  return false;
}
