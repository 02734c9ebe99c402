import { KEY_PROCESS_TERMS, KEY_PROCESSES, RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from './action.ts';
import { type JourneyCatalogue, parseJourneyCatalogue } from './journey-catalogue.ts';
import { SHIPPED_JOURNEYS } from './shipped/shipped-journeys.ts';

const copy = (): JourneyCatalogue => structuredClone(SHIPPED_JOURNEYS);
const codesOf = (catalogue: unknown): string[] =>
  parseJourneyCatalogue(catalogue).match(
    () => [],
    ({ issues }) => issues.map(({ path, code }) => `${path.join('.')}: ${code}`),
  );
/** Every value under a key of the name, anywhere in the data. */
const valuesUnder = (name: string, value: unknown): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [...(key === name ? [inner] : []), ...valuesUnder(name, inner)]);

describe('the shipped journeys', () => {
  it('are what their own schema reads from their JSON', () => {
    const parsed = parseJourneyCatalogue(JSON.parse(JSON.stringify(SHIPPED_JOURNEYS)));
    expect(parsed._unsafeUnwrap()).toEqual(SHIPPED_JOURNEYS);
  });

  it('begin with the twelve key processes, in their order and under their names; eight matters of partners follow', () => {
    expect(SHIPPED_JOURNEYS.journeys.slice(0, 12).map(({ id }) => id)).toEqual(KEY_PROCESSES);
    expect(SHIPPED_JOURNEYS.journeys).toHaveLength(20);
    for (const process of KEY_PROCESSES) {
      const label = SHIPPED_JOURNEYS.journeys.find(({ id }) => id === process)?.label;
      expect(label?.fa).toBe(KEY_PROCESS_TERMS[process].fa);
      expect(label?.en.replaceAll('’', "'")).toBe(KEY_PROCESS_TERMS[process].en);
    }
  });

  it('name rahyari organisations of the founding text only, and each of the seven', () => {
    const named = new Set(['at', 'through'].flatMap((key) => valuesUnder(key, SHIPPED_JOURNEYS)));
    expect([...named].sort()).toEqual(RAHYARI_ORGANIZATIONS.map(({ id }) => id).sort());
  });

  it('use every action there is, but those that the rules themselves give', () => {
    const used = new Set(valuesUnder('action', SHIPPED_JOURNEYS));
    const ofRules = [
      'guideToStart',
      'guideToStep',
      'guideToMastery',
      'tellOpening',
      'takeStep',
      'askForAnswer',
      'raise',
      'remindOfRenewal',
    ];
    expect(Object.keys(ACTIONS).filter((code) => !used.has(code))).toEqual(Object.keys(ACTIONS).filter((code) => ofRules.includes(code)));
  });

  it('are worded in Persian letters with half-spaces, and in English', () => {
    const words = [...valuesUnder('fa', SHIPPED_JOURNEYS), ...valuesUnder('fa', ACTIONS)] as string[];
    expect(words.length).toBeGreaterThan(200);
    for (const word of words) {
      const fa = word.replace('{with}', 'عضو');
      expect(fa).toMatch(/^[\u0600-\u06ff\u200c «»٪؛،]+$/);
      expect(fa).not.toMatch(/[\u064a\u0643\u0660-\u0669]/);
      // Prefixes and suffixes that Persian joins by a half-space, and half-spaces that stand at no joint.
      expect(fa).not.toMatch(/(^| )(می|نمی|بی) | (ها|های|هایی|ام|اند|شده‌ است)( |$)|\u200c( |$)|(^| )\u200c|\u200c{2}/);
    }
    for (const en of valuesUnder('en', SHIPPED_JOURNEYS) as string[]) expect(en).toMatch(/^[a-zA-Z0-9 ,;%"’-]+$/);
  });

  it('cite nothing but pages, lines of the founding text and assumptions', () => {
    const pages = ['qhamian.ir', 'icup.ir', 'ttbank.ir', 'maher.resalatuniversity.ir', 'zaryaalgold.com', 'pishkhanak.com', 'mookeb.ir'];
    const known = new Set([
      ...pages,
      'bankavl.com',
      'resagoft.com',
      'noortarazan.com',
      'nerkhruz.ir',
      'Finnotech',
      'Sadad promissory service',
    ]);
    const cited = (valuesUnder('source', SHIPPED_JOURNEYS) as string[]).flatMap((source) => source.split('; '));
    expect(cited.filter((part) => part !== 'assumed' && !/^L(42|59|71|97|99|117)$/.test(part) && !known.has(part))).toEqual([]);
  });
});

describe('a catalogue of a host', () => {
  it('is refused where an identifier is used twice', () => {
    const twice = copy();
    twice.journeys.push(twice.journeys[0] as never);
    expect(codesOf(twice)).toEqual(['journeys.20.id: input.duplicateId']);
    const prerequisite = copy();
    prerequisite.prerequisites.push(prerequisite.prerequisites[1] as never);
    expect(codesOf(prerequisite)).toEqual(['prerequisites.15.id: input.duplicateId']);
    const step = copy();
    step.journeys[0]?.steps.push(step.journeys[0].steps[0] as never);
    expect(codesOf(step)).toEqual(['journeys.0.steps.3.id: input.duplicateId']);
    const trouble = copy();
    trouble.journeys[3]?.troubles.push(trouble.journeys[3].troubles[0] as never);
    expect(codesOf(trouble)).toEqual(['journeys.3.troubles.4.id: input.duplicateId']);
    const deadline = copy();
    deadline.journeys[4]?.deadlines.push(deadline.journeys[4].deadlines[0] as never);
    expect(codesOf(deadline)).toEqual(['journeys.4.deadlines.1.id: input.duplicateId']);
  });

  it('is refused where it refers to what is not there', () => {
    const dangling = copy();
    const [membership] = dangling.journeys;
    if (membership === undefined) throw new Error('there is a journey');
    Object.assign(membership, { prerequisites: ['passport'], request: 'wave', leadsTo: 'nowhere' });
    Object.assign(membership.troubles[0] as object, { needs: ['passport'] });
    Object.assign(dangling.prerequisites[0] as object, { obtainedBy: 'magic' });
    expect(codesOf(dangling).sort()).toEqual([
      'journeys.0.leadsTo: input.unknownReference',
      'journeys.0.prerequisites.0: input.unknownReference',
      'journeys.0.request: input.unknownReference',
      'journeys.0.troubles.0.needs.0: input.unknownReference',
      'prerequisites.0.obtainedBy: input.unknownReference',
    ]);
  });

  it('is refused where journeys wait for each other: membership for a core identifier that asks for membership', () => {
    const round = copy();
    round.journeys[0]?.prerequisites.push('coreId');
    expect(codesOf(round)).toEqual(['journeys.0.prerequisites: value.inconsistent', 'journeys.9.prerequisites: value.inconsistent']);
  });

  it.each([
    ['a key too many', { ...copy(), colour: 'red' }, ': value.unknownKey'],
    ['an empty list', { ...copy(), prerequisites: [], journeys: [] }, 'journeys: value.tooSmall'],
    ['no version', { ...copy(), version: undefined }, 'version: value.required'],
    ['a version with a mark before it', { ...copy(), version: '/1405' }, 'version: value.format'],
    ['a version with a mark after it', { ...copy(), version: '1405/' }, 'version: value.format'],
  ])('is refused for %s', (_, catalogue, issue) => {
    expect(codesOf(catalogue)).toEqual([issue]);
  });

  it('may hold one journey of its own', () => {
    const own = { ...copy(), prerequisites: [], journeys: [{ ...copy().journeys[16], id: 'bookLoan' }] };
    expect(parseJourneyCatalogue(own).isOk()).toBe(true);
  });
});
