import { PRIORITY_TIERS } from '@rahyar/domain';
import { html, raw } from 'hono/html';
import { followUpSection, referralSection } from './coming-days-section.ts';
import { funnelSection, provinceSection } from './coverage-section.ts';
import { personsIn } from './coverage-tally.ts';
import { assumptionsSection, rulesSection, timingsSection } from './footing-section.ts';
import { gapTotal } from './gap-list.ts';
import { gapSection } from './gap-section.ts';
import { loadSection } from './load-section.ts';
import { type Markup, textOf } from './markup.ts';
import { countText, percentText } from './persian-number.ts';
import { placeSection } from './place-section.ts';
import { rahyarDaySection } from './rahyar-day-section.ts';
import type { ReportModel } from './report-model.ts';
import { sampleSection } from './sample-section.ts';
import { styleSheet } from './style-sheet.ts';
import { turnSection } from './turn-section.ts';

/**
 * Renders a report as one HTML page in Persian that needs nothing else: no script, no network, its font inside. It reads on a screen from
 * 360 pixels on and prints on A4. Equal models give equal pages.
 */
export function renderReport(model: ReportModel): string {
  const page = html`<!doctype html>
<html lang="fa" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>گزارش رهیاری، ${model.dateText}</title>
<style>${raw(styleSheet())}</style>
</head>
<body>
<a class="skip" href="#content">رفتن به متن گزارش</a>
${masthead(model)}
<main id="content">
${keyFigures(model)}
${provinceSection(model.coverage)}${funnelSection(model.coverage)}${model.turns === undefined ? '' : turnSection(model.turns)}${placeSection(model.coverage)}${loadSection(model.loads)}${gapSection(model.gaps)}${rahyarDaySection(model.rahyarDay)}${sampleSection(model.samples)}${model.followUps === undefined ? '' : followUpSection(model.followUps)}${model.referral === undefined ? '' : referralSection(model.referral)}${rulesSection(model)}${assumptionsSection(model)}${model.timings.length === 0 ? '' : timingsSection(model)}</main>
${footer(model)}
</body>
</html>
`;
  return textOf(page);
}

function masthead(model: ReportModel): Markup {
  const { groups } = model.coverage;
  const all = groups.reduce((sum, row) => sum + personsIn(row), 0);
  const dedicated = groups.reduce((sum, row) => sum + row.dedicated, 0);
  const nobody = groups.reduce((sum, row) => sum + row.nobody, 0);
  return html`<header>
<p class="kicker">الگوی تعالی اجتماعی رسالت</p>
<h1>گزارش روزانهٔ رهیاری</h1>
<p class="date"><time datetime="${model.on}">${model.dateText}</time></p>
<p class="lead">از ${countText(all)} نفر و مجموعه، ${percentText(dedicated, all)} رهیارِ اختصاصیِ مشخص و در دسترس دارند. ${
    nobody === 0 ? 'هر کس هم که ندارد، رهیار آنلاینِ مشخص دارد' : `${countText(nobody)} تا هیچ رهیاری ندارند`
  } و شکافِ پوشش او با سبب آن در همین گزارش آمده است.</p>
${model.origin.kind === 'generated' ? html`<p class="made"><strong>جمعیت این گزارش ساختگی است.</strong> رقم‌ها دربارهٔ هیچ شخص یا سازمان واقعی نیست.</p>` : ''}
<nav aria-label="بخش‌های گزارش"><ul>${contents(model).map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>`;
}

const contents = (model: ReportModel): (readonly [string, string])[] => [
  ['provinces', 'استان‌ها'],
  ['tiers', 'اولویت‌ها'],
  ...(model.turns === undefined ? [] : [['turns', 'نوبت‌ها'] as const]),
  ['places', 'شهر و سازمان'],
  ['loads', 'بار رهیاران'],
  ['gaps', 'شکاف‌ها'],
  ['day', 'یک روز'],
  ['samples', 'رهیارِ من'],
  ...(model.followUps === undefined ? [] : [['follow-ups', 'پیگیری‌ها'] as const]),
  ...(model.referral === undefined ? [] : [['referral', 'ارجاع'] as const]),
  ['rules', 'قواعد'],
  ['assumptions', 'فرض‌ها'],
];

function keyFigures(model: ReportModel): Markup {
  const { groups } = model.coverage;
  const persons = groups.filter(({ group }) => (PRIORITY_TIERS as readonly string[]).includes(group));
  const people = persons.reduce((sum, row) => sum + personsIn(row), 0);
  const dedicated = persons.reduce((sum, row) => sum + row.dedicated, 0);
  const others = groups.reduce((sum, row) => sum + personsIn(row), 0) - people;
  const gaps = gapTotal(model.gaps);
  const { staff, rahyars } = model.community;
  const kept = model.rules.filter(({ violations }) => violations === 0).length;
  const figures = [
    { name: 'افراد', value: countText(people), more: `و ${countText(others)} هسته، کانون و سازمان` },
    { name: 'پوشش اختصاصیِ افراد', value: percentText(dedicated, people), more: `${countText(dedicated)} نفر` },
    { name: 'شکاف پوشش', value: countText(gaps), more: 'هر یک با سبب و دبیرِ آن' },
    {
      name: 'رهیار',
      value: countText(rahyars.reduce((sum, { all }) => sum + all, 0)),
      more: `${countText(rahyars.reduce((sum, { available }) => sum + available, 0))} در دسترس، از ${countText(staff)} نیرو`,
    },
    { name: 'قاعده‌های برقرار', value: `${countText(kept)} از ${countText(model.rules.length)}`, more: 'سنجیده جدا از سازندهٔ برنامه' },
  ];
  return html`<section aria-labelledby="figures-heading"><h2 id="figures-heading" class="unseen">رقم‌های کلیدی</h2>
<dl class="figures">${figures.map(({ name, value, more }) => html`<div><dt>${name}</dt><dd>${value}<small>${more}</small></dd></div>`)}</dl>
</section>
`;
}

const footer = ({ origin }: ReportModel): Markup => html`<footer>
<p>${
  origin.kind === 'generated'
    ? html`<strong>دادهٔ ساختگی:</strong> جمعیت و جامعهٔ رهیاران را مولّدی با هستهٔ ${countText(origin.seed)} ساخته است. شمار مردمِ شهرستان‌ها از سرشماری ۱۳۹۵ و بقیه از فرض‌های جدولِ بالاست.`
    : 'این گزارش از پرونده‌هایی ساخته شده است که به برنامه داده شد؛ درستیِ آن‌ها بر عهدهٔ دهندهٔ آن‌هاست.'
}</p>
<p>«L» شمارهٔ سطر در متن بنیادینِ «جامعهٔ رهیاران» (اردیبهشت ۱۴۰۵) است. مرزها ساده شده و تنها برای نمایش است. قلم: وزیرمتن، با پروانهٔ OFL.</p>
</footer>`;
