import { KEY_PROCESS_TERMS, RAHYARI_ORGANIZATIONS, REFERRAL_STATE_TERMS } from '@rahyar/domain';
import { html } from 'hono/html';
import type { FollowUpDays } from './follow-up-days.ts';
import type { Markup } from './markup.ts';
import { bar, identifier, section, table } from './page-parts.ts';
import { countText } from './persian-number.ts';
import type { ReferralStory } from './report-model.ts';

/** The follow-ups of the next two weeks on the working calendar. */
export function followUpSection({ due, contactsPerDay, days, later, calendarVersion }: FollowUpDays): Markup {
  const largest = Math.max(...days.map(({ followUps }) => followUps));
  return section(
    'follow-ups',
    'پیگیری‌ها',
    html`<p>تا امروز سررسیدِ ${countText(due)} پیگیری رسیده است. رهیارانِ در دسترس روی هم در یک روز کاری جای ${countText(contactsPerDay)} تماس دارند${
      contactsPerDay === 0 ? '' : `: ${countText(Math.ceil(due / contactsPerDay))} روز کار`
    }.</p>
${table(
  'پیگیری‌های دو هفتهٔ پیشِ رو',
  ['روز', 'تاریخ', 'پیگیری', 'نمودار'],
  days.map(
    ({
      weekday,
      dateText,
      followUps,
      isDayOff,
    }) => html`<tr${isDayOff ? html` class="day-off"` : ''}><th scope="row">${weekday}</th><td>${dateText}</td><td>${countText(followUps)}</td><td class="wide">${isDayOff && followUps === 0 ? html`<small>تعطیل</small>` : bar([{ style: 'dedicated', size: followUps }], largest)}</td></tr>
`,
  ),
)}
<p class="note">${countText(later)} پیگیریِ دیگر پس از این روزهاست. تقویم کاری: ${identifier(calendarVersion)}</p>`,
  );
}

/** One matter handed to a partner, and what came back. */
export const referralSection = ({ referral, steps }: ReferralStory): Markup =>
  section(
    'referral',
    'یک ارجاع به سازمان رهیاری',
    html`<p>رهیار ${identifier(referral.rahyar)} کارِ «${KEY_PROCESS_TERMS[referral.process].fa}» را برای ${identifier(referral.subject)} به «${partnerName(referral.partner)}» سپرد (شناسهٔ ارجاع: ${identifier(referral.id)}).</p>
<ol class="steps">${steps.map(({ state, atText }) => html`<li><strong>${REFERRAL_STATE_TERMS[state].fa}</strong> ${atText}</li>`)}</ol>`,
  );

const partnerName = (id: string): string => {
  if (id === 'secretariat') return 'دبیرخانهٔ انجمن';
  return RAHYARI_ORGANIZATIONS.find((row) => row.id === id)?.label.fa ?? id;
};
