import { DEFAULT_POLICY, IsoDate, type Subject, Subject as SubjectSchema } from '@rahyar/domain';
import { type AssignmentProblem, assign, problemOf } from '@rahyar/engine';
import { describe, expect, it } from 'vitest';
import { generatePopulation } from './population.ts';
import { toMembersNdjson } from './population-files.ts';
import { subjectAt } from './subject-at.ts';

const on = IsoDate.parse('2026-11-23');
const { problem } = generatePopulation({ people: 6_000, seed: 9, on, policy: DEFAULT_POLICY });
const rows = [...toMembersNdjson(problem)];
const objects = rows.map((row) => SubjectSchema.parse(JSON.parse(row)));
const byId = new Map<string, Subject>(objects.map((subject) => [subject.id, subject]));
const again = problemOf({ on, policy: DEFAULT_POLICY, community: problem.staff, subjects: objects.map((subject) => ({ subject })) });

/** A row with its indexes read out, so that rows of two problems can be compared. */
const rowAt = ({ subjects, places, relationSets, linkSets, profiles, organizations }: AssignmentProblem, index: number) => ({
  id: subjects.ids.at(index),
  kind: subjects.kind[index],
  flags: subjects.flags[index],
  activeOn: subjects.activeOn[index],
  contactedOn: subjects.contactedOn[index],
  waitingSince: subjects.waitingSince[index],
  dueOn: subjects.dueOn[index],
  home: places[subjects.home[index] as number],
  work: places[subjects.work[index] as number],
  relations: relationSets[subjects.relationSet[index] as number]?.map((row) => `${organizations[row.organization]} ${row.relation}`).sort(),
  links: linkSets[subjects.linkSet[index] as number],
  profile: profiles[subjects.profile[index] as number],
  previous: subjects.previous[index],
});

describe('subjectAt', () => {
  it('gives objects that the schema accepts as they are, in the order of ids', () => {
    expect(objects).toHaveLength(problem.subjects.ids.count);
    objects.forEach((subject, index) => {
      expect(subject).toEqual(subjectAt(problem, index));
      expect(subject.id).toBe(problem.subjects.ids.at(index));
    });
    expect(new Set(objects.map(({ subject }) => subject)).size).toBe(8);
  });

  it('gives objects that make the very columns they came from', () => {
    expect(again.repeatedIds).toEqual([]);
    for (let index = 0; index < problem.subjects.ids.count; index++) expect(rowAt(again.problem, index)).toEqual(rowAt(problem, index));
  });

  it('leads to the same plan by way of objects and by way of columns', () => {
    const [byColumns, byObjects] = [assign(problem), assign(again.problem)];
    expect(byObjects.tier).toEqual(byColumns.tier);
    expect(byObjects.responsible).toEqual(byColumns.responsible);
    expect(byObjects.primary).toEqual(byColumns.primary);
    expect(byObjects.gapCause).toEqual(byColumns.gapCause);
    expect(byObjects.worklists).toEqual(byColumns.worklists);
  });

  it('gives someone under age a guardian of age, and nobody else one; no work and no employer', () => {
    const withGuardian = objects.flatMap((subject) =>
      subject.subject === 'member' && subject.kind === 'natural' && subject.guardian ? [subject] : [],
    );
    expect(withGuardian.length).toBeGreaterThan(500);
    for (const { id, guardian, home, work, relations } of withGuardian) {
      const adult = byId.get(guardian as string);
      expect(guardian).not.toBe(id);
      expect(adult?.subject === 'member' && adult.kind === 'natural' && adult.guardian === undefined).toBe(true);
      expect(adult?.home?.slice(0, 4)).toBe(home?.slice(0, 4));
      expect(work).toBeUndefined();
      expect(relations?.some(({ relation }) => relation === 'employee') ?? false).toBe(false);
    }
  });

  it('gives most cores and hubs a leader who is a member of age in the county', () => {
    const { problem: larger } = generatePopulation({ people: 100_000, seed: 4, on, policy: DEFAULT_POLICY });
    const { ids } = larger.subjects;
    const collectives = Array.from({ length: 100 }, (_, rank) => subjectAt(larger, 128 + rank));
    const leaders = collectives.flatMap((collective) =>
      'leader' in collective && collective.leader ? [{ collective, leader: collective.leader }] : [],
    );
    expect(leaders.length).toBeGreaterThan(80);
    expect(leaders.length).toBeLessThan(100);
    for (const { collective, leader } of leaders) {
      const member = subjectAt(larger, ids.indexOf(leader));
      expect(member.subject).toBe('member');
      expect(member.home?.slice(0, 4)).toBe(collective.home?.slice(0, 4));
    }
    const cores = collectives.filter(({ subject }) => subject === 'socialEntrepreneurshipCore');
    expect(cores.some((core) => 'coreId' in core) && cores.some((core) => !('coreId' in core))).toBe(true);
  });

  it('knows legal members', () => {
    const legal = objects.filter((subject) => subject.subject === 'member' && subject.kind === 'legal');
    expect(legal).toHaveLength(24);
    for (const { relations, work } of legal) expect([relations, work]).toEqual([undefined, undefined]);
  });
});
