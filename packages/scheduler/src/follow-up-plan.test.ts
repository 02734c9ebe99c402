import { SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { ASSUMED_CADENCE, type Cadence, type ContactCadence } from './cadence.ts';
import type { Due } from './due.ts';
import { type EpochDay, weekdayOf } from './epoch-day.ts';
import { explainDue } from './explain-due.ts';
import { followUpId } from './follow-up-id.ts';
import { type CadenceSubject, planFollowUp } from './follow-up-plan.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import { iranWorkingCalendar } from './working-calendar.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const calendar = iranWorkingCalendar()._unsafeUnwrap();
const id = SubjectId.parse('m-1');
const due = (subject: Omit<CadenceSubject, 'id'>, today = '1405/09/02', cadence = ASSUMED_CADENCE): Due =>
  planFollowUp({ id, ...subject }, { today: dayOf(today), cadence, calendar })._unsafeUnwrap();
const dates = ({ nominal, effective }: Due): string[] => [nominal, effective].map((day) => formatJalali(day, 'en'));
const cadenceOf = (change: Partial<ContactCadence>): Cadence => ({
  ...ASSUMED_CADENCE,
  tiers: { ...ASSUMED_CADENCE.tiers, activeMember: { ...ASSUMED_CADENCE.tiers.activeMember, ...change } },
});

describe('planFollowUp', () => {
  it('plans an active member 90 days after the last contact, on a working day at nine in Tehran', () => {
    // 90 days after 7 Shahrivar 1405 is a Friday.
    const planned = due({ tier: 'activeMember', lastContactDay: dayOf('1405/06/07') });
    expect(dates(planned)).toEqual(['1405/09/06', '1405/09/07']);
    expect(weekdayOf(planned.nominal)).toBe('friday');
    expect(planned).toMatchObject({
      rule: 'cadence.activeMember',
      subject: 'm-1',
      instant: '2026-11-28T05:30:00Z',
      window: { opens: dayOf('1405/08/30'), closes: dayOf('1405/09/21') },
      calendarVersion: calendar.version,
      confidence: 'fixed',
    });
  });

  it('plans an applicant three working days after the application, the day itself not counted', () => {
    expect(dates(due({ tier: 'applicant', waitingSinceDay: dayOf('1405/09/02') }))).toEqual(['1405/09/05', '1405/09/05']);
    expect(dates(due({ tier: 'applicant', waitingSinceDay: dayOf('1405/09/03') }, '1405/09/03'))).toEqual(['1405/09/07', '1405/09/07']);
  });

  it('counts from the later of the last contact and the waiting', () => {
    const [contact, waiting] = [dayOf('1405/08/01'), dayOf('1405/08/20')];
    expect(dates(due({ tier: 'inactiveMember', lastContactDay: contact, waitingSinceDay: waiting }))[0]).toBe('1406/02/20');
    expect(dates(due({ tier: 'inactiveMember', lastContactDay: waiting, waitingSinceDay: contact }))[0]).toBe('1406/02/20');
    const basisOf = (lastContactDay: EpochDay, waitingSinceDay: EpochDay): unknown =>
      due({ tier: 'inactiveMember', lastContactDay, waitingSinceDay }).trace[0];
    expect(basisOf(waiting, waiting)).toEqual({ step: 'countedFrom', basis: 'lastContact', day: waiting });
    expect(basisOf(contact, waiting)).toEqual({ step: 'countedFrom', basis: 'waitingSince', day: waiting });
  });

  it('plans what is overdue for the first working day from today, and keeps the nominal day', () => {
    // A Friday.
    const planned = due({ tier: 'nonApplicant', lastContactDay: dayOf('1400/01/05') }, '1405/09/06');
    expect(dates(planned)).toEqual(['1401/01/05', '1405/09/07']);
    expect(planned.trace.map(({ step }) => step)).toEqual(['countedFrom', 'intervalAdded', 'overdue', 'moved']);
  });

  it('plans for today what is overdue since before the working calendar begins', () => {
    expect(dates(due({ tier: 'inactiveMember', lastContactDay: dayOf('1380/01/01') }))).toEqual(['1380/06/26', '1405/09/02']);
  });

  it('leaves the overdue on a day off where the convention is not to move', () => {
    const cadence = cadenceOf({ convention: 'unadjusted' });
    expect(dates(due({ tier: 'activeMember', lastContactDay: dayOf('1405/01/05') }, '1405/09/06', cadence))[1]).toBe('1405/09/06');
  });

  it('plans who was never contacted for today, under an id that stays', () => {
    const planned = due({ tier: 'activeMember' });
    expect(dates(planned)).toEqual(['1405/09/02', '1405/09/02']);
    expect(due({ tier: 'activeMember' }, '1405/09/20').id).toBe(planned.id);
    expect(due({ tier: 'activeMember', lastContactDay: dayOf('1405/09/02') }).id).not.toBe(planned.id);
    expect(due({ tier: 'inactiveMember' }).id).not.toBe(planned.id);
    expect(planned.id).toBe(followUpId('cadence.activeMember', id, 'first'));
    const contact = dayOf('1405/09/02');
    expect(due({ tier: 'activeMember', lastContactDay: contact }).id).toBe(followUpId('cadence.activeMember', id, contact));
  });

  it('never plans for the past, even where the convention looks back', () => {
    const planned = due({ tier: 'activeMember' }, '1405/09/06', cadenceOf({ convention: 'preceding' }));
    expect(dates(planned)).toEqual(['1405/09/06', '1405/09/07']);
    expect(planned.trace.at(-1)).toMatchObject({
      step: 'moved',
      convention: 'following',
      because: [{ kind: 'weekly', weekday: 'friday' }],
    });
  });

  it('counts Jalali months from the day of the contact', () => {
    const cadence = cadenceOf({ every: { unit: 'jalaliMonths', count: 7 }, convention: 'unadjusted' });
    expect(dates(due({ tier: 'activeMember', lastContactDay: dayOf('1405/06/31') }, '1405/09/02', cadence))[1]).toBe('1406/01/31');
  });

  it('says how sure the holidays are that the day rests on', () => {
    const after90Days = (contact: string, today: string): [string, string] => {
      const planned = due({ tier: 'activeMember', lastContactDay: dayOf(contact) }, today);
      return [formatJalali(planned.effective, 'en'), planned.confidence];
    };
    // The day before Fitr, which the moon may bring a day early.
    expect(after90Days('1405/09/18', '1405/10/01')).toEqual(['1405/12/18', 'announced']);
    // Fitr of the printed calendar and its second day, then a Friday.
    expect(after90Days('1405/09/19', '1405/10/01')).toEqual(['1405/12/22', 'announced']);
    // Three working days that go round Fitr; once overdue, only the days from today count.
    const waiting = { tier: 'applicant', waitingSinceDay: dayOf('1405/12/17') } as const;
    expect(due(waiting, '1405/12/17')).toMatchObject({ effective: dayOf('1405/12/23'), confidence: 'announced' });
    expect(due(waiting, '1405/12/25')).toMatchObject({ effective: dayOf('1405/12/25'), confidence: 'fixed' });
    // Never contacted, and planned on Fitr for the first working day after it.
    expect(due({ tier: 'activeMember' }, '1405/12/19')).toMatchObject({ effective: dayOf('1405/12/22'), confidence: 'announced' });
    // Fitr as predicted, and its second day.
    expect(after90Days('1406/09/08', '1406/10/01')).toEqual(['1406/12/10', 'predicted-firm']);
    expect(after90Days('1406/09/07', '1406/10/01')).toEqual(['1406/12/07', 'predicted-firm']);
  });

  it('has no answer where the calendar ends', () => {
    const planning = { today: calendar.lastDay, cadence: ASSUMED_CADENCE, calendar };
    const refused = planFollowUp({ id, tier: 'activeMember', lastContactDay: calendar.lastDay }, planning);
    expect(refused._unsafeUnwrapErr()).toEqual({ kind: 'calendarError', code: 'workingCalendar.notCovered' });
  });
});

describe('explainDue', () => {
  const overdue = due({ tier: 'activeMember', lastContactDay: dayOf('1405/05/10') }, '1405/09/06');

  it('tells the way in Persian', () => {
    expect(explainDue(overdue, 'fa')).toBe(
      [
        'آخرین تماس شنبه ۱۰ مرداد ۱۴۰۵ بوده است.',
        'موعد ۹۰ روز پس از آن است، جمعه ۸ آبان ۱۴۰۵ (عضو موجود فعال).',
        '۲۸ روز از موعد گذشته است؛ از امروز، جمعه ۶ آذر ۱۴۰۵، برنامه‌ریزی می‌شود.',
        'آن روز کاری نیست (جمعه)؛ به شنبه ۷ آذر ۱۴۰۵ می‌رود (روز کاری بعد).',
        'بازهٔ کار از ۱۴۰۵/۰۸/۳۰ تا ۱۴۰۵/۰۹/۲۱ است.',
        'تعطیلی‌هایی که این روز بر آن‌ها تکیه دارد: قطعی.',
      ].join('\n'),
    );
  });

  it('tells the way in English', () => {
    expect(explainDue(overdue, 'en')).toBe(
      [
        'The last contact was on Saturday 10 Mordad 1405.',
        'It is due 90 days later, on Friday 8 Aban 1405 (active member).',
        'That was 28 days ago; it is planned from today, Friday 6 Azar 1405.',
        'That is not a working day (Friday); it moves to Saturday 7 Azar 1405 (following).',
        'The window runs from 1405/08/30 to 1405/09/21.',
        'The holidays that the day rests on: fixed.',
      ].join('\n'),
    );
  });

  it('tells of one never contacted, and of one that waits', () => {
    expect(explainDue(due({ tier: 'nonApplicant' }), 'en')).toContain('No contact is recorded; it is due today, Monday 2 Azar 1405.');
    const waiting = explainDue(due({ tier: 'applicant', waitingSinceDay: dayOf('1405/09/01') }), 'fa');
    expect(waiting).toContain('از یکشنبه ۱ آذر ۱۴۰۵ در انتظار است.');
    expect(waiting).toContain('۳ روز کاری');
  });
});
