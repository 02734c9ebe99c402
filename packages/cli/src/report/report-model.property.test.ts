import { epochDayOf, PRIORITY_TIERS } from '@rahyar/domain';
import { assign, GAP_CAUSES, isDedicated, SUBJECT_KINDS } from '@rahyar/engine';
import { arbitraryProblem, ON } from '@rahyar/engine/testing';
import type { EpochDay } from '@rahyar/scheduler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personsIn } from './coverage-tally.ts';
import { gapTotal } from './gap-list.ts';
import { type ReportModel, reportModel } from './report-model.ts';
import { neverOf } from './turn-table.ts';

const today = epochDayOf(ON) as EpochDay;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
const tierCells = ({ coverage }: ReportModel) => coverage.provinces.flatMap(({ tiers }) => tiers);

describe('laws of the report, over problems with contention', () => {
  it('counts everyone exactly once, in the groups, in the provinces and among the gaps', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const model = reportModel({ problem, plan, findings: [], day: { today, jalaliText: '' }, origin: { kind: 'generated', seed: 1 } });
        const { count } = problem.subjects.ids;
        const persons = Array.from(problem.subjects.kind).filter((kind) => /^(member|applicant|prospect)$/.test(SUBJECT_KINDS[kind] ?? ''));
        const dedicated = Array.from({ length: count }, (_, subject) => subject).filter((subject) => isDedicated(plan, subject));
        const { groups } = model.coverage;

        expect(sum(groups.map((row) => row.dedicated + row.onlineOnly + row.nobody))).toBe(count);
        expect(sum(groups.map((row) => row.dedicated))).toBe(dedicated.length);
        expect(sum(tierCells(model).map((cell) => cell.persons))).toBe(persons.length);
        for (const tier of PRIORITY_TIERS) {
          const cells = tierCells(model).filter((cell) => cell.tier === tier);
          const group = groups.find((row) => row.group === tier);
          expect(sum(cells.map((cell) => cell.dedicated))).toBe(group?.dedicated);
        }
        expect(gapTotal(model.gaps)).toBe(Array.from(plan.gapCause).filter((cause) => GAP_CAUSES[cause] !== 'none').length);
        expect(gapTotal(model.gaps)).toBe(count - dedicated.length);
        const { settlements } = model.coverage;
        expect(sum(settlements.map(personsIn))).toBe(persons.length);
        expect(sum(settlements.flatMap(({ gaps }) => Object.values(gaps)))).toBe(
          sum(settlements.map((row) => row.onlineOnly + row.nobody)),
        );
      }),
    );
  });

  it('seats with the rahyars of each kind all persons who have a dedicated one, within the seats', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const { coverage, loads } = reportModel({ problem, plan, findings: [], day: { today, jalaliText: '' }, origin: { kind: 'files' } });
        const persons = coverage.groups.filter(({ group }) => group !== 'collective' && group !== 'organization');
        const ofPersons = loads.rows.filter(({ subjectClass }) => subjectClass === 'person');
        expect(sum(ofPersons.map(({ subjects }) => subjects))).toBe(sum(persons.map((row) => row.dedicated)));
        for (const { subjects, seats, rahyars, histogram = [] } of ofPersons) {
          expect(subjects).toBeLessThanOrEqual(seats);
          expect(histogram.at(-1)).toBe(0);
          expect(sum(histogram)).toBe(rahyars);
        }
        expect(loads.online.subjects).toBe(sum(coverage.groups.map((row) => row.onlineOnly)));
      }),
    );
  });

  it('gives everybody who wants to be contacted a turn, a later one, or a reason why there is none', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const { turns, coverage } = reportModel({ problem, plan, findings: [], day: { today, jalaliText: '' }, origin: { kind: 'files' } });
        const groups = turns?.groups ?? [];
        expect(sum(groups.map((row) => row.waiting)) + coverage.doNotContact).toBe(problem.subjects.ids.count);
        expect(sum(groups.map((row) => row.reached + row.later + neverOf(row)))).toBe(sum(groups.map((row) => row.waiting)));
        for (const [position, tier] of PRIORITY_TIERS.entries()) {
          const cells = turns?.provinces.map(({ tiers }) => tiers[position]?.waiting ?? 0) ?? [];
          expect(sum(cells)).toBe(groups.find(({ group }) => group === tier)?.waiting);
        }
      }),
    );
  });

  it('is plain data, and shows no more rows than a page holds', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const model = reportModel({ problem, plan, findings: [], day: { today, jalaliText: '' }, origin: { kind: 'files' } });
        expect(JSON.parse(JSON.stringify(model))).toEqual(model);
        expect(model.rahyarDay?.rows.length ?? 0).toBeLessThanOrEqual(12);
      }),
    );
  });
});
