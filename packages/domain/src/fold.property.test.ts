import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainEvent } from './event.ts';
import { foldEvents } from './fold.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { Subject } from './subject.ts';
import { arbitraryFromSchema, type SchemaNode } from './testing/arbitrary-from-schema.ts';

/** Few ids and one place, so that events meet subjects, and meet each other; identities play no part in folding. */
const id = fc.constantFrom('a', 'b', 'c');
const place = { home: '0101', work: '0102' };
const event = fc.tuple(arbitraryFromSchema(jsonSchemaOf('DomainEvent') as SchemaNode), id).map(([draft, subject]) => {
  const { facts, ...rest } = draft as { facts?: { identity?: unknown }; type: string };
  const { identity: _identity, ...known } = facts ?? {};
  const placed = rest.type === 'homeChanged' ? { home: '0101' } : rest.type === 'workChanged' ? { work: '0101' } : {};
  return DomainEvent.parse({ ...rest, ...placed, subject, ...(facts === undefined ? {} : { facts: { ...known, ...place } }) });
});
const none: ReadonlyMap<string, Subject> = new Map();

describe('foldEvents', () => {
  it('folds in two parts as it folds at once', () => {
    fc.assert(
      fc.property(fc.array(event), fc.nat(), (events, cut) => {
        const first = foldEvents(none, events.slice(0, cut));
        const second = foldEvents(first.subjects, events.slice(cut));
        const whole = foldEvents(none, events);
        expect(second.subjects).toEqual(whole.subjects);
        expect([...first.unfolded, ...second.unfolded]).toEqual(whole.unfolded);
      }),
    );
  });

  it('keeps subjects valid, under the id that the event names', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        for (const [key, subject] of foldEvents(none, events).subjects) {
          expect(subject.id).toBe(key);
          const parsed = Subject.safeParse(subject);
          expect(parsed.error?.issues.filter((issue) => issue.code !== 'too_big') ?? []).toEqual([]);
        }
      }),
    );
  });

  it('does not change what it is given', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (before, after) => {
        const { subjects } = foldEvents(none, before);
        const copy = structuredClone(subjects);
        foldEvents(subjects, after);
        expect(subjects).toEqual(copy);
      }),
    );
  });
});

describe('the way into membership', () => {
  const on = '2026-11-23';
  const fold = (...drafts: object[]) =>
    foldEvents(
      none,
      drafts.map((draft, index) => DomainEvent.parse({ id: `e${index}`, subject: 'p1', on, ...draft })),
    );
  const registered = { type: 'subjectRegistered', facts: { subject: 'prospect', id: 'p1', home: '0101' } };

  it('leads from prospect to applicant to member, and keeps the place', () => {
    const { subjects } = fold(registered, { type: 'membershipRequested' }, { type: 'membershipAccepted' });
    expect(subjects.get('p1')).toEqual({ subject: 'member', kind: 'natural', id: 'p1', home: '0101', memberSince: on });
  });

  it('leads back when the request is withdrawn', () => {
    const { subjects } = fold(registered, { type: 'membershipRequested' }, { type: 'membershipRequestEnded', how: 'withdrawn' });
    expect(subjects.get('p1')).toEqual({ subject: 'prospect', id: 'p1', home: '0101' });
  });

  it('returns what does not fit', () => {
    const { unfolded } = fold({ type: 'membershipAccepted' }, registered, { type: 'membershipAccepted' }, registered);
    expect(unfolded.map((row) => row.reason)).toEqual(['unknownSubject', 'notAPerson', 'alreadyRegistered']);
  });
});
