import { RAHYAR_KIND_TERMS } from '@rahyar/domain';
import { html } from 'hono/html';
import type { KindLoad, LoadDistribution } from './load-distribution.ts';
import type { Markup } from './markup.ts';
import { section, table } from './page-parts.ts';
import { countText, decimalText, percentText } from './persian-number.ts';

/** How evenly the work lies: one histogram for each kind of rahyar, and the measures in a table. */
export const loadSection = ({ kinds, online }: LoadDistribution): Markup =>
  section(
    'loads',
    'بار رهیاران',
    html`<p>بار هر رهیار یعنی شمار افرادی که رهیارِ اصلیِ اختصاصیِ آنان است، بخش بر ظرفیتِ افرادِ همان رهیار. تنها رهیارانِ در دسترسِ امروز شمرده شده‌اند.</p>
<div class="charts">${kinds.map(histogram)}</div>
${table(
  'سنجه‌های پخش بار (بار بخش بر ظرفیت)',
  ['نوع رهیار', 'رهیارانِ در دسترس', 'افراد', 'ظرفیت', 'میانگین', 'میانه', 'صدک ۹۹', 'بیشینه ÷ میانگین', 'صدک ۹۹ ÷ میانه', 'ضریب جینی'],
  kinds.map(
    ({ kind, rahyars, persons, seats, spread }) =>
      html`<tr><th scope="row">${RAHYAR_KIND_TERMS[kind].fa}</th><td>${countText(rahyars)}</td><td>${countText(persons)}</td><td>${countText(seats)} <small>${percentText(persons, seats)} پر</small></td>${(
        spread === undefined
          ? ['—', '—', '—', '—', '—', '—']
          : [
              percentText(spread.mean, 1),
              percentText(spread.median, 1),
              percentText(spread.percentile99, 1),
              decimalText(spread.maxOverMean),
              spread.median === 0 ? '—' : decimalText(spread.percentile99 / spread.median),
              decimalText(spread.gini),
            ]
      ).map((text) => html`<td>${text}</td>`)}</tr>
`,
  ),
)}
<p class="note">ضریب جینی به‌تنهایی چند رهیارِ بسیار پربار را پنهان می‌کند؛ از همین رو بیشینه و صدک‌ها هم آمده است. ${RAHYAR_KIND_TERMS.online.fa} سقفِ ظرفیت ندارد: ${countText(online.rahyars)} رهیار آنلاین، رهیارِ اصلیِ ${countText(online.subjects)} نفر و مجموعه‌اند و پربارترینِ آنان ${countText(online.largest)} تا دارد.</p>`,
  );

const WIDTH = 420;
const HEIGHT = 220;
const BASE = 178;
const TOP = 26;

function histogram({ kind, histogram: bins, rahyars }: KindLoad): Markup {
  const shown = bins.at(-1) === 0 ? bins.slice(0, -1) : bins;
  const largest = Math.max(1, ...shown);
  const step = (WIDTH - 16) / shown.length;
  const title = `${RAHYAR_KIND_TERMS[kind].fa}: ${countText(rahyars)} رهیار`;
  const text = bins.flatMap((count, bin) => (count > 0 ? [`${BIN_LABELS[bin]}: ${countText(count)} رهیار`] : [])).join('، ');
  return html`<figure><figcaption>${title}</figcaption>
<svg class="histogram" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}. ${text}">
<path class="axis" d="M4 ${BASE + 0.5}H${WIDTH - 4}"/>
${shown.map((count, bin) => {
  const height = ((BASE - TOP) * count) / largest;
  const x = 8 + bin * step;
  const middle = Math.round(x + step / 2);
  return html`${count > 0 ? html`<rect class="${bin >= 11 ? 'full' : bin === 0 ? 'idle' : 'part'}" x="${(x + 2).toFixed(1)}" y="${(BASE - height).toFixed(1)}" width="${(step - 4).toFixed(1)}" height="${height.toFixed(1)}"/><text x="${middle}" y="${(BASE - height - 6).toFixed(1)}">${countText(count)}</text>` : ''}<text class="tick" x="${middle}" y="${BASE + 18}">${TICKS[bin]}</text>
`;
})}
<text class="tick" x="${WIDTH / 2}" y="${HEIGHT - 5}">سهمِ پرشده از ظرفیت (٪)</text>
</svg></figure>`;
}

const BIN_LABELS = [
  'بی‌بار',
  ...Array.from({ length: 10 }, (_, tenth) => `${countText(tenth * 10)} تا ${countText((tenth + 1) * 10)}٪`),
  'پر',
  'بیش از ظرفیت',
];
const TICKS = ['هیچ', ...Array.from({ length: 10 }, (_, tenth) => countText((tenth + 1) * 10)), 'پر', 'بیش'];
