import { describe, expect, it } from 'vitest';
import { type EpochDay, weekdayOf } from '../epoch-day.ts';
import { parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { ACTIONS, type ActionCode, actFrom, type Task } from './action.ts';
import { RAHYAR, SUBJECT } from './party.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const task = (action: ActionCode): Task => ({ action, by: RAHYAR, with: SUBJECT });

/** The days of a week of Azar 1405 that has no holiday. */
const [thursday, friday, saturday, sunday] = [dayOf('1405/09/05'), dayOf('1405/09/06'), dayOf('1405/09/07'), dayOf('1405/09/08')] as const;

describe('the day of an action', () => {
  it('lies in a week with a day of rest in it', () => {
    expect([thursday, friday, saturday, sunday].map(weekdayOf)).toEqual(['thursday', 'friday', 'saturday', 'sunday']);
  });

  it('is today for guidance and consultation, even on a day of rest and even when it was meant for later', () => {
    for (const code of ['guideToStart', 'counsel'] as const) {
      expect(actFrom(sunday, task(code), { today: friday, calendar })._unsafeUnwrap()).toEqual({
        code,
        activity: ACTIONS[code].activity,
        by: RAHYAR,
        with: SUBJECT,
        on: friday,
        confidence: 'fixed',
      });
    }
  });

  it.each([
    ['the day that was meant', thursday, sunday, sunday],
    ['today where the day is past', saturday, thursday, saturday],
    ['the next working day after a day of rest that was meant', thursday, friday, saturday],
    ['the next working day where today is a day of rest', friday, thursday, saturday],
  ])('is %s for every other activity', (_, today, meant, on) => {
    for (const code of ['settle', 'askForAnswer', 'accompany'] as const)
      expect(actFrom(meant, task(code), { today, calendar })._unsafeUnwrap()).toMatchObject({ code, on, confidence: 'fixed' });
  });

  it('is as sure as the holidays between the day that was meant and the working day that is found', () => {
    // The feast of Adha of 1408 is predicted for Tuesday 5 Ordibehesht.
    const feast = dayOf('1408/02/05');
    const { on, confidence } = actFrom(feast, task('askForAnswer'), { today: dayOf('1408/01/20'), calendar })._unsafeUnwrap();
    expect([on, confidence]).toEqual([feast + 1, 'predicted-likely']);
  });

  it('lies inside the calendar or is refused', () => {
    const beyond = (calendar.lastDay + 1) as EpochDay;
    const refused = actFrom(beyond, task('askForAnswer'), { today: thursday, calendar });
    expect(refused._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
    expect(actFrom(beyond, task('counsel'), { today: thursday, calendar }).isOk()).toBe(true);
  });
});

describe('every action', () => {
  it('is worded in both languages, and says with whom', () => {
    for (const { fa, en, does } of Object.values(ACTIONS)) {
      for (const word of [fa, en]) expect(word).toMatch(/^[^{}]+$/);
      for (const sentence of [does.fa, does.en]) expect(sentence.split('{with}')).toHaveLength(2);
    }
  });

  it('belongs to one activity', () => {
    const codesOf = (activity: string): string[] =>
      Object.entries(ACTIONS).flatMap(([code, action]) => (action.activity === activity ? [code] : []));
    expect(codesOf('guidance')).toEqual([
      'guideToStart',
      'guideToStep',
      'guideToPrerequisites',
      'guideToCorrection',
      'guideToRemedy',
      'guideToMastery',
      'tellOpening',
      'registerAgain',
      'renew',
    ]);
    expect(codesOf('consultation')).toEqual(['counsel']);
    expect(codesOf('coordination')).toEqual(['takeStep', 'settle']);
    expect(codesOf('accompaniment')).toEqual(['accompany']);
  });
});
