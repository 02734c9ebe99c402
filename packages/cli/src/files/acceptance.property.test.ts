import { parseWith, StaffMember, Subject } from '@rahyar/domain';
import { arbitraryFromSchema, type SchemaNode } from '@rahyar/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { acceptanceOf } from './acceptance.ts';
import { PlanAssignment, PlanSubject, PlanWorklist } from './plan-format.ts';

const SCHEMAS = { Subject, StaffMember, PlanSubject, PlanAssignment, PlanWorklist } as const;

/** Puts something else, nothing, or something more at one place of a value. */
const damage = fc.record({
  at: fc.nat(40),
  how: fc.constantFrom('replaced', 'removed', 'added'),
  by: fc.oneof(fc.constantFrom(null, '', 'x', '۱۲', '2026-02-30', '1405-09-02', 'member', true, 7, [], {}), fc.anything()),
});

function damaged(value: unknown, { at, how, by }: { at: number; how: string; by: unknown }): unknown {
  let left = at;
  const walk = (node: unknown): unknown => {
    if (left-- === 0) {
      if (how === 'added' && typeof node === 'object' && node !== null && !Array.isArray(node)) return { ...node, unheardOf: by };
      return how === 'removed' ? undefined : by;
    }
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([name, child]) => [name, walk(child)] as const);
    return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
  };
  return walk(value);
}

describe.each(Object.entries(SCHEMAS))('the quick check of %s', (_name, schema) => {
  const accepts = acceptanceOf(schema);
  const value = arbitraryFromSchema(z.toJSONSchema(schema, { io: 'input' }) as SchemaNode);

  it('takes only what the schema takes and gives back unchanged, of good values and of damaged ones', () => {
    fc.assert(
      fc.property(value, fc.array(damage, { maxLength: 2 }), (good, damages) => {
        const row = damages.reduce<unknown>(damaged, good);
        if (!accepts(row)) return;
        expect(parseWith(schema, row)._unsafeUnwrap()).toEqual(row);
      }),
      { numRuns: 1_000 },
    );
  });
});

it('takes the common rows, so that the schema is seldom asked', () => {
  const rows = [
    { subject: 'member', kind: 'natural', id: 'm-1', home: '0101', lastActivity: { signIn: '2026-11-01' }, openObligation: true },
    { subject: 'applicant', id: 'a', appliedOn: '2026-11-01', relations: [{ organization: 'behzisti', relation: 'employee' }] },
    { subject: 'socialEntrepreneurshipCore', id: 'c', coreId: 'core 1', members: ['m-1'], socialLinks: ['s1'] },
  ];
  expect(rows.map(acceptanceOf(Subject))).toEqual([true, true, true]);
  expect(acceptanceOf(PlanSubject)({ id: 'm-1', kind: 'member', activeOn: '2026-11-01', home: '0101' })).toBe(true);
  expect(acceptanceOf(PlanAssignment)({ id: 'm-1', primary: { staff: 's', basis: 'link' }, gap: { cause: 'allFull' } })).toBe(true);
});

it('leaves to the schema what it changes or what only it can judge', () => {
  const accepts = acceptanceOf(Subject);
  expect(accepts({ subject: 'prospect', id: 'p', home: '۰۱۰۱' })).toBe(false);
  expect(accepts({ subject: 'prospect', id: 'p', unheardOf: 1 })).toBe(false);
  expect(accepts({ subject: 'prospect' })).toBe(false);
  expect(accepts(JSON.parse('{"subject":"prospect","id":"p","__proto__":{}}'))).toBe(false);
});
