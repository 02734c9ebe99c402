import { html } from 'hono/html';
import { type CoverageTally, type NamedCoverage, personsIn } from './coverage-tally.ts';
import { CAUSES } from './gap-list.ts';
import { SHORT_CAUSES } from './gap-section.ts';
import type { Markup } from './markup.ts';
import { section, table } from './page-parts.ts';
import { countText, percentText } from './persian-number.ts';

/** Coverage in cities and villages, in the worst covered counties, and among the people of the organisations. */
export const placeSection = ({ settlements, counties, organizations }: CoverageTally): Markup =>
  section(
    'places',
    'شهر و روستا، شهرستان‌ها و سازمان‌ها',
    html`<p>همان پوشش، بر پایهٔ محل سکونت و سازمانِ افراد. در هر ردیف، شکاف‌ها با سببشان همهٔ کسانی‌اند که رهیارِ اختصاصی ندارند.</p>
${coverageTable('پوشش افراد در شهر و روستا', 'محل سکونت', settlements)}
${coverageTable('شهرستان‌هایی که کمترین سهمِ پوشش اختصاصی را دارند', 'شهرستان', counties)}
${coverageTable('پوشش افرادِ مرتبط با هر سازمان', 'سازمان', organizations)}
<p class="note">«نامعلوم»: نشانی تا شهر یا دهستان ثبت نشده است. کسی که با دو سازمان ارتباط دارد، در هر دو ردیف شمرده شده است.</p>`,
  );

const coverageTable = (caption: string, column: string, rows: readonly NamedCoverage[]): Markup =>
  table(
    caption,
    [column, 'افراد', 'اختصاصی', 'سهم', 'تنها آنلاین', 'هیچ رهیار', ...CAUSES.map((cause) => SHORT_CAUSES[cause])],
    rows.map(
      (row) => html`<tr><th scope="row">${row.name}</th>${[
        countText(personsIn(row)),
        countText(row.dedicated),
        percentText(row.dedicated, personsIn(row)),
        countText(row.onlineOnly),
        countText(row.nobody),
        ...CAUSES.map((cause) => countText(row.gaps[cause])),
      ].map((text) => html`<td>${text}</td>`)}</tr>
`,
    ),
  );
