import { assign, type GapCause } from '@rahyar/engine';
import { worldOf } from '@rahyar/engine/testing';
import { describe, expect, it } from 'vitest';
import { CAUSES } from './gap-list.ts';
import { PALETTE, RAMP } from './palette.ts';
import { countText } from './persian-number.ts';
import { renderReport } from './render-report.ts';
import { reportModel } from './report-model.ts';
import { gapCounts } from './testing/gap-counts.ts';
import { richReport, TODAY } from './testing/rich-report.ts';

const model = richReport();
const page = renderReport(model);
const body = page.slice(page.indexOf('<body>'));
const fontless = page.replace(/base64,[A-Za-z0-9+/=]+/, 'base64,');
const all = (pattern: RegExp, text = fontless): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

describe('the page needs nothing else', () => {
  it('names no address, runs no script and loads no file', () => {
    expect(all(/https?:|\/\/[a-z]/gi)).toEqual([]);
    expect(all(/<(script|link|img|iframe|object|embed|base|form)\b/gi)).toEqual([]);
    expect(all(/\son[a-z]+=|javascript:|@import|\ssrc=|xlink/gi)).toEqual([]);
    expect(all(/url\(([^)]{0,24})/g).every((target) => target.startsWith('data:font/woff2') || target === '#no-people')).toBe(true);
    expect(all(/href="([^"]*)"/g).every((target) => target.startsWith('#'))).toBe(true);
  });

  it('forbids everything but its own style and font', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; font-src data:"`);
  });

  it('is small', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(300_000);
  });

  it('is the same for the same model', () => {
    expect(renderReport(structuredClone(model))).toBe(page);
  });
});

describe('the page can be read by everyone', () => {
  it('is Persian, from right to left', () => {
    expect(page).toContain('<html lang="fa" dir="rtl">');
    expect(all(/[\u064A\u0643]/g)).toEqual([]);
  });

  it('closes what it opens, in order', () => {
    expect(openTags(body.slice(0, body.indexOf('</body>') + '</body>'.length))).toEqual([]);
  });

  it('has one of each landmark, and a way past the navigation', () => {
    for (const landmark of ['header', 'main', 'footer', 'nav', 'h1']) expect(all(new RegExp(`<${landmark}\\b`, 'g'))).toHaveLength(1);
    expect(body).toMatch(/<a class="skip" href="#content">/);
    expect(body).toMatch(/<nav aria-label="[^"]+">/);
  });

  it('points only to what is there, and names each id once', () => {
    const ids = all(/\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of [...all(/href="#([^"]+)"/g), ...all(/aria-labelledby="([^"]+)"/g).flatMap((names) => names.split(' '))]) {
      expect(ids).toContain(target);
    }
  });

  it('skips no level of heading, and names every section by one', () => {
    const levels = all(/<h([1-6])\b/g).map(Number);
    levels.slice(1).forEach((level, before) => {
      expect(level - (levels[before] as number)).toBeLessThanOrEqual(1);
    });
    expect(all(/<section\b(?![^>]*aria-labelledby)/g)).toEqual([]);
  });

  it('gives every table a caption and scoped headings, and every picture words', () => {
    expect(all(/<table>/g).length).toBeGreaterThan(8);
    expect(all(/<table>\s*<caption>[^<]+<\/caption>/g)).toHaveLength(all(/<table>/g).length);
    expect(all(/<th\b(?! scope="(col|row)")/g)).toEqual([]);
    expect(all(/<svg\b(?![^>]*role="img" aria-label)/g)).toEqual([]);
  });

  it('has a cell for every column', () => {
    for (const table of all(/<table>([\s\S]*?)<\/table>/g)) {
      const columns = all(/<th scope="col">/g, table).length;
      for (const row of all(/<tr[^>]*>((?:(?!<tr)[\s\S])*?)<\/tr>/g, table)) expect(all(/<t[hd]\b/g, row)).toHaveLength(columns);
    }
  });

  it('sets its words in colours that stand out, as WCAG 2.2 asks of text', () => {
    for (const [text, ground] of TEXT_PAIRS) expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(PALETTE.dedicated, PALETTE.onlineOnly)).toBeGreaterThanOrEqual(2.5);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 9);
  });

  it('writes figures in Persian digits', () => {
    const words = body
      .replace(/<bdi[^>]*>.*?<\/bdi>/g, '')
      .replace(/<ol class="reasons">[\s\S]*?<\/ol>/g, '')
      .replace(/<[^>]+>/g, ' ');
    expect(all(/.{0,30}[0-9].{0,10}/g, words)).toEqual([]);
  });
});

