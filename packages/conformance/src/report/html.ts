import type { Label } from '@rahyar/domain';
import { html, raw } from 'hono/html';
import { AREAS } from '../requirements/requirements.ts';
import type { Result } from '../run/verdict.ts';
import type { Case, ConformanceReport, ProfileReport, RequirementReport } from './conformance-report.ts';
import { STYLE } from './html-style.ts';
import { totalsOf } from './report-totals.ts';

type Markup = ReturnType<typeof html>;
export type ReportLanguage = 'fa' | 'en';

const RESULT_LABELS = {
  pass: { fa: 'برآورده', en: 'pass' },
  fail: { fa: 'برآورده نشد', en: 'fail' },
  warn: { fa: 'هشدار', en: 'warning' },
  skip: { fa: 'نشان داده نشد', en: 'not shown' },
  not_applicable: { fa: 'به کار نمی‌آید', en: 'not applicable' },
  error: { fa: 'خطای سنجه', en: 'error of the kit' },
} as const satisfies Record<Result, Label>;

const STRENGTH_LABELS = {
  MUST: { fa: 'باید', en: 'MUST' },
  SHOULD: { fa: 'بهتر است', en: 'SHOULD' },
  MAY: { fa: 'می‌تواند', en: 'MAY' },
} as const;
const LEVEL_LABELS: Readonly<Record<string, Label>> = {
  none: { fa: 'هنوز هیچ سطحی', en: 'no level yet' },
  L0: { fa: 'معرفی', en: 'Discover' },
  L1: { fa: 'خواندن', en: 'Read' },
  L2: { fa: 'نوشتن', en: 'Write' },
  L3: { fa: 'رویدادها', en: 'Events' },
  L4: { fa: 'اعتماد و تاب‌آوری', en: 'Trust and resilience' },
};

