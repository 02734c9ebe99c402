import { PRIORITY_TIER_TERMS, SUBJECT_CLASS_TERMS } from '@rahyar/domain';
import type { CoverageGroup } from '@rahyar/engine';
import { html } from 'hono/html';
import { type CoverageTally, type ProvinceCoverage, personsIn } from './coverage-tally.ts';
import type { Markup } from './markup.ts';
import { bar, section, table } from './page-parts.ts';
import { countText, percentText, wholePercentText } from './persian-number.ts';
import { colourOf, provinceMap, type ShareClass, shareClasses } from './province-map.ts';

export const GROUP_LABELS: Readonly<Record<CoverageGroup, string>> = {
  activeMember: PRIORITY_TIER_TERMS.activeMember.fa,
  applicant: PRIORITY_TIER_TERMS.applicant.fa,
  inactiveMember: PRIORITY_TIER_TERMS.inactiveMember.fa,
  nonApplicant: PRIORITY_TIER_TERMS.nonApplicant.fa,
  collective: SUBJECT_CLASS_TERMS.collective.fa,
  organization: SUBJECT_CLASS_TERMS.organization.fa,
};

/** The map, and the table that says the same in figures: worst province first. */
export function provinceSection({ provinces }: CoverageTally): Markup {
  const rows = provinces
    .map((province) => ({ ...province, persons: total(province, 'persons'), dedicated: total(province, 'dedicated') }))
    .sort((a, b) => Number(a.code === undefined) - Number(b.code === undefined) || shareOf(a) - shareOf(b))
    .map((province, position) => ({ ...province, number: position + 1 }));
  const classes = shareClasses(rows.filter(({ code, persons }) => code !== undefined && persons > 0).map(shareOf));
  return section(
    'provinces',
    'پوشش در استان‌ها',
    html`<p>سهم افرادی که یک رهیار محدوده، سازمان یا اجتماعی به نام خود دارند؛ استان‌ها بر پایهٔ محل سکونت، کم‌پوشش‌ترین در آغاز.</p>
<div class="map-and-table">
<figure>${provinceMap(
      rows.flatMap(({ code, ...row }) => (code === undefined ? [] : [{ ...row, code }])),
      classes,
    )}
<figcaption>${legend(classes)}</figcaption></figure>
${table(
  'پوشش اختصاصی افراد به تفکیک استان و اولویت',
  ['ردیف', 'استان', 'افراد', 'پوشش اختصاصی', ...TIER_COLUMNS, 'بی‌رهیارِ اختصاصی'],
  rows.map(
    (
      row,
    ) => html`<tr><td>${row.code === undefined ? '—' : countText(row.number)}</td><th scope="row">${row.name}</th><td>${countText(row.persons)}</td><td class="share">${row.code === undefined || row.persons === 0 ? '' : html`<span class="swatch" style="background:${colourOf(shareOf(row), classes)}"></span>`}${percentText(row.dedicated, row.persons)}</td>${row.tiers.map(
      ({ persons, dedicated }) =>
        html`<td title="${countText(dedicated)} از ${countText(persons)} نفر">${percentText(dedicated, persons)}</td>`,
    )}<td>${countText(row.persons - row.dedicated)}</td></tr>
`,
  ),
)}
</div>`,
  );
}

const TIER_COLUMNS = ['فعال', 'متقاضی', 'غیرفعال', 'بی‌تقاضا'];

const legend = (classes: readonly ShareClass[]): Markup =>
  html`<ul class="legend">${classes.map(
    ({ from, to, colour }) =>
      html`<li><span class="swatch" style="background:${colour}"></span>${wholePercentText(from)} تا ${wholePercentText(to)}</li>`,
  )}</ul>`;

/** Tier after tier, in the strict order of the text: how many there are and who accompanies them. */
export function funnelSection({ groups, doNotContact }: CoverageTally): Markup {
  const largest = Math.max(...groups.map(personsIn));
  return section(
    'tiers',
    'قیف اولویت‌ها',
    html`<p>ترتیب چهار اولویت سخت‌گیرانه است: تا جایی در دسترسِ اولویت بالاتر است، به پایین‌تر نمی‌رسد. هسته‌ها، کانون‌ها و سازمان‌ها اولویت ندارند و ظرفیتِ جدا دارند.</p>
<ul class="legend"><li><span class="swatch dedicated"></span>رهیار اختصاصی</li><li><span class="swatch online"></span>تنها رهیار آنلاینِ مشخص</li><li><span class="swatch nobody"></span>هیچ رهیار</li></ul>
${table(
  'پوشش به تفکیک اولویت',
  ['اولویت', 'شمار', 'نمودار', 'اختصاصی', 'تنها آنلاین', 'هیچ رهیار'],
  groups.map((row) => {
    const subjects = personsIn(row);
    return html`<tr><th scope="row">${GROUP_LABELS[row.group]}</th><td>${countText(subjects)}</td><td class="wide">${bar(
      [
        { style: 'dedicated', size: row.dedicated },
        { style: 'online', size: row.onlineOnly },
        { style: 'nobody', size: row.nobody },
      ],
      largest,
    )}</td><td>${countText(row.dedicated)} <small>${percentText(row.dedicated, subjects)}</small></td><td>${countText(row.onlineOnly)} <small>${percentText(row.onlineOnly, subjects)}</small></td><td>${countText(row.nobody)}</td></tr>
`;
  }),
)}
<p class="note">${countText(doNotContact)} نفر یا مجموعه خواسته‌اند با آنان تماس گرفته نشود: رهیارشان مشخص است، ولی در فهرست کار کسی نیستند.</p>`,
  );
}

const total = ({ tiers }: ProvinceCoverage, what: 'persons' | 'dedicated'): number => tiers.reduce((all, tier) => all + tier[what], 0);

/** A province without people comes after the others. */
const shareOf = ({ persons, dedicated }: { readonly persons: number; readonly dedicated: number }): number =>
  persons === 0 ? Number.POSITIVE_INFINITY : dedicated / persons;
