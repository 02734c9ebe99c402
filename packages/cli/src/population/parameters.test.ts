import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { describe, expect, it, vi } from 'vitest';

const readNames = vi.hoisted(() => new Set<string>());

/** The generator sees the parameters through a window that notes each name it looks at. */
vi.mock(import('./parameters.ts'), async (original) => {
  const { PARAMETERS } = await original();
  const noted = new Proxy(PARAMETERS, {
    get: (target, name, receiver) => {
      if (typeof name === 'string') readNames.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  return { PARAMETERS: noted };
});

const { generatePopulation } = await import('./population.ts');
const { toMembersNdjson } = await import('./population-files.ts');
const { PARAMETERS } = await vi.importActual<typeof import('./parameters.ts')>('./parameters.ts');
const parameters = Object.entries(PARAMETERS);

describe('PARAMETERS', () => {
  it('are all read while a population is made and written: none is dead', () => {
    const on = IsoDate.parse('2026-11-23');
    const { problem } = generatePopulation({ people: 3_000, seed: 1, on, policy: DEFAULT_POLICY });
    for (const _row of toMembersNdjson(problem));
    expect(parameters.map(([name]) => name).filter((name) => !readNames.has(name))).toEqual([]);
  });

  it('have a value in the range of their unit, and a source', () => {
    for (const [name, { value, unit, source }] of parameters) {
      const highest = unit === 'share' ? 1 : Number.POSITIVE_INFINITY;
      expect(value, name).toBeGreaterThan(0);
      expect(value, name).toBeLessThanOrEqual(highest);
      expect(source, name).not.toBe('');
    }
  });

  it('take from the founding text what it says', () => {
    const fromText = parameters.filter(([, { source }]) => source.startsWith('L')).map(([name, { value }]) => [name, value]);
    expect(fromText).toEqual([
      ['communityStaff', 5_000],
      ['membersNationwide', 10_000_000],
      ['peoplePerRahyar', 10_000],
    ]);
  });

  it('are told in both languages, each in its own letters', () => {
    for (const [name, { fa, en }] of parameters) {
      expect(fa, name).toMatch(/^[\u0600-\u06ff\u200c\s:«»،().]+$/u);
      expect(fa, name).not.toMatch(/[يك٠-٩]/u);
      expect(en, name).toMatch(/^[\u0020-\u007e×]+$/u);
    }
  });

  it('leave a share for those who are none of the named', () => {
    const { applicantShare, prospectShare, townJurisdictionShare, districtJurisdictionShare, onLeaveShare, leaveAheadShare } = PARAMETERS;
    for (const together of [
      [applicantShare, prospectShare],
      [townJurisdictionShare, districtJurisdictionShare],
      [onLeaveShare, leaveAheadShare],
    ]) {
      expect(together.reduce((sum, { value }) => sum + value, 0)).toBeLessThan(1);
    }
  });
});