describe('the tables say what the model says', () => {
  it('of the provinces, worst first and those without a home last', () => {
    const rows = cells('پوشش اختصاصی افراد');
    expect(rows).toHaveLength(32);
    expect(rows[0]?.slice(0, 4)).toEqual(['۱', 'کرمان', '۱', '۰٪']);
    expect(rows[1]).toEqual(['۲', 'تهران', '۷', '۵۷٫۱٪', '۶۶٫۷٪', '—', '—', '۰٪', '۳']);
    expect(rows[2]).toEqual(['۳', 'قم', '۱', '۱۰۰٪', '—', '—', '۱۰۰٪', '—', '۰']);
    expect(rows.at(-1)).toEqual(['—', 'بی‌نشانی', '۱', '۰٪', '۰٪', '—', '—', '—', '۱']);
  });

  it('of the tiers', () => {
    const groups = [{ group: 'applicant', dedicated: 3, onlineOnly: 2, nobody: 5 } as const];
    const rendered = renderReport({ ...model, coverage: { ...model.coverage, groups } });
    expect(cells('پوشش به تفکیک اولویت', rendered)).toEqual([['متقاضی عضویت', '۱۰', '', '۳ ۳۰٫۰٪', '۲ ۲۰٫۰٪', '۵']]);
    expect(rendered).toContain('<i class="dedicated" style="inline-size:30%"></i><i class="online" style="inline-size:20%"></i>');
    expect(rendered).toContain('۵ تا هیچ رهیاری ندارند');
  });

  it('of the loads', () => {
    const spread = { mean: 0.5, largest: 1.25, maxOverMean: 2, median: 0.4, percentile99: 0.8, gini: 0.25, jain: 0.9 };
    const histogram = [1, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 3];
    const row = { rahyars: 10, withoutSeats: 2, seats: 200, subjects: 100 } as const;
    const rows = [
      { ...row, kind: 'area', subjectClass: 'person', histogram, heaviest: [1.25, 1, 0.8], spread } as const,
      { ...row, kind: 'social', subjectClass: 'collective', subjects: 0, heaviest: [] } as const,
    ];
    const rendered = renderReport({ ...model, loads: { ...model.loads, rows } });
    const nothing = new Array<string>(9).fill('—');
    expect(cells('سنجه‌های پخش بار', rendered)).toEqual([
      [
        ...['رهیار محدوده', 'فرد', '۱۰', '۲', '۱۰۰', '۲۰۰ ۵۰٫۰٪ پر', '۵۰٫۰٪', '۴۰٫۰٪', '۸۰٫۰٪', '۱۲۵٫۰٪'],
        ...['۱۲۵٫۰٪، ۱۰۰٪، ۸۰٫۰٪', '۲', '۲', '۰٫۲۵', '۰٫۹'],
      ],
      ['رهیار اجتماعی', 'هسته یا کانون', '۱۰', '۲', '۰', '۲۰۰ ۰٪ پر', ...nothing],
    ]);
    expect(rendered).toContain(
      'aria-label="رهیار محدوده: ۱۰ رهیار. بی‌بار: ۱ رهیار، ۲۰ تا ۳۰٪: ۴ رهیار، پر: ۲ رهیار، بیش از ظرفیت: ۳ رهیار"',
    );
  });

  it('of the turns', () => {
    const never = { noRahyar: 1, noContacts: 2, crowdedOut: 27 };
    const counts = { waiting: 100, reached: 60, later: 10, never, doNotContact: 4, owedContacts: 400, madeContacts: 300 };
    const group = { group: 'applicant', ...counts, median: 12, percentile90: 'never', last: 800 } as const;
    const everyWorkingDays = { noTier: 71, activeMember: 71, applicant: 3, inactiveMember: 141, nonApplicant: 285 };
    const course = { everyWorkingDays, workingDaysPerYear: 285, horizonWorkingDays: 1_425 };
    const [none, some] = [
      { waiting: 0, never: 0 },
      { waiting: 9, never: 0, median: 3, percentile90: 'later' },
    ] as const;
    const provinces = [
      { name: 'قم', tiers: [none, some, { ...some, percentile90: 3 }, { waiting: 5, never: 5, median: 'never', percentile90: 'never' }] },
    ] as const;
    const rendered = renderReport({ ...model, turns: { course, groups: [group], provinces } });
    expect(cells('نخستین تماس به تفکیک گروه', rendered)).toEqual([
      ['متقاضی عضویت', '۱۰۰', '۱۲', 'هرگز', '۸۰۰', '۶۰', '۱۰', '۳۰ (۳۰٫۰٪)', '۴'],
    ]);
    expect(cells('چرا هرگز', rendered)).toEqual([['متقاضی عضویت', '۱', '۲', '۲۷', '۳', '۴۰۰', '۳۰۰ (۷۵٫۰٪)']]);
    expect(cells('نخستین تماس در استان‌ها', rendered)).toEqual([['قم', '—', '۳ / دیرتر', '۳', 'هرگز هرگز: ۵']]);
    expect(rendered).toContain('<strong>۲۷</strong> هرگز: اولویت‌های بالاتر');
    expect(rendered).not.toContain('یک اولویت بالاتر فهرست');
    const aged = { course: { ...course, ageing: { afterDays: 400 } }, groups: [group], provinces };
    expect(renderReport({ ...model, turns: aged })).toContain('بیش از ۴۰۰ روز در انتظار مانده است یک اولویت بالاتر فهرست');
    const { turns: _, ...without } = model;
    expect(renderReport(without)).not.toContain('id="turns"');
  });

  it('of cities and villages, counties and organisations', () => {
    const gaps = gapCounts({ nothingKnown: 1, noneInCoverage: 2, noneReachable: 3, allFull: 4 });
    const row = { dedicated: 30, onlineOnly: 9, nobody: 1, gaps };
    const coverage = {
      ...model.coverage,
      settlements: [{ name: 'شهر', ...row }],
      counties: [{ name: 'شهرستان قم، قم', ...row }],
      organizations: [],
    };
    const rendered = renderReport({ ...model, coverage });
    const figures = ['۴۰', '۳۰', '۷۵٫۰٪', '۹', '۱', ...columns(gaps)];
    expect(figures).toEqual(expect.arrayContaining(['۱', '۲', '۳', '۴']));
    expect(cells('پوشش افراد در شهر و روستا', rendered)).toEqual([['شهر', ...figures]]);
    expect(cells('شهرستان‌هایی که', rendered)).toEqual([['شهرستان قم، قم', ...figures]]);
    expect(cells('پوشش افرادِ مرتبط', rendered)).toEqual([]);
  });

  it('of the gaps', () => {
    const rows = [
      { province: 'قم', addressee: 'tell-9', causes: gapCounts({ nothingKnown: 1, noneInCoverage: 2, noneReachable: 3, allFull: 4 }) },
      { causes: gapCounts({ nothingKnown: 5 }) },
    ];
    const others = { rows: 2, causes: gapCounts({ noneReachable: 10, allFull: 20 }) };
    const rendered = renderReport({ ...model, gaps: { rows, others } });
    expect(cells('شکاف‌ها به تفکیک', rendered)).toEqual([
      ['قم', 'tell-9', '۱۰', ...columns(rows[0]?.causes)],
      ['نامعلوم', 'دبیری تعیین نشده است', '۵', ...columns(rows[1]?.causes)],
      ['۲ ردیف دیگر', '—', '۳۰', ...columns(others.causes)],
    ]);
    expect(rendered).toContain('<dt>شکاف پوشش</dt><dd>۴۵<');
    const gapPart = rendered.slice(rendered.indexOf('<section id="gaps"'));
    expect(all(/<li><strong>([^<]+)<\/strong>/g, gapPart).slice(0, 4)).toEqual(['۶', '۲', '۱۳', '۲۴']);
  });

  it('of the day of a rahyar, and how far it reaches', () => {
    const groups = [
      { group: 'organization', subjects: 1 },
      { group: 'activeMember', subjects: 9 },
      { group: 'nonApplicant', subjects: 11 },
    ] as const;
    const row = { subject: 'p1', kind: 'member', group: 'activeMember', because: 'recentActivity' } as const;
    const rows = [
      { ...row, basis: 'work', dueDaysAgo: 3, waitingDays: 40, home: 'شهرستان قم، قم' } as const,
      { ...row, dueDaysAgo: 0 },
      row,
    ];
    const day = { rahyar: 'a1', jurisdiction: ['شهرستان قم، قم'], caseloadPersons: 30, contactsPerDay: 5, due: 2, groups, rows };
    const rendered = renderReport({ ...model, rahyarDay: day });
    const because = 'در بازهٔ سیاست‌نامه فعالیت داشته است';
    expect(cells('آغاز فهرست کار', rendered)).toEqual([
      ['۱', 'p1', 'عضو', '۱ (فعال)', because, '۳ روز گذشته', '۴۰ روز', 'اشتغال در محدوده', 'شهرستان قم، قم'],
      ['۲', 'p1', 'عضو', '۱ (فعال)', because, 'امروز', 'از آغاز', '—', '—'],
      ['۳', 'p1', 'عضو', '۱ (فعال)', because, 'سررسید نشده', 'از آغاز', '—', '—'],
    ]);
    expect(cells('این فهرست با این ظرفیت', rendered)).toEqual([
      ['سازمان', '۱', '۱', '۱'],
      ['عضو موجود فعال', '۹', '۱', '۲'],
      ['کسی که هنوز تقاضای عضویت نداده است', '۱۱', '۳', '۵'],
    ]);
    expect(cells('این فهرست با این ظرفیت', renderReport({ ...model, rahyarDay: { ...day, contactsPerDay: 0 } }))[0]?.at(-1)).toBe('هرگز');
  });

  it('of the follow-ups', () => {
    const days = [
      { dateText: '۱۴۰۵/۰۹/۰۵', weekday: 'پنجشنبه', followUps: 12, isDayOff: false },
      { dateText: '۱۴۰۵/۰۹/۰۶', weekday: 'جمعه', followUps: 0, isDayOff: true },
    ];
    const rendered = renderReport({ ...model, followUps: { due: 21, contactsPerDay: 10, days, later: 4, calendarVersion: 'c1' } });
    expect(cells('پیگیری‌های دو هفته', rendered)).toEqual([
      ['پنجشنبه', '۱۴۰۵/۰۹/۰۵', '۱۲', ''],
      ['جمعه', '۱۴۰۵/۰۹/۰۶', '۰', 'تعطیل'],
    ]);
    expect(rendered).toContain('سررسیدِ ۲۱ پیگیری رسیده است');
    expect(rendered).toContain('جای ۱۰ تماس دارند: ۳ روز کار.');
  });

  it('of the assumptions, shares as percentages', () => {
    const assumptions = [
      { name: 'someShare', title: 'سهم', value: 0.125, unit: 'share', source: 'assumed' },
      { name: 'someStaff', title: 'نیرو', value: 5_000, unit: 'posts', source: 'L30' },
    ] as const;
    expect(cells('عددهایی که', renderReport({ ...model, assumptions }))).toEqual([
      ['سهم', '۱۲٫۵٪', 'سهم', 'فرضِ ما', 'someShare'],
      ['نیرو', '۵٬۰۰۰', 'جایگاه', 'L30', 'someStaff'],
    ]);
  });
});

