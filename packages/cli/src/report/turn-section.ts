import { PRIORITY_TIER_TERMS } from '@rahyar/domain';
import { NEVER_CAUSE_LABELS, NEVER_CAUSES, type TurnDay, type WaitingGroup } from '@rahyar/engine';
import { html } from 'hono/html';
import type { Markup } from './markup.ts';
import { section, table } from './page-parts.ts';
import { countText, percentText } from './persian-number.ts';
import { neverOf, type ProvinceTurn, type TurnTable } from './turn-table.ts';

/** When the turn comes of whom, and whose never does: what the strict order and the contacts of a day lead to. */
export const turnSection = ({ course, groups, provinces }: TurnTable): Markup =>
  section(
    'turns',
    'نوبت چه زمانی می‌رسد',
    html`<p>هر رهیار در هر روز کاری به اندازهٔ ظرفیت تماسِ خود، به ترتیبِ سخت‌گیرانهٔ اولویت‌ها، با کسانی تماس می‌گیرد که موعدشان رسیده است؛ پس از هر تماس، موعد بعدی با همان آهنگ تماس فرا می‌رسد. این جدول می‌گوید نخستین تماس در چندمین روز کاری است، اگر فهرست‌ها و ظرفیت‌ها همین بماند.</p>
<ul class="causes">${NEVER_CAUSES.map(
      (cause) =>
        html`<li><strong>${countText(groups.reduce((sum, { never }) => sum + never[cause], 0))}</strong> هرگز: ${NEVER_CAUSE_LABELS[cause].fa}</li>`,
    )}</ul>
${table(
  'نخستین تماس به تفکیک گروه، به روز کاری',
  ['گروه', 'در انتظار', 'نیمی تا روزِ', '۹۰٪ تا روزِ', 'آخرین نفرِ نوبت‌دار', 'نوبت می‌رسد', 'دیرتر', 'هرگز', 'تماس نمی‌خواهد'],
  groups.map((row) =>
    rowOf(row.group, [
      countText(row.waiting),
      dayText(row.median),
      dayText(row.percentile90),
      dayText(row.last),
      countText(row.reached),
      countText(row.later),
      `${countText(neverOf(row))}${neverOf(row) === 0 ? '' : ` (${percentText(neverOf(row), row.waiting)})`}`,
      countText(row.doNotContact),
    ]),
  ),
)}
${table(
  'چرا هرگز، و آهنگ تماس در برابر ظرفیت',
  ['گروه', 'رهیار ندارد', 'رهیارش جای تماس ندارد', 'پشتِ اولویت‌های بالاتر', 'هر چند روز کاری', 'تماسِ لازم در سال', 'تماسِ شدنی در سال'],
  groups.map((row) =>
    rowOf(row.group, [
      ...NEVER_CAUSES.map((cause) => countText(row.never[cause])),
      countText(course.everyWorkingDays[row.group]),
      countText(row.owedContacts),
      `${countText(row.madeContacts)}${row.owedContacts === 0 ? '' : ` (${percentText(row.madeContacts, row.owedContacts)})`}`,
    ]),
  ),
)}
${table(
  'نخستین تماس در استان‌ها، به روز کاری: نیمی تا روزِ / ۹۰٪ تا روزِ، و شمار کسانی که هرگز نوبتشان نمی‌رسد',
  ['استان', ...TIER_COLUMNS],
  provinces.map(
    ({ name, tiers }) => html`<tr><th scope="row">${name}</th>${tiers.map(turnCell)}</tr>
`,
  ),
)}
<p class="note">تا ${countText(course.horizonWorkingDays)} روز کاری شمرده شده است (سالی ${countText(course.workingDaysPerYear)} روز)؛ «دیرتر» یعنی پس از آن. «هرگز» تنها دربارهٔ کسانی گفته می‌شود که بی‌نوبت‌ماندنشان اثبات شده است. «تماسِ لازم» (به‌طور میانگین) و «تماسِ شدنی» از سالِ آخرِ همین بازه است. ${course.ageing === undefined ? '' : `سیاست‌نامه می‌خواهد هر کس که بیش از ${countText(course.ageing.afterDays)} روز در انتظار مانده است یک اولویت بالاتر فهرست شود؛ خودِ اولویت همان می‌ماند. `} هسته‌ها، کانون‌ها و سازمان‌ها آهنگ تماسِ تعیین‌شده ندارند و با آهنگِ عضوِ فعال شمرده شده‌اند. این برآورد تنها نوبت‌ها را می‌شمرد: هیچ‌کس از فهرست کنار گذاشته نمی‌شود.</p>`,
  );

const TIER_COLUMNS = ['فعال', 'متقاضی', 'غیرفعال', 'بی‌تقاضا'];

const WAITING_LABELS: Readonly<Record<WaitingGroup, string>> = {
  noTier: 'هسته، کانون و سازمان',
  activeMember: PRIORITY_TIER_TERMS.activeMember.fa,
  applicant: PRIORITY_TIER_TERMS.applicant.fa,
  inactiveMember: PRIORITY_TIER_TERMS.inactiveMember.fa,
  nonApplicant: PRIORITY_TIER_TERMS.nonApplicant.fa,
};

const rowOf = (group: WaitingGroup, texts: readonly string[]): Markup =>
  html`<tr><th scope="row">${WAITING_LABELS[group]}</th>${texts.map((text) => html`<td>${text}</td>`)}</tr>
`;

const turnCell = ({ waiting, never, median, percentile90 }: ProvinceTurn): Markup =>
  html`<td title="${countText(waiting)} نفر در انتظار">${dayText(median)}${median === percentile90 ? '' : ` / ${dayText(percentile90)}`}${never === 0 ? '' : html` <small>هرگز: ${countText(never)}</small>`}</td>`;

function dayText(day: TurnDay | undefined): string {
  if (day === undefined) return '—';
  if (day === 'never') return 'هرگز';
  return day === 'later' ? 'دیرتر' : countText(day);
}
