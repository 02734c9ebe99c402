import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from './render-report.ts';
import type { ReportModel } from './report-model.ts';
import { gapCounts } from './testing/gap-counts.ts';
import { richReport } from './testing/rich-report.ts';

type Path = readonly (string | number)[];

const model: ReportModel = (() => {
  const rich = richReport();
  return {
    ...rich,
    gaps: { ...rich.gaps, others: { rows: 2, causes: gapCounts({ nothingKnown: 1, noneInCoverage: 2, noneReachable: 3, allFull: 4 }) } },
  };
})();
const page = renderReport(model);

describe('laws of the page', () => {
  it('shows every figure of the model: whichever is changed, the page changes', () => {
    const figures = leaves(model, (leaf) => typeof leaf === 'number');
    expect(figures.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(fc.constantFrom(...figures), fc.integer({ min: 1, max: 1_000_000 }), (path, more) => {
        expect(renderReport(changed(model, path, (figure) => Number(figure) + more)), path.join('.')).not.toBe(page);
      }),
    );
  });

  it('escapes whatever text the model holds', () => {
    const texts = leaves(model, (leaf, path) => typeof leaf === 'string' && isFreeText(path));
    expect(texts.length).toBeGreaterThan(100);
    const hostile = fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onload='x", '</style><b>', '&lt;');
    fc.assert(
      fc.property(fc.constantFrom(...texts), hostile, (path, text) => {
        const rendered = renderReport(changed(model, path, () => text));
        expect(rendered, path.join('.')).not.toContain(text);
        expect(rendered.replaceAll('&lt;', '').match(/<script|<img|<b>|onload='/)).toBeNull();
      }),
    );
  });
});

/** Text that came from outside, not a word of a closed list. */
const isFreeText = (path: Path): boolean =>
  [
    'on',
    'dateText',
    'version',
    'name',
    'province',
    'addressee',
    'rahyar',
    'home',
    'subject',
    'title',
    'stage',
    'source',
    'atText',
  ].includes(String(path.at(-1))) || ['jurisdiction', 'reasons'].includes(String(path.at(-2)));

function leaves(value: unknown, accept: (leaf: unknown, path: Path) => boolean, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return accept(value, path) ? [path] : [];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, accept, [...path, Array.isArray(value) ? Number(key) : key]));
}

function changed(root: ReportModel, path: Path, change: (leaf: unknown) => unknown): ReportModel {
  const copy = structuredClone(root);
  let holder = copy as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  holder[last] = change(holder[last]);
  return copy;
}
