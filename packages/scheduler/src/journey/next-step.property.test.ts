import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { parseJalali } from '../jalali-text.ts';
import type { LocalTime } from '../local-time.ts';
import { toInstant } from '../tehran-time.ts';
import { iranWorkingCalendar, isWorkingDay } from '../working-calendar.ts';
import { ACTIONS } from './action.ts';
import { type CaseFacts, withStepTaken } from './case-facts.ts';
import { explainStep } from './explain-step.ts';
import type { Journey } from './journey.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { SHIPPED_JOURNEYS } from './shipped/shipped-journeys.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const firstDay = parseJalali('1404/11/01')._unsafeUnwrap();
const allHeld = SHIPPED_JOURNEYS.prerequisites.map(({ id }) => id);
const at = (journey: Journey, facts: CaseFacts, day: number, minute = 600): NextStep =>
  nextStep(journey.id, facts, toInstant(day as EpochDay, minute as LocalTime), calendar)._unsafeUnwrap();

const anyJourney = fc.constantFrom(...SHIPPED_JOURNEYS.journeys);
/** Days around Nowruz 1405, where holidays, Fridays and working days lie closely together. */
const anyDay = fc.integer({ min: firstDay, max: firstDay + 120 }).map((day) => day as EpochDay);
const anyMinute = fc.integer({ min: 0, max: 1_439 });

/**
 * Facts that contend with each other: steps, request and completion on days in any order, deadlines beside troubles, and about half of the
 * prerequisites.
 */
const anyFacts = ({ steps, deadlines, troubles }: Journey): fc.Arbitrary<CaseFacts> =>
  fc.record(
    {
      held: fc.subarray(allHeld),
      requestedDay: anyDay,
      completedDay: anyDay,
      validUntil: anyDay,
      steps: fc.array(fc.record({ step: fc.constantFrom(...steps.map(({ id }) => id)), on: anyDay }), { maxLength: 3 }),
      troubles: fc.array(fc.record({ trouble: fc.constantFrom(...troubles.map(({ id }) => id)), since: anyDay }), { maxLength: 2 }),
      deadlines:
        deadlines.length === 0
          ? fc.constant([])
          : fc.array(fc.record({ deadline: fc.constantFrom(...deadlines.map(({ id }) => id)), start: anyDay, met: fc.boolean() }), {
              maxLength: 2,
            }),
    },
    { requiredKeys: ['held'] },
  );
const anyCase = anyJourney.chain((journey) =>
  fc.record({ journey: fc.constant(journey), facts: anyFacts(journey), day: anyDay, minute: anyMinute }),
);

describe('every journey', () => {
  it('walks from its first step to done, one step at a time, in its own order', () => {
    fc.assert(
      fc.property(anyJourney, anyDay, (journey, start) => {
        let facts: CaseFacts = { held: allHeld };
        const walked: string[] = [];
        for (let day: EpochDay = start; walked.length <= journey.steps.length; day = (day + 1) as EpochDay) {
          const step = at(journey, facts, day);
          if (step.state === 'done') break;
          expect(['ready', 'waiting']).toContain(step.state);
          expect(step.about?.kind).toBe('step');
          const id = step.about?.id ?? '';
          walked.push(id);
          facts = withStepTaken(journey, facts, id, day)._unsafeUnwrap();
        }
        expect(walked).toEqual(journey.steps.map(({ id }) => id));
      }),
    );
  });

  it('comes to each of its troubles, with somebody to act and, later, somebody more', () => {
    for (const journey of SHIPPED_JOURNEYS.journeys) {
      for (const trouble of journey.troubles) {
        const facts: CaseFacts = { held: allHeld, troubles: [{ trouble: trouble.id, since: firstDay }] };
        const first = at(journey, facts, firstDay + 1);
        expect([journey.id, first.state, first.about?.id]).toEqual([journey.id, trouble.state, trouble.id]);
        expect(first.actions.length).toBeGreaterThan(0);
        const later = at(journey, facts, firstDay + 120);
        expect(later.actions.at(-1)).toMatchObject({ code: 'raise', by: trouble.next.party });
        const done = at(journey, { ...facts, completedDay: firstDay }, firstDay + 1);
        expect(done.about?.id).toBe(trouble.afterDone === true ? trouble.id : undefined);
      }
    }
  });

  it('runs each of its deadlines out, and not when it was met', () => {
    for (const journey of SHIPPED_JOURNEYS.journeys) {
      for (const { id, missed } of journey.deadlines) {
        const running: CaseFacts = { held: allHeld, deadlines: [{ deadline: id, start: firstDay }] };
        expect([journey.id, at(journey, running, firstDay).state]).toEqual([journey.id, 'waiting']);
        expect([journey.id, at(journey, running, firstDay + 100).state]).toEqual([journey.id, missed.state]);
        const met: CaseFacts = { held: allHeld, deadlines: [{ deadline: id, start: firstDay, met: true }] };
        expect(at(journey, met, firstDay + 100).about?.kind).toBe('step');
      }
    }
  });

  it('is never blocked by holding more: who is not blocked stays as he is', () => {
    fc.assert(
      fc.property(anyCase, fc.subarray(allHeld), ({ journey, facts, day, minute }, more) => {
        const before = at(journey, facts, day, minute);
        const after = at(journey, { ...facts, held: [...facts.held, ...more] }, day, minute);
        if (before.state === 'blocked' && before.about === undefined) return;
        expect(after).toEqual(before);
      }),
    );
  });

  it('lacks exactly what it asks for and the member does not hold', () => {
    fc.assert(
      fc.property(anyJourney, fc.subarray(allHeld), anyDay, (journey, held, day) => {
        const step = at(journey, { held }, day);
        const lacking = journey.prerequisites.filter((id) => !held.includes(id));
        expect(step.state === 'blocked' ? step.missing.map(({ prerequisite }) => prerequisite) : []).toEqual(lacking);
      }),
    );
  });

  it('asks nothing of anybody in the past, and follow-ups on working days only', () => {
    fc.assert(
      fc.property(anyCase, ({ journey, facts, day, minute }) => {
        const step = at(journey, facts, day, minute);
        if (step.state !== 'done') expect(step.actions.length).toBeGreaterThan(0);
        for (const { code, on, activity } of step.actions) {
          expect(on).toBeGreaterThanOrEqual(day);
          expect(activity).toBe(ACTIONS[code].activity);
          if (activity === 'followUp') expect(isWorkingDay(calendar, on)._unsafeUnwrap()).toBe(true);
        }
      }),
    );
  });

  it('is explained in both languages, a sentence for each action, in Persian without a Latin digit or an Arabic letter', () => {
    fc.assert(
      fc.property(anyCase, ({ journey, facts, day, minute }) => {
        const step = at(journey, facts, day, minute);
        const [fa, en] = [explainStep(step, 'fa'), explainStep(step, 'en')];
        expect(fa.split('\n')).toHaveLength(en.split('\n').length);
        expect(fa.split('\n').length).toBeGreaterThan(step.actions.length);
        expect(fa).not.toMatch(/[0-9\u064a\u0643]|undefined/);
        expect(en).not.toMatch(/undefined|[\u0600-\u06ff]/);
        for (const line of [...fa.split('\n'), ...en.split('\n')]) expect(line).toMatch(/\.$/);
      }),
    );
  });
});
