import { html } from 'hono/html';
import type { Markup } from './markup.ts';

/** A section of the page with its heading; `id` is what the table of contents points to. */
export const section = (id: string, heading: string, body: Markup): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;

/** A table that scrolls by itself when the screen is narrower than it. */
export const table = (caption: string, columns: readonly string[], rows: readonly Markup[]): Markup =>
  html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;

/** An identifier in the middle of Persian text. */
export const identifier = (id: string): Markup => html`<bdi dir="ltr" class="id">${id}</bdi>`;

export const paragraph = (text: string): Markup => html`<p>${text}</p>`;

/** One bar out of coloured parts; the text beside it says the same, so readers of the screen skip it. */
export function bar(parts: readonly { readonly style: string; readonly size: number }[], whole: number): Markup {
  return html`<span class="bar" aria-hidden="true">${parts
    .filter(({ size }) => size > 0)
    .map(
      ({ style, size }) =>
        html`<i class="${style}" style="inline-size:${whole === 0 ? 0 : Number(((size / whole) * 100).toFixed(2))}%"></i>`,
    )}</span>`;
}
