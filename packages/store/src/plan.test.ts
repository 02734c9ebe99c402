import { describe, expect, it } from 'vitest';
import { readManifest } from './plan.ts';

const part = { name: 'assignments.ndjson', rows: 3, sha256: 'a'.repeat(64) };

describe('readManifest', () => {
  it('reads a frozen copy and leaves other fields out', () => {
    const input = { id: 'plan-1', parts: [{ ...part, note: 'x' }], more: 1 };
    const manifest = readManifest(input);
    expect(manifest).toEqual({ id: 'plan-1', parts: [part] });
    expect(Object.isFrozen(manifest) && Object.isFrozen(manifest?.parts) && Object.isFrozen(manifest?.parts[0])).toBe(true);
  });

  it.each([
    null,
    'plan',
    {},
    { id: 'plan-1' },
    { id: 1, parts: [] },
    { id: 'a/b', parts: [] },
    { id: 'a'.repeat(101), parts: [] },
    { id: 'plan-1', parts: [null] },
    { id: 'plan-1', parts: [{ ...part, name: '../x' }] },
    { id: 'plan-1', parts: [{ ...part, rows: 1.5 }] },
    { id: 'plan-1', parts: [{ ...part, rows: '3' }] },
    { id: 'plan-1', parts: [{ ...part, sha256: 'A'.repeat(64) }] },
    { id: 'plan-1', parts: [part, { ...part, rows: 4 }] },
  ])('refuses %j', (input) => {
    expect(readManifest(input)).toBeUndefined();
  });
});
