/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { repairSeedSlips, SEARCH_TEXT_LENGTH_MAX, searchKey, searchKeys } from './persian-text.ts';

describe('searchKey', () => {
  it.each([
    ['علي', 'علی', 'علی'],
    ['كاظم', 'کاظم', 'کاظم'],
    ['مُحَمَّد', 'محمد', 'محمد'],
    ['محـــمد', 'محمد', 'محمد'],
    ['فاطمة', 'فاطمه', 'فاطمه'],
    ['أحمد', 'احمد', 'احمد'],
    ['إسماعيل', 'اسماعیل', 'اسماعیل'],
    ['ٱلله', 'الله', 'الله'],
    ['آذربایجان', 'اذربایجان', 'اذربایجان'],
    ['مؤمنی', 'مومنی', 'مومنی'],
    ['رضائی', 'رضایی', 'رضایی'],
    ['املاء', 'املا', 'املا'],
    ['خانهٔ امید', 'خانۀ امید', 'خانه امید'],
    ['مى‌خواهم', 'می خواهم', 'می خواهم'],
    ['ﻛﺮﻣﺎﻥ', 'کرمان', 'کرمان'],
    ['ہستہ', 'ھستە', 'هسته'],
    ['منطقهٔ ۱۲', 'منطقه ١٢', 'منطقه 12'],
    ['SAT', 'ＳＡＴ', 'sat'],
    ['\u202bیزد\u202c\ufeff', 'یزد', 'یزد'],
    ['  قم \t\n ایران\u00a0 ', 'قم ایران', 'قم ایران'],
    ['قم\tایران\nما', 'قم\u2028ایران\u00a0ما', 'قم ایران ما'],
    ['ڪتاب', 'كتاب', 'کتاب'],
    ['علے', 'علی', 'علی'],
    ['جزٴ', 'جزء', 'جز'],
  ])('%s and %s meet in %s', (one, other, key) => {
    expect(searchKey(one)).toBe(key);
    expect(searchKey(other)).toBe(key);
  });

  it('keeps apart what differs by more than writing', () => {
    expect(searchKey('رهبران')).not.toBe(searchKey('رهیاران'));
    expect(searchKey('راهبران')).not.toBe(searchKey('رهبران'));
    expect(searchKey('قرض')).not.toBe(searchKey('قرص'));
  });

  it('cuts a long text, and what expands', () => {
    expect(searchKey('ا'.repeat(SEARCH_TEXT_LENGTH_MAX + 5))).toHaveLength(SEARCH_TEXT_LENGTH_MAX);
    const expanding = searchKey('ﷺ'.repeat(1_000_000));
    expect(expanding.length).toBeLessThanOrEqual(SEARCH_TEXT_LENGTH_MAX);
    expect(expanding.startsWith('صلی الله علیه وسلم')).toBe(true);
  });

  it('costs no more than its first characters, however long the text', () => {
    const long = 'ﷺ'.repeat(3_000_000);
    const began = performance.now();
    searchKey(long);
    expect(performance.now() - began, 'uncut, this takes seconds').toBeLessThan(400);
  });

  it('leaves no half of a character where it cuts', () => {
    expect(searchKey(`${'ا'.repeat(SEARCH_TEXT_LENGTH_MAX - 1)}😀`)).toBe('ا'.repeat(SEARCH_TEXT_LENGTH_MAX - 1));
  });
});

describe('searchKeys', () => {
  it('lets three spellings of one name meet', () => {
    const joined = ['رضایی‌نژاد', 'رضایی نژاد', 'رضایینژاد', 'رضائي‌نژاد'].map((name) => searchKeys(name).joined);
    expect(new Set(joined)).toEqual(new Set(['رضایینژاد']));
    expect(searchKeys('رضایی‌نژاد')).toEqual({ spaced: 'رضایی نژاد', joined: 'رضایینژاد' });
  });

  it('lets a half-space that was lost meet its word', () => {
    expect(searchKeys('زیستبوم').joined).toBe(searchKeys('زیست‌بوم').joined);
    expect(searchKeys('قرضالحسنه').joined).toBe(searchKeys('قرض‌الحسنه').joined);
  });
});

it('a letter whose lower case hangs on word borders does not tell joined keys apart', () => {
  expect(searchKeys('ΟΔΟΣ ΜΟΥ').joined).toBe(searchKeys('ΟΔΟΣΜΟΥ').joined);
});

describe('repairSeedSlips', () => {
  it.each([
    ['L5', 'فرهنگ قرص الحسنة و کار آفرینی اجتماعی', 'فرهنگ قرض‌الحسنه و کارآفرینی اجتماعی'],
    ['L18', 'فَيَمْكُتُ فِي الْأَرْضِ', 'فَيَمْكُثُ فِي الْأَرْضِ'],
    ['L48', 'جایگاه‌های تخصصی در جامعه رهبران', 'جایگاه‌های تخصصی در جامعه رهیاران'],
    ['L50', 'اعضای «جامعه رهبران»', 'اعضای «جامعه رهیاران»'],
    ['L50', 'در «سازمانهای رهبری» بر اساس', 'در «سازمان‌های رهیاری» بر اساس'],
    ['L59', 'پشتیبان: منظور پیگیری امور اعضا', 'پشتیبان: به‌منظور پیگیری امور اعضا'],
    ['L61', 'سازمان های رهبری، تضمین', 'سازمان‌های رهیاری، تضمین'],
    ['L77', 'سازمانهای رهپاری', 'سازمان‌های رهیاری'],
    ['L77', 'سازمان‌های رهپاری و دبیرخانه', 'سازمان‌های رهیاری و دبیرخانه'],
    ['L77', 'کانون همپاری اجتماعی', 'کانون همیاری اجتماعی'],
    ['L77', 'رهپاری مشخص', 'رهیاری مشخص'],
    ['L81', 'یک رهپار اجتماعی', 'یک رهیار اجتماعی'],
    ['L81', 'سامانه‌های مختلف «امسالت»', 'سامانه‌های مختلف «ام‌رسالت»'],
  ])('%s: %s', (_line, written, meant) => {
    expect(repairSeedSlips(written)).toBe(meant);
  });

  it.each([
    'راهبران اجتماعی',
    'جامعه راهبران',
    'رهبران کشور',
    'سازمان رهبری',
    'رهبری سازمان‌های رهیاری',
    'به منظور پیگیری',
    'به‌منظور پیگیری',
    'کار آفرینی',
    'قرص خواب',
    'جامعه رهبرانه',
    'همپاریس',
    'رهپارسی',
  ])('leaves «%s» alone', (text) => {
    expect(repairSeedSlips(text)).toBe(text);
  });
});
