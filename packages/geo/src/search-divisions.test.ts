import { DivisionCode } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { DIVISION_ALIASES } from './data/division-aliases.ts';
import { divisions, findDivision } from './divisions.ts';
import { rowsOf } from './rows.ts';
import { searchDivisions } from './search-divisions.ts';

const firstCode = (query: string) => searchDivisions(query)[0]?.code;
const codesOf = (query: string) => searchDivisions(query).map(({ code }) => code);

describe('searchDivisions', () => {
  it('puts the very name first, the larger level before the smaller', () => {
    expect(
      searchDivisions('تهران')
        .slice(0, 3)
        .map(({ code, level }) => [level, code]),
    ).toEqual([
      ['province', '23'],
      ['county', '2301'],
      ['city', '2301021576'],
    ]);
  });

  it('ranks the very name, another name, a beginning, a part', () => {
    expect(searchDivisions('گنبد').map(({ name }) => name)).toEqual([
      'گنبد',
      'گنبدکاووس',
      'گنبدکاووس',
      'گنبد علوی',
      'درب گنبد',
      'درب گنبد',
      'دوگنبدان',
      'چهارگنبد',
      'کبودگنبد',
      'درب گنبد',
    ]);
  });

  it('does not mind how a name is typed', () => {
    for (const query of ['آذربایجان شرقی', 'آذربایجان‌شرقی', 'اذربايجان شرقي', 'آذربایجانشرقی', ' آذربایجان  شرقی ', 'east azarbaijan']) {
      expect(firstCode(query)).toBe('03');
    }
    for (const query of ['تهران ۲۲', 'تهران٢٢', 'تهران 22']) expect(firstCode(query)).toBe('2301022226');
    expect(firstCode('هشتپر تالش')).toBe('0104031124');
    expect(firstCode('قائم‌شهر')).toBe('0210');
  });

  it('knows older and popular names', () => {
    expect(codesOf('باختران')).toEqual(['05', '0502', '0502041258']);
    expect(codesOf('رضائیه').slice(0, 2)).toEqual(['0401', '0401041235']);
    expect(firstCode('بندر پهلوی')).toBe('0103');
    expect(firstCode('تهران بزرگ')).toBe('2301021576');
    expect(firstCode('شهرری')).toBe('2303');
  });

  it('finds what has been divided by the name they share', () => {
    expect(searchDivisions('خراسان', { level: 'province' }).map(({ name }) => name)).toEqual([
      'خراسان رضوی',
      'خراسان شمالی',
      'خراسان جنوبی',
    ]);
  });

  it('can be narrowed to a level, a place and a number', () => {
    const gilan = DivisionCode.parse('01');
    expect(searchDivisions('رودبار', { level: 'county', within: gilan }).map(({ code }) => code)).toEqual(['0106']);
    expect(searchDivisions('مرکزی', { level: 'district', within: gilan })).toHaveLength(16);
    expect(searchDivisions('مرکزی', { countMax: 5 })).toEqual(searchDivisions('مرکزی').slice(0, 5));
    expect(searchDivisions('مرکزی', { countMax: 0 })).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    for (const query of ['', '  ', '\u200c', '()', '-', 'ناکجاآباد سفلای علیا']) expect(searchDivisions(query)).toEqual([]);
  });

  it('has aliases only where they add something', () => {
    for (const [code, alias = ''] of rowsOf(DIVISION_ALIASES)) {
      expect(findDivision(code)?.name).not.toBe(alias);
      expect(codesOf(alias)).toContain(code);
    }
  });

  it('looks through all divisions in a few milliseconds', () => {
    searchDivisions('گرم');
    const started = performance.now();
    for (const { name } of divisions('province')) searchDivisions(name);
    expect((performance.now() - started) / 31).toBeLessThan(20);
  });
});
