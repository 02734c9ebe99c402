import { SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import {
  COVERAGE_GROUPS,
  type CoverageGroup,
  type CoverageTable,
  coverageBy,
  coverageByOrganization,
  coverageOf,
  homeAt,
  sumCoverage,
} from './coverage-figures.ts';
import { GAP_CAUSES, isDedicated } from './plan.ts';
import { CLASS_OF_KIND, DO_NOT_CONTACT } from './subject-columns.ts';
import { arbitraryProblem } from './testing/index.ts';

const worlds = arbitraryProblem.map((problem) => {
  const plan = assign(problem);
  const { kind, home, relationSet } = problem.subjects;
  const people = Array.from(kind, (subjectKind, subject) => {
    const subjectClass = SUBJECT_CLASSES[CLASS_OF_KIND[subjectKind] as number];
    return {
      group: (subjectClass === 'person' ? COVERAGE_GROUPS[(plan.tier[subject] as number) - 1] : subjectClass) as CoverageGroup,
      standing: isDedicated(plan, subject) ? 'dedicated' : plan.primary[subject] === 0 ? 'nobody' : 'onlineOnly',
      cause: GAP_CAUSES[plan.gapCause[subject] as number],
      home: problem.places[home[subject] as number],
      organizations: new Set(
        (problem.relationSets[relationSet[subject] as number] ?? []).map((row) => problem.organizations[row.organization]),
      ),
    };
  });
  return { problem, people, figures: coverageOf(problem, plan) };
});
type Person = { readonly group: CoverageGroup; readonly standing: string; readonly cause: string | undefined };

const expectTable = (table: CoverageTable | undefined, people: readonly Person[]): void => {
  for (const group of COVERAGE_GROUPS) {
    const own = people.filter((person) => person.group === group);
    for (const standing of ['dedicated', 'onlineOnly', 'nobody'] as const) {
      expect(table?.[group][standing]).toBe(own.filter((person) => person.standing === standing).length);
    }
    for (const cause of GAP_CAUSES) {
      if (cause !== 'none') expect(table?.[group].gaps[cause]).toBe(own.filter((person) => person.cause === cause).length);
    }
  }
};

describe('laws of the coverage figures', () => {
  it.each(['province', 'county', 'district'] as const)('are, for each %s, those of counting one by one', (level) => {
    fc.assert(
      fc.property(worlds, ({ people, figures }) => {
        const keyOf = homeAt(level);
        const tables = coverageBy(figures, keyOf);
        const keys = new Set(people.map((person) => keyOf(person.home)));
        expect([...tables.keys()].filter((key) => key !== undefined)).toEqual([...keys].filter((key) => key !== undefined).sort());
        expect(tables.has(undefined)).toBe(keys.has(undefined));
        for (const [key, table] of tables) {
          expectTable(
            table,
            people.filter((person) => keyOf(person.home) === key),
          );
        }
      }),
    );
  });

  it('are, for each organisation, those of counting one by one', () => {
    fc.assert(
      fc.property(worlds, ({ problem, people, figures }) => {
        const tables = coverageByOrganization(figures);
        expect([...tables.keys()]).toEqual([...problem.organizations].sort());
        for (const [id, table] of tables) {
          expectTable(
            table,
            people.filter(({ organizations }) => organizations.has(id)),
          );
        }
      }),
    );
  });

  it('add up to the whole plan whatever the key, and the gaps to those without a dedicated rahyar', () => {
    fc.assert(
      fc.property(worlds, fc.func(fc.nat({ max: 3 })), ({ problem, people, figures }, keyOf) => {
        const counts = [...coverageBy(figures, keyOf).values()].flatMap((table) => COVERAGE_GROUPS.map((group) => table[group]));
        const all = sumCoverage(counts);
        expect(all.dedicated + all.onlineOnly + all.nobody).toBe(people.length);
        const gaps = Object.values(all.gaps).reduce((sum, count) => sum + count, 0);
        expect(gaps).toBe(all.onlineOnly + all.nobody);
        expect(figures.doNotContact).toBe(problem.subjects.flags.filter((flags) => (flags & DO_NOT_CONTACT) !== 0).length);
      }),
    );
  });

  it('leave out a person whose tier is none of the four', () => {
    fc.assert(
      fc.property(arbitraryProblem, fc.constantFrom(0, 5, 255), (problem, tier) => {
        const figures = coverageOf(problem, { ...assign(problem), tier: new Uint8Array(problem.subjects.ids.count).fill(tier) });
        const counted = [...coverageBy(figures, () => 0).values()].flatMap((table) => COVERAGE_GROUPS.map((group) => table[group]));
        const { dedicated, onlineOnly, nobody } = sumCoverage(counted);
        expect(dedicated + onlineOnly + nobody).toBe(problem.subjects.kind.filter((kind) => CLASS_OF_KIND[kind] !== 0).length);
      }),
    );
  });
});
