import { GAP_CAUSE_LABELS } from '@rahyar/engine';
import { html } from 'hono/html';
import { CAUSES, type GapList, gapCount } from './gap-list.ts';
import type { Markup } from './markup.ts';
import { identifier, paragraph, section, table } from './page-parts.ts';
import { countText } from './persian-number.ts';

/** Where the guarantee of a dedicated rahyar is not kept, why, and who is told. */
export function gapSection({ rows, others }: GapList): Markup {
  if (rows.length === 0) return section('gaps', 'شکاف‌های پوشش', paragraph('هیچ شکافی نیست: همه رهیارِ اختصاصی دارند.'));
  const all = [...rows, ...(others === undefined ? [] : [others])];
  return section(
    'gaps',
    'شکاف‌های پوشش و سبب آن‌ها',
    html`<p>هر نفر یا مجموعه‌ای که رهیارِ اختصاصی ندارد، با سبب آن به دبیر امورِ همان استان یا سازمان گفته می‌شود. رهیار آنلاین شکاف را نمی‌بندد.</p>
<ul class="causes">${CAUSES.map((cause) => html`<li><strong>${countText(all.reduce((sum, { causes }) => sum + causes[cause], 0))}</strong> ${GAP_CAUSE_LABELS[cause].fa}</li>`)}</ul>
${table(
  'شکاف‌ها به تفکیک استان، سبب و دبیری که آگاه می‌شود',
  ['استان', 'دبیر امور', 'همه', ...CAUSES.map((cause) => SHORT_CAUSES[cause])],
  [
    ...rows.map(
      (
        row,
      ) => html`<tr><th scope="row">${row.province ?? 'نامعلوم'}</th><td>${row.addressee === undefined ? 'دبیری تعیین نشده است' : identifier(row.addressee)}</td><td>${countText(gapCount(row))}</td>${CAUSES.map((cause) => html`<td>${countText(row.causes[cause])}</td>`)}</tr>
`,
    ),
    ...(others === undefined
      ? []
      : [
          html`<tr><th scope="row">${countText(others.rows)} ردیف دیگر</th><td>—</td><td>${countText(gapCount(others))}</td>${CAUSES.map((cause) => html`<td>${countText(others.causes[cause])}</td>`)}</tr>
`,
        ]),
  ],
)}`,
  );
}

export const SHORT_CAUSES = {
  nothingKnown: 'چیزی ثبت نشده',
  noneInCoverage: 'بیرون از پوشش',
  noneReachable: 'در دسترس نیست',
  noneSuitable: 'مناسبِ نیاز او نیست',
  allFull: 'ظرفیت پر است',
} as const satisfies Record<(typeof CAUSES)[number], string>;
