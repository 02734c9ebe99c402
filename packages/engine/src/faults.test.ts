import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTIFICATE_FAULTS, checkCertificate } from './check-certificate.ts';
import { coveringOf } from './covering.ts';
import { RULES } from './rules/catalogue.ts';
import { arbitraryParts, problemFrom } from './testing/arbitrary-problem.ts';
import { FAULTS } from './testing/faults.ts';
import { engineWith, type Fault } from './testing/faulty-engine.ts';
import { verify } from './verify.ts';

/**
 * Engines with a mistake, each of which the named rule or check of the certificate must notice on generated problems. They prove that the
 * generator makes the contention that rules are about: a mistake that no generated problem shows is one that the suite would let through.
 */
const worlds = fc.sample(arbitraryParts, { numRuns: 500, seed: 1405 }).map((parts) => {
  const problem = problemFrom(parts);
  return { parts, problem, covering: coveringOf(problem) };
});

const isNoticed = (
  { noticedBy, engine }: Pick<Fault, 'noticedBy' | 'engine'>,
  { parts, problem, covering }: (typeof worlds)[number],
): boolean => {
  const plan = engine(parts);
  const rule = RULES.find(({ id }) => id === noticedBy);
  if (rule !== undefined) return rule.check(problem, plan, covering).next().done !== true;
  return checkCertificate(problem, plan, plan.certificate).some(({ kind }) => kind === noticedBy);
};

describe('a faulty engine is noticed', () => {
  it.each(FAULTS.map((row) => [row.noticedBy, row.fault, row] as const))('by %s, when it %s', (_noticedBy, _fault, row) => {
    expect(worlds.some((world) => isNoticed(row, world))).toBe(true);
  });

  it('and an engine without a fault is not', () => {
    const engine = engineWith({});
    for (const { parts, problem } of worlds.slice(0, 100)) {
      const plan = engine(parts);
      expect(verify(problem, plan).filter(({ count }) => count > 0)).toEqual([]);
      expect(checkCertificate(problem, plan, plan.certificate)).toEqual([]);
    }
  });

  it('by every rule, and by every check of the certificate but that of the order among equals', () => {
    const noticing = new Set(FAULTS.map(({ noticedBy }) => noticedBy));
    const silent = [...RULES.map(({ id }) => id), ...CERTIFICATE_FAULTS].filter((name) => !noticing.has(name));
    expect(silent).toEqual(['tieOutOfOrder']);
  });
});
