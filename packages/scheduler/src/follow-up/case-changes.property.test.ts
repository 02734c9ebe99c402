import { FollowUpId, Instant, SubjectId } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Due } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';
import { caseChanges } from './case-changes.ts';

const TODAY = 20_000 as EpochDay;

/** Few ids over few days, so that plans share follow-ups, some on the same day, some past; half of them were told. */
const plan: fc.Arbitrary<Due[]> = fc
  .uniqueArray(fc.record({ number: fc.nat(9), nominal: fc.nat(4), later: fc.nat(3) }), { selector: ({ number }) => number, maxLength: 8 })
  .map((rows) =>
    rows.map(({ number, nominal, later }): Due => {
      const effective = (TODAY - 3 + nominal + later) as EpochDay;
      return {
        id: FollowUpId.parse(`fu-${number}`),
        rule: 'visit',
        subject: SubjectId.parse('m-1'),
        nominal: (TODAY - 3 + nominal) as EpochDay,
        effective,
        instant: Instant.parse('2026-11-23T05:30:00Z'),
        window: { opens: effective, closes: effective },
        calendarVersion: 'IR-FRI.0',
        confidence: 'fixed',
        trace: [],
      };
    }),
  );
const told = fc.subarray(Array.from({ length: 10 }, (_, number) => FollowUpId.parse(`fu-${number}`))).map((ids) => new Set(ids));

describe('planning cases again', () => {
  it('puts each follow-up into exactly one list, and changes nothing of what was told and is not past', () => {
    const seen = { added: 0, removed: 0, moved: 0, frozen: 0, unchanged: 0 };
    fc.assert(
      fc.property(plan, plan, told, (before, after, known) => {
        const changes = caseChanges(before, after, known, TODAY);
        const old = new Map(before.map((due) => [due.id, due]));
        const ids = (moves: readonly { id: FollowUpId }[]): FollowUpId[] => moves.map(({ id }) => id);
        const current = [...changes.added, ...ids(changes.moved), ...ids(changes.frozen), ...changes.unchanged];
        expect([...current].sort()).toEqual(ids(after).sort());
        expect(changes.removed).toEqual(
          ids(before)
            .filter((id) => !ids(after).includes(id))
            .sort(),
        );
        for (const list of [changes.added, ids(changes.moved), ids(changes.frozen), changes.unchanged, ids(changes.dues)])
          expect(list).toEqual([...list].sort());
        for (const due of changes.dues) {
          const planned = after.find(({ id }) => id === due.id);
          const was = old.get(due.id);
          const keeps = was !== undefined && known.has(due.id) && was.effective >= TODAY && was.effective !== planned?.effective;
          expect(due).toBe(keeps ? was : planned);
          expect(ids(changes.frozen).includes(due.id)).toBe(keeps);
        }
        for (const { id, from, to, because } of [...changes.moved, ...changes.frozen]) {
          const [was, is] = [old.get(id), after.find((due) => due.id === id)];
          expect([from, to]).toEqual([was?.effective, is?.effective]);
          expect(because).toBe(was?.nominal === is?.nominal ? 'workingDays' : 'rule');
        }
        for (const list of ['added', 'removed', 'moved', 'frozen', 'unchanged'] as const) seen[list] += changes[list].length;
      }),
      { numRuns: 1_000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
