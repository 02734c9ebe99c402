import { BASIS_TERMS, SUBJECT_KIND_TERMS } from '@rahyar/domain';
import { type CoverageGroup, TIER_REASON_LABELS } from '@rahyar/engine';
import { html } from 'hono/html';
import { GROUP_LABELS } from './coverage-section.ts';
import type { Markup } from './markup.ts';
import { identifier, paragraph, section, table } from './page-parts.ts';
import { countText } from './persian-number.ts';
import type { RahyarDay, WorklistRow } from './rahyar-day.ts';

/** What one rahyar sees in the morning: whom first, why, and how far a day reaches. */
export function rahyarDaySection(day: RahyarDay | undefined): Markup {
  if (day === undefined) return section('day', 'یک روز یک رهیار', paragraph('هیچ رهیار محدوده‌ای امروز کاری ندارد.'));
  const listed = day.groups.reduce((all, { subjects }) => all + subjects, 0);
  return section(
    'day',
    'یک روز یک رهیار',
    html`<p>رهیار محدوده ${identifier(day.rahyar)}، با فهرستی به درازای میانه: ${day.jurisdiction.join('؛ ')}. در فهرست او ${countText(listed)} نفر و مجموعه است (ظرفیت: ${countText(day.caseloadPersons)} نفر)، سررسیدِ ${countText(day.due)} پیگیری رسیده یا گذشته است، و یک روز کاری جای ${countText(day.contactsPerDay)} تماس دارد.</p>
${table(
  `آغاز فهرست کار امروز: ${countText(day.rows.length)} ردیف نخست`,
  ['نوبت', 'شناسه', 'چه کسی', 'اولویت', 'چرا', 'پیگیری', 'انتظار', 'پیوند با رهیار', 'سکونت'],
  day.rows.map(
    (
      row,
      position,
    ) => html`<tr><td>${countText(position + 1)}</td><th scope="row">${identifier(row.subject)}</th><td>${SUBJECT_KIND_TERMS[row.kind].fa}</td><td>${TIER_NAMES[row.group]}</td><td>${TIER_REASON_LABELS[row.because].fa}</td><td>${dueText(row)}</td><td>${row.waitingDays === undefined ? 'از آغاز' : `${countText(row.waitingDays)} روز`}</td><td>${row.basis === undefined ? '—' : BASIS_TERMS[row.basis].fa}</td><td>${row.home ?? '—'}</td></tr>
`,
  ),
)}
${reach(day)}`,
  );
}

const TIER_NAMES: Readonly<Record<CoverageGroup, string>> = {
  activeMember: `${countText(1)} (فعال)`,
  applicant: `${countText(2)} (متقاضی)`,
  inactiveMember: `${countText(3)} (غیرفعال)`,
  nonApplicant: `${countText(4)} (بی‌تقاضا)`,
  collective: 'بی‌اولویت',
  organization: 'بی‌اولویت',
};

const dueText = ({ dueDaysAgo }: WorklistRow): string => {
  if (dueDaysAgo === undefined) return 'سررسید نشده';
  return dueDaysAgo === 0 ? 'امروز' : `${countText(dueDaysAgo)} روز گذشته`;
};

/** How long the strict order makes each group wait: told, so that nobody overlooks who is not reached. */
function reach({ groups, contactsPerDay }: RahyarDay): Markup {
  let before = 0;
  const rows = groups.map(({ group, subjects }) => {
    const first = contactsPerDay === 0 ? undefined : Math.floor(before / contactsPerDay) + 1;
    before += subjects;
    const last = contactsPerDay === 0 ? undefined : Math.ceil(before / contactsPerDay);
    return html`<tr><th scope="row">${GROUP_LABELS[group]}</th><td>${countText(subjects)}</td><td>${first === undefined ? 'هرگز' : countText(first)}</td><td>${last === undefined ? 'هرگز' : countText(last)}</td></tr>
`;
  });
  return html`${table('این فهرست با این ظرفیت تا کجا می‌رسد', ['گروه', 'شمار', 'نخستین تماس در روز کاریِ', 'آخرین تماس در روز کاریِ'], rows)}
<p class="note">اگر هیچ کس تازه‌ای پیش از دیگران جای نگیرد. ترتیب سخت‌گیرانهٔ اولویت‌ها را متن بنیادین نهاده است؛ این جدول می‌گوید چه کسانی دیر نوبتشان می‌رسد.</p>`;
}