const NUMBERS = { fa: new Intl.NumberFormat('fa-IR', { useGrouping: true }), en: new Intl.NumberFormat('en') };
const MOMENTS = {
  fa: new Intl.DateTimeFormat('fa-IR-u-ca-persian', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Tehran' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
};

/**
 * The report as one page that needs nothing else: no script, no network. Persian from right to left with the English beneath, or English
 * alone. Equal reports give equal pages.
 */
export function htmlOf(report: ConformanceReport, language: ReportLanguage): string {
  const says = sayerIn(language);
  const page = html`<!doctype html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${says.plain(TITLE)}: ${report.partner}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
${masthead(report, says)}
<main>${report.profiles.map((profile) => profileSection(profile, says))}</main>
<footer><p>${says.both({ fa: 'این گزارش دادهٔ شخصی ندارد: مقدارهای نشان‌دار و توکن‌ها پنهان شده‌اند. رونوشتِ اصلی، پروندهٔ JSON است؛ امضا برای همان است.', en: 'This report holds no personal data: marked values and tokens are hidden. The JSON file is the original; the signature is of that one.' })}</p></footer>
</body>
</html>
`;
  if (page instanceof Promise) throw new Error('invariant: a part of the page is not ready');
  return page.toString();
}

const TITLE = { fa: 'گزارش سازگاری با قرارداد همکاران', en: 'Partner contract conformance report' };

type Says = {
  readonly plain: (label: Label) => string;
  /** With the English beneath where the page is Persian. */
  readonly both: (label: Label) => Markup;
  readonly count: (number: number) => string;
  readonly moment: (text: string) => string;
};

const sayerIn = (language: ReportLanguage): Says => ({
  plain: (label) => label[language],
  both: (label) => (language === 'fa' ? html`${label.fa}<span class="en" lang="en">${label.en}</span>` : html`${label.en}`),
  count: (number) => NUMBERS[language].format(number),
  moment: (text) => MOMENTS[language].format(new Date(text)),
});

const ltr = (text: string): Markup => html`<bdi dir="ltr" class="mono">${text}</bdi>`;

function masthead(report: ConformanceReport, says: Says): Markup {
  const all = report.profiles.flatMap(({ requirements }) => requirements);
  const must = totalsOf(all, 'MUST');
  const failed = must.fail + must.error;
  const lead =
    failed === 0
      ? {
          fa: `هیچ الزامی («باید») شکسته نشد؛ ${says.count(must.pass)} الزام برآورده شد و ${says.count(must.skip)} نشان داده نشد.`,
          en: `No MUST is broken; ${must.pass} are shown to hold, ${must.skip} are not shown.`,
        }
      : {
          fa: `${says.count(failed)} الزام («باید») برآورده نشد و ${says.count(must.pass)} الزام برآورده شد.`,
          en: `MUST: ${failed} not kept, ${must.pass} kept.`,
        };
  const rows: readonly (readonly [Label, Markup | string])[] = [
    [{ fa: 'سازمان', en: 'Partner' }, ltr(report.partner)],
    [{ fa: 'نشانی', en: 'Address' }, ltr(report.target.baseUrl)],
    [{ fa: 'قرارداد', en: 'Contract' }, html`${ltr(report.contract.version)} ${ltr(report.contract.hash.slice(0, 16))}`],
    [{ fa: 'سنجه', en: 'Kit' }, ltr(`${report.tool.name} ${report.tool.version}`)],
    [{ fa: 'هستهٔ تصادف', en: 'Seed' }, ltr(String(report.seed))],
    [{ fa: 'زمان', en: 'Finished' }, says.moment(report.finishedAt)],
    [{ fa: 'اعتبار تا', en: 'Valid until' }, says.moment(report.expiresAt)],
  ];
  return html`<header>
<h1>${says.plain(TITLE)}</h1>
<p class="lead">${says.both(lead)}</p>
<ul class="cards">${report.profiles.map(
    ({ profile, level, requirements }) =>
      html`<li class="${requirements.some(({ result }) => result === 'fail' || result === 'error') ? 'short' : ''}">${ltr(profile)}<div class="level">${level === 'none' ? '' : ltr(level)} ${says.plain(LEVEL_LABELS[level] ?? { fa: '', en: '' })}</div>${profileFigures(requirements, says)}</li>`,
  )}</ul>
<dl>${rows.map(([name, value]) => html`<dt>${says.plain(name)}</dt><dd>${value}</dd>`)}</dl>
</header>`;
}

function profileFigures(requirements: readonly RequirementReport[], says: Says): Markup {
  const [must, should] = [totalsOf(requirements, 'MUST'), totalsOf(requirements, 'SHOULD')];
  const bad = must.fail + must.error;
  return html`<div>${says.plain({
    fa: `باید: ${says.count(must.pass)} برآورده، ${says.count(bad)} نه، ${says.count(must.skip)} نشان داده نشد`,
    en: `MUST: ${must.pass} hold, ${bad} do not, ${must.skip} not shown`,
  })}</div><div>${says.plain({ fa: `بهتر است: ${says.count(should.pass)} برآورده، ${says.count(should.warn)} هشدار`, en: `SHOULD: ${should.pass} hold, ${should.warn} warnings` })}</div>`;
}

function profileSection({ profile, requirements }: ProfileReport, says: Says): Markup {
  const areas = Object.entries(AREAS).map(([area, label]) => ({ area, label, own: requirements.filter(({ id }) => id.startsWith(area)) }));
  return html`<section><h2>${says.plain({ fa: 'قابلیت', en: 'Capability' })} ${ltr(profile)}</h2>${areas
    .filter(({ own }) => own.length > 0)
    .map(
      ({ area, label, own }) => html`<h3>${says.plain(label)} ${ltr(area)}</h3><div class="scroll"><table>
<thead><tr><th>${says.plain({ fa: 'شماره', en: 'Id' })}</th><th>${says.plain({ fa: 'سطح', en: 'Level' })}</th><th>${says.plain({ fa: 'الزام', en: 'Requirement' })}</th><th>${says.plain({ fa: 'نتیجه', en: 'Result' })}</th></tr></thead>
<tbody>${own.map((one) => requirementRow(one, says))}</tbody></table></div>`,
    )}</section>`;
}

function requirementRow({ id, level, strength, text, source, result, cases }: RequirementReport, says: Says): Markup {
  const told = cases.filter((one) => one.result === 'fail' || one.result === 'warn' || one.result === 'error');
  const unseen = cases.filter((one) => one.result === 'skip' && one.expected !== undefined);
  return html`<tr><th scope="row">${ltr(id)}</th><td>${ltr(level)}<br><small>${says.plain(STRENGTH_LABELS[strength])}</small></td><td>${says.both(text)}<small class="en" lang="en">${source}</small>${told.map((one) => finding(one, says))}${
    unseen.length === 0 || result !== 'skip'
      ? ''
      : html`<details><summary>${says.plain({ fa: 'چه لازم است', en: 'What is wanted' })}</summary>${unseen.map(({ operation, expected }) => html`<p>${operation === undefined ? '' : ltr(operation)} <span class="en" lang="en">${expected}</span></p>`)}</details>`
  }</td><td><span class="pill ${result}">${says.plain(RESULT_LABELS[result])}</span><br><small>${says.plain({ fa: `${says.count(cases.length)} سنجش`, en: `${cases.length} ${cases.length === 1 ? 'check' : 'checks'}` })}</small></td></tr>`;
}

function finding(one: Case, says: Says): Markup {
  return html`<div class="finding ${one.result === 'warn' ? 'warn-edge' : ''}">${one.operation === undefined ? '' : ltr(one.operation)}<dl>
<dt>${says.plain({ fa: 'انتظار', en: 'Expected' })}</dt><dd>${ltr(one.expected ?? '')}</dd><dt>${says.plain({ fa: 'یافته', en: 'Got' })}</dt><dd>${ltr(one.got ?? '')}</dd></dl>${
    one.exchanges.length === 0
      ? ''
      : html`<details><summary>${says.plain({ fa: 'گفت‌وگو و فرمان تکرار', en: 'Exchange and how to repeat it' })}</summary>${one.exchanges.slice(-3).map((exchange) => html`<pre>${exchangeText(exchange)}</pre>`)}${one.curl === undefined ? '' : html`<pre>${one.curl}</pre>`}</details>`
  }</div>`;
}

const exchangeText = ({ method, url, requestBody, status, responseHeaders, responseBody }: Case['exchanges'][number]): string =>
  [
    `> ${method} ${url}`,
    ...(requestBody === '' ? [] : [`> ${requestBody}`]),
    `< ${status}`,
    ...Object.entries(responseHeaders).map(([name, value]) => `< ${name}: ${value}`),
    ...(responseBody === '' ? [] : [`< ${responseBody}`]),
  ].join('\n');
