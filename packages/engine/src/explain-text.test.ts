import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { createExplainer } from './explain.ts';
import { explanationText } from './explain-text.ts';
import { areaPost, directiveFor, memberWith, prospectWith, staffWith, worldOf } from './testing/small-world.ts';

const here = { home: '0101' };

const textOf = (problem: Parameters<typeof assign>[0], id: string, language: 'fa' | 'en'): string => {
  const plan = assign(problem);
  const explanation = createExplainer(problem, plan, plan.certificate)(id);
  return explanation === undefined ? '' : explanationText(explanation, language);
};

describe('explanationText', () => {
  const crowded = worldOf(
    [staffWith('a', areaPost('0101'), { person: 1 }), staffWith('b', areaPost('01'), { person: 1 })],
    [memberWith('p1', here), memberWith('p2', here), prospectWith('p3', here)],
  );

  it('says from whom a seat would have to be taken, and whom one more would go to', () => {
    expect(textOf(crowded, 'p3', 'en')).toContain(
      'Others by residence in the area: a, b; the seat would have to be taken from somebody (active member); and somebody would get one (person who has not applied yet)',
    );
    expect(textOf(crowded, 'p3', 'en')).toContain('one seat more there could go to this one');
    expect(textOf(crowded, 'p3', 'fa')).toContain('جای کسی با اولویت «عضو موجود فعال» باید گرفته می‌شد');
  });

  it('says how many more would have been parted', () => {
    const kept = worldOf(
      [staffWith('a', areaPost('0101'), { person: 1 }), staffWith('b', areaPost('0101'), { person: 1 })],
      [
        { subject: memberWith('p1', here), previousRahyar: 'a' },
        { subject: memberWith('p2', here), previousRahyar: 'b' },
      ],
    );
    expect(textOf(kept, 'p1', 'en')).toContain('2 people more would have been parted from their rahyar');
    expect(textOf(kept, 'p1', 'fa')).toContain('۲ تن بیشتر از رهیار خود جدا می‌شدند');
  });

  it('says that the load would be higher where both are equally good', () => {
    const uneven = worldOf(
      [staffWith('a', areaPost('0101'), { person: 2 }), staffWith('b', areaPost('0101'), { person: 8 })],
      [memberWith('p1', here)],
    );
    expect(textOf(uneven, 'p1', 'en')).toContain(
      'equally good, but the load there would be higher; one more would make 1 of 2 there, 2 of 8 here',
    );
  });

  it('says who decided and when, and never why', () => {
    const pinned = worldOf([staffWith('a', areaPost('0101'))], [memberWith('p1', here)], undefined, {
      version: 1,
      pins: [directiveFor('p1', 'a')],
      vetoes: [],
    });
    expect(textOf(pinned, 'p1', 'en')).toContain('sec has chosen a, from 2026-11-23 (R21)');
    expect(textOf(pinned, 'p1', 'en')).not.toContain('test');
    expect(textOf(pinned, 'p1', 'fa')).toContain('به تصمیم sec از ۲۰۲۶-۱۱-۲۳');
  });

  it('says what would open a seat', () => {
    const alone = worldOf([staffWith('a', areaPost('0201'))], [memberWith('p1', here), memberWith('p2')]);
    expect(textOf(alone, 'p1', 'en')).toContain('A seat would open with a rahyar for: 0101 (residence in the area)');
    expect(textOf(alone, 'p2', 'fa')).toContain('جایی باز می‌شود اگر محل سکونت');
  });
});
