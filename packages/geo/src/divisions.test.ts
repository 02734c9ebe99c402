import { describe, expect, it } from 'vitest';
import { ADMINISTRATIVE_LEVELS, type AdministrativeLevel } from './division.ts';
import { ancestorsOf, childrenOf, divisions, findDivision, provinceOf, provinces } from './divisions.ts';

const namesOf = (found: readonly { name: string }[]) => found.map(({ name }) => name);

describe('divisions', () => {
  const counts: Record<AdministrativeLevel, number> = {
    province: 31,
    county: 448,
    district: 1099,
    city: 1354,
    cityRegion: 200,
    ruralDistrict: 2637,
  };

  it.each(ADMINISTRATIVE_LEVELS)('has the official number of each level: %s', (level) => {
    expect(divisions(level)).toHaveLength(counts[level]);
    expect(divisions(level).every((division) => division.level === level)).toBe(true);
  });

  it('holds all levels together in code order, without a code twice', () => {
    const codes = divisions().map(({ code }) => code);
    expect(codes).toHaveLength(5769);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('is built once and cannot be changed', () => {
    expect(divisions()).toBe(divisions());
    expect(divisions('city')).toBe(divisions('city'));
    for (const frozen of [
      divisions(),
      divisions('county'),
      provinces(),
      childrenOf('23'),
      childrenOf('none'),
      findDivision('2301'),
      provinces()[0],
    ]) {
      expect(Object.isFrozen(frozen)).toBe(true);
    }
  });

  it('keeps to Persian letters and single spaces in names', () => {
    for (const { name } of divisions()) expect(name).toMatch(/^[آ-غف-قل-وپچژکگیء]+(?:[ ()-]+[آ-غف-قل-وپچژکگیء]+)*(?: \d+|\))?$/);
  });
});

describe('findDivision', () => {
  it('finds a division of each level', () => {
    expect(findDivision('00')).toMatchObject({ level: 'province', name: 'مرکزی', parent: undefined });
    expect(findDivision('0106')).toMatchObject({ level: 'county', name: 'رودبار', parent: '01' });
    expect(findDivision('230102')).toMatchObject({ level: 'district', name: 'مرکزی', parent: '2301' });
    expect(findDivision('2301021576')).toMatchObject({ level: 'city', name: 'تهران', parent: '230102' });
    expect(findDivision('2301022226')).toMatchObject({ level: 'cityRegion', name: 'تهران 22', parent: '230102' });
    expect(findDivision('0313010003')).toMatchObject({ level: 'ruralDistrict', name: 'عباس شرقی', parent: '031301' });
  });

  it('knows no code that is not in canonical form', () => {
    for (const code of ['', '1', '99', '۲۳', '23 ', '2301 ', '230', 'constructor']) expect(findDivision(code)).toBeUndefined();
  });

  it('tells a county from the city of the same name', () => {
    expect(findDivision('0105')).toMatchObject({ name: 'رشت', level: 'county' });
    expect(findDivision('0105051129')).toMatchObject({ name: 'رشت', level: 'city' });
  });
});

describe('provinces', () => {
  it('have a name, an English name and an ISO code that ends with their code', () => {
    for (const { code, name, en, iso } of provinces()) {
      expect(iso).toBe(`IR-${code}`);
      expect(en).toMatch(/^[A-Z][a-z]+(?:(?: and)?[ -][A-Z][a-z]+)*$/);
      expect(name).not.toContain('  ');
    }
    expect(provinceOf('17')).toEqual({
      code: '17',
      level: 'province',
      name: 'کهگیلویه و بویراحمد',
      en: 'Kohgiluyeh and Boyer-Ahmad',
      iso: 'IR-17',
      parent: undefined,
    });
  });

  it('are found from every level below', () => {
    for (const code of ['23', '2301', '230102', '2301021576', '2301022226']) expect(provinceOf(code)?.en).toBe('Tehran');
    expect(provinceOf('2399')).toBeUndefined();
  });
});

describe('childrenOf and ancestorsOf', () => {
  it('descend and climb one level at a time', () => {
    expect(namesOf(childrenOf('30'))).toEqual(['کرج', 'ساوجبلاغ', 'نظرآباد', 'طالقان', 'اشتهارد', 'فردیس']);
    expect(namesOf(ancestorsOf('2301021576'))).toEqual(['تهران', 'تهران', 'مرکزی']);
  });

  it('are empty at the ends and for what does not exist', () => {
    expect(childrenOf('2301021576')).toEqual([]);
    expect(ancestorsOf('23')).toEqual([]);
    expect(childrenOf('99')).toEqual([]);
    expect(ancestorsOf('2399')).toEqual([]);
  });

  it('have, as a known fault of the source, the regions of Fardis without their city', () => {
    expect(childrenOf('300601').map(({ level }) => level)).toEqual(['ruralDistrict', 'ruralDistrict', 'cityRegion', 'cityRegion']);
  });
});
