import { BASIS_TERMS } from '@rahyar/domain';
import { html } from 'hono/html';
import type { ParameterUnit } from '../population/parameters.ts';
import type { Markup } from './markup.ts';
import { identifier, section, table } from './page-parts.ts';
import { countText, durationText, exactPercentText, exactText } from './persian-number.ts';
import type { ReportModel } from './report-model.ts';

/** The rules that the plan was checked against, each with its source and how often it is broken; and what its certificate proves. */
export const rulesSection = ({ rules, isProven }: ReportModel): Markup =>
  section(
    'rules',
    'قواعد و درستی برنامه',
    html`<p>برنامه پس از ساخته‌شدن، جدا از سازنده‌اش و تنها از روی داده و نتیجه، با این قواعد سنجیده شده است.${isProven === undefined ? '' : proofText(isProven)}</p>
${table(
  'قاعده‌ها، جای آن‌ها در متن بنیادین و شمار نقض‌ها',
  ['قاعده', 'شرح', 'منبع', 'نقض'],
  rules.map(
    ({ id, title, source, violations }) =>
      html`<tr><th scope="row">${identifier(id)}</th><td>${title}</td><td>${sourceText(source)}</td><td>${verdict(violations)}</td></tr>
`,
  ),
)}`,
  );

const proofText = (isProven: boolean): string =>
  isProven
    ? ' گواهی برنامه هم سنجیده شده است: هیچ برنامهٔ دیگری، سطح به سطح، در پوشش به ترتیب اولویت، کمترین جدایی از رهیارِ پیشین، ترجیح‌های سیاست‌نامه و یکنواختی بار از این بهتر نیست.'
    : ' گواهی برنامه بهترین بودنش را اثبات نمی‌کند.';

const verdict = (violations: number | undefined): Markup => {
  if (violations === undefined) return html`<span class="pill warning">سنجیده نشد</span>`;
  return violations === 0
    ? html`<span class="pill kept">برقرار</span>`
    : html`<span class="pill broken">${countText(violations)} نقض</span>`;
};

/** Every number that the figures rest on, with where it comes from; and what the policy chose. */
export const assumptionsSection = ({ assumptions, policy }: ReportModel): Markup =>
  section(
    'assumptions',
    'فرض‌ها و منبع آن‌ها',
    html`<p>سیاست‌نامهٔ ${identifier(policy.version)}: کسی «فعال» است که در ${countText(policy.windowDays)} روز گذشته فعالیتی داشته${policy.openObligationIsActive ? ' یا تعهد باز دارد' : ''}؛ رهیارِ اصلی به این ترتیب جسته می‌شود: ${policy.primaryPreference.map((basis) => BASIS_TERMS[basis].fa).join('، ')}.</p>
${
  assumptions.length === 0
    ? ''
    : table(
        'عددهایی که جمعیتِ ساختگی از آن‌ها ساخته شده است',
        ['فرض', 'مقدار', 'یکا', 'منبع', 'نام'],
        assumptions.map(
          ({ name, title, value, unit, source }) =>
            html`<tr><th scope="row">${title}</th><td>${valueText(value, unit)}</td><td>${UNIT_LABELS[unit]}</td><td>${sourceText(source)}</td><td>${identifier(name)}</td></tr>
`,
        ),
      )
}`,
  );

/** How long each stage took on the machine that made the report. */
export const timingsSection = ({ timings }: ReportModel): Markup =>
  section(
    'timings',
    'زمان هر مرحله',
    table(
      'زمانِ سپری‌شده بر همین دستگاه',
      ['مرحله', 'زمان'],
      timings.map(
        ({ stage, durationMs }) => html`<tr><th scope="row">${stage}</th><td>${durationText(durationMs)}</td></tr>
`,
      ),
    ),
  );

const sourceText = (source: string): Markup | string => SOURCE_LABELS[source] ?? identifier(source);

const SOURCE_LABELS: Readonly<Record<string, string>> = { assumed: 'فرضِ ما', 'census 1395': 'سرشماری ۱۳۹۵' };

const valueText = (value: number, unit: ParameterUnit): string => (unit === 'share' ? exactPercentText(value) : exactText(value));

const UNIT_LABELS = {
  share: 'سهم',
  people: 'نفر',
  'people per 1,000': 'در هر هزار نفر',
  days: 'روز',
  km: 'کیلومتر',
  posts: 'جایگاه',
  counties: 'شهرستان',
  subjects: 'نفر یا مجموعه',
  'a day': 'در روز',
  ratio: 'نسبت',
} as const satisfies Record<ParameterUnit, string>;