describe('the page is honest', () => {
  it('says that made people are made, and does not say it of given files', () => {
    expect(page).toContain('جمعیت این گزارش ساختگی است');
    const given = renderReport({ ...model, origin: { kind: 'files' } });
    expect(given).not.toContain('ساختگی است');
    expect(given).toContain('از پرونده‌هایی ساخته شده است');
  });

  it('calls active whom the policy calls active', () => {
    const owing = 'فعالیتی داشته یا تعهد باز دارد؛';
    expect(page.includes(owing)).toBe(true);
    expect(renderReport({ ...model, policy: { ...model.policy, openObligationIsActive: false } }).includes(owing)).toBe(false);
  });

  it('shows a broken and an unchecked rule as such', () => {
    const [first, second, ...others] = model.rules;
    if (first === undefined || second === undefined) throw new Error('there are rules');
    const { violations: _, ...unchecked } = second;
    const broken = renderReport({ ...model, rules: [{ ...first, violations: 3 }, unchecked, ...others] });
    expect(broken).toContain('۳ نقض');
    expect(broken).toContain('سنجیده نشد');
    expect(broken).toContain(`${countText(model.rules.length - 2)} از ${countText(model.rules.length)}`);
  });

  it('sums up what the table of gaps leaves out', () => {
    const causes = gapCounts({ allFull: 77 });
    expect(renderReport({ ...model, gaps: { ...model.gaps, others: { rows: 9, causes } } })).toContain('۹ ردیف دیگر');
  });

  it('renders a plan for nobody', () => {
    const nobody = worldOf([], []);
    const empty = reportModel({
      problem: nobody,
      plan: assign(nobody),
      findings: [],
      day: { today: TODAY, jalaliText: 'امروز' },
      origin: { kind: 'files' },
    });
    const rendered = renderReport(empty);
    expect(rendered).toContain('هیچ شکافی نیست');
    expect(rendered).not.toMatch(/NaN|Infinity|undefined|ناعدد|∞/);
  });
});

