import { BASIS_TERMS, CHANNEL_TERMS, RAHYAR_KIND_TERMS, SUBJECT_KIND_TERMS } from '@rahyar/domain';
import { html } from 'hono/html';
import type { Markup } from './markup.ts';
import { identifier, section, table } from './page-parts.ts';
import type { SampleSubject } from './sample-subject.ts';

/** "Who is my rahyar, and why?", answered for two subjects. */
export const sampleSection = (samples: readonly SampleSubject[]): Markup =>
  section(
    'samples',
    'رهیارِ من کیست و چرا',
    html`<p>هر کس مجموعه‌ای از رهیاران دارد و درست یک رهیارِ اصلی. دو نمونه از همین برنامه:</p>
<div class="cards">${samples.map(
      ({ subject, kind, responsible, reasons }) => html`<article><h3>${SUBJECT_KIND_TERMS[kind].fa} ${identifier(subject)}</h3>
${table(
  'رهیارانِ مسئول',
  ['رهیار', 'نوع', 'بر پایهٔ', 'نقش', 'راه ارتباط'],
  responsible.map(
    (
      row,
    ) => html`<tr><th scope="row">${identifier(row.rahyar)}</th><td>${RAHYAR_KIND_TERMS[row.kind].fa}</td><td>${BASIS_TERMS[row.basis].fa}</td><td>${row.isPrimary ? html`<strong>اصلی</strong>` : 'همراه'}</td><td>${row.channels.map((channel) => CHANNEL_TERMS[channel].fa).join('، ')}</td></tr>
`,
  ),
)}
<ol class="reasons">${reasons.map((reason) => html`<li>${reason}</li>`)}</ol></article>
`,
    )}</div>`,
  );
