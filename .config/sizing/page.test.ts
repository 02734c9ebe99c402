import { describe, expect, it } from 'vitest';
import { randomOf } from '../../packages/store/src/testing/random.ts';
import { MEASURED } from './measured.ts';
import { withTables } from './page.ts';
import { cellsOf, planTime } from './plan-time.ts';

const marked = (name: string, text: string): string => `<!-- ${name} -->\n${text}<!-- ${name} -->\n`;

describe('the page of sizes', () => {
  it('gets its tables between their marks, the same each time, and keeps the rest', () => {
    const page = `Before\n${marked('simulated plans', 'old\n')}between\n${marked('simulated follow-ups', '')}after\n${marked('measured stages', '')}`;
    const written = withTables(page);
    expect(withTables(written)).toBe(written);
    expect(written).not.toContain('old');
    expect(written.match(/^\| [\d,]+ M \|/gm)).toHaveLength(6);
    for (const kept of ['Before\n', 'between\n', 'after\n']) expect(written).toContain(kept);
  });

  it('leaves a page without marks as it is', () => expect(withTables('a page\n')).toBe('a page\n'));
});

describe('cells', () => {
  it('are as many as measured where that was done, and grow more slowly than members', () => {
    expect(cellsOf(1)).toBeCloseTo(0.238);
    expect(cellsOf(10)).toBeCloseTo(0.7);
    expect(cellsOf(50)).toBeCloseTo(1.8);
    expect(cellsOf(0.2)).toBeCloseTo(0.078);
    expect(cellsOf(1_000) / cellsOf(100)).toBeLessThan(5);
  });
});

describe('the time of a distributed plan', () => {
  const time = (millions: number, workers: number) => planTime(MEASURED, millions, { workers, random: () => 0 });

  it('grows with the members, and shrinks with the workers to what one host does alone', () => {
    expect(time(100, 8).seconds).toBeGreaterThan(9 * time(10, 8).seconds);
    expect(time(100, 64).seconds).toBeLessThan(time(100, 8).seconds);
    expect(time(100, 64).seconds).toBeGreaterThan(time(100, 64).alone);
  });

  it('is not done sooner by workers who die', () => {
    const { below } = randomOf(1);
    const deaths = { life: 30, silence: 13, restart: 30 };
    const mortal = planTime(MEASURED, 10, { workers: 8, random: () => below(1_000) / 1_000, deaths });
    expect(mortal.repeated).toBeGreaterThan(0);
    expect(mortal.seconds).toBeGreaterThan(time(10, 8).seconds);
  });
});