/** The cells of the gaps by cause, in the order of the causes. */
const columns = (causes: Partial<Record<GapCause, number>> = {}): string[] => CAUSES.map((cause) => countText(causes[cause] ?? 0));

/** The texts of the cells of the table whose caption begins so, row by row, without the marks of direction. */
function cells(caption: string, text = page): string[][] {
  const table = all(/<table>([\s\S]*?)<\/table>/g, text).find((markup) => markup.includes(`<caption>${caption}`)) ?? '';
  return all(/<tr[^>]*>([\s\S]*?)<\/tr>/g, table.slice(table.indexOf('<tbody>'))).map((row) =>
    all(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g, row).map((cell) => cell.replace(/<[^>]+>|\u200f/g, '')),
  );
}

/** What is left open, and what is closed without being open. */
function openTags(markup: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = '', rest = ''] of markup.matchAll(/<(\/?)([a-z0-9]+)\b([^>]*)>/gi)) {
    if (rest.endsWith('/')) continue;
    if (slash === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

/** Which text stands on which ground. */
const TEXT_PAIRS: readonly (readonly [text: string, ground: string])[] = [
  [PALETTE.ink, PALETTE.paper],
  [PALETTE.ink, PALETTE.card],
  [PALETTE.ink, PALETTE.wash],
  [PALETTE.softInk, PALETTE.paper],
  [PALETTE.softInk, PALETTE.card],
  [PALETTE.softInk, PALETTE.wash],
  [PALETTE.card, PALETTE.dedicated],
  [PALETTE.dedicated, PALETTE.card],
  [PALETTE.dedicated, PALETTE.paper],
  [PALETTE.dedicated, PALETTE.wash],
  [PALETTE.warningInk, PALETTE.warningWash],
  [PALETTE.nobody, PALETTE.card],
  [PALETTE.nobody, PALETTE.alarmWash],
  [PALETTE.seaInk, PALETTE.sea],
  ...RAMP.map((ground) => [PALETTE.ink, ground] as const),
];

/** The contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
