import { vazirmatnBase64 } from './font.ts';
import { PALETTE } from './palette.ts';

/** The style of the page: screen from 360 pixels on, and paper. Logical properties only, since the page runs from right to left. */
export const styleSheet = (): string => `
/* Vazirmatn: Copyright The Vazirmatn Project Authors, SIL Open Font License 1.1. */
@font-face{font-family:Vazirmatn;font-weight:100 900;font-display:block;src:url(data:font/woff2;base64,${vazirmatnBase64()}) format('woff2')}
:root{color-scheme:light;${Object.entries(PALETTE)
  .map(([name, colour]) => `--${name}:${colour}`)
  .join(';')}}
*{box-sizing:border-box}
html{font:16px/1.75 Vazirmatn,Tahoma,sans-serif;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0}
header,main,footer{inline-size:min(76rem,100%);margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
header{padding-block:clamp(1.5rem,5vw,3.5rem) 1rem}
.kicker{margin:0;color:var(--dedicated);font-weight:600}
h1{margin:0;font-size:clamp(1.75rem,5.5vw,2.75rem);font-weight:800;line-height:1.4}
.date{margin:0 0 1rem;font-size:1.15rem;color:var(--softInk)}
.lead{max-inline-size:48rem;font-size:clamp(1.05rem,2.4vw,1.25rem)}
.made{display:inline-block;margin:0 0 .5rem;padding:.35rem .9rem;border-radius:.6rem;background:var(--warningWash);color:var(--warningInk)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:0;list-style:none;border-block-start:1px solid var(--line);padding-block-start:.75rem}
a{color:var(--dedicated)}
nav a{text-decoration:none;font-weight:500}
nav a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--onlineOnly);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-99rem}
.skip:focus{inset-inline-start:1rem;background:var(--card);padding:.5rem 1rem}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
main>section{margin-block:clamp(2rem,5vw,3.5rem)}
main>section:first-child{margin-block-start:.5rem}
h2{margin:0 0 .25rem;font-size:clamp(1.3rem,3.5vw,1.7rem);font-weight:700;line-height:1.5}
h3{margin:0 0 .5rem;font-size:1.05rem}
section>p{max-inline-size:52rem;margin:0 0 1rem;color:var(--softInk)}
.note{margin-block:.75rem 0;font-size:.9rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9.5rem,100%),1fr));gap:.75rem;margin:0}
.figures div{padding:1rem 1.15rem;background:var(--card);border:1px solid var(--line);border-radius:1rem;border-block-start:4px solid var(--dedicated)}
dt{color:var(--softInk);font-size:.9rem}
dd{margin:0;font-size:clamp(1.5rem,4vw,1.95rem);font-weight:800;line-height:1.5}
dd small{display:block;font-size:.8rem;font-weight:400;color:var(--softInk)}
figure{margin:0;min-inline-size:0}
.map-and-table{display:grid;gap:1.5rem}
.map-and-table>*,.charts>*,.cards>*{min-inline-size:0}
svg{direction:ltr;display:block;inline-size:100%;block-size:auto;font-family:inherit}
text{unicode-bidi:plaintext;text-anchor:middle;fill:var(--ink)}
.map{max-inline-size:60rem;margin-inline:auto;background:var(--sea);border-radius:1rem}
.province{stroke:var(--card);stroke-width:1.2;stroke-linejoin:round}
.blank{fill:var(--card)}.hatch{stroke:var(--line);stroke-width:3}
.name{font-size:16px;font-weight:600}
.number{display:none;font-size:30px;font-weight:700}
.sea{font-size:18px;font-weight:500;fill:var(--seaInk)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0;padding:0;list-style:none;font-size:.9rem}
.swatch{display:inline-block;inline-size:1em;block-size:1em;margin-inline-end:.4em;border:1px solid var(--line);border-radius:.25em;vertical-align:-.1em}
.dedicated{background:var(--dedicated)}.online{background:var(--onlineOnly)}.nobody{background:var(--nobody)}
.scroll{overflow-x:auto;min-inline-size:0;background:var(--card);border:1px solid var(--line);border-radius:1rem}
.scroll+.scroll{margin-block-start:1rem}
table{inline-size:100%;border-collapse:separate;border-spacing:0;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{padding:.75rem 1rem .25rem;text-align:start;font-weight:600;color:var(--ink)}
th,td{padding:.45rem .8rem;text-align:start;vertical-align:middle;border-block-end:1px solid var(--line)}
thead th{color:var(--softInk);font-weight:500;font-size:.85rem;white-space:nowrap;background:var(--wash)}
tbody th{font-weight:600;white-space:nowrap}
tbody tr:last-child>*{border-block-end:0}
td small{color:var(--softInk)}
.wide{min-inline-size:14rem;inline-size:40%}
.bar{display:flex;block-size:1.1rem;border-radius:.3rem;overflow:hidden;background:var(--wash)}
.bar i{display:block;min-inline-size:1px}
.charts,.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));margin-block-end:1rem}
.cards{grid-template-columns:repeat(auto-fit,minmax(min(28rem,100%),1fr))}
.charts figure,article{padding:1rem 1.15rem;background:var(--card);border:1px solid var(--line);border-radius:1rem}
.charts figcaption{font-weight:600}
.histogram text{font-size:15px}.histogram .tick{font-size:14px;fill:var(--softInk)}
.axis{stroke:var(--line)}
.part{fill:var(--dedicated)}.full{fill:var(--onlineOnly)}.idle{fill:var(--nobody)}
.causes{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(9.5rem,100%),1fr));margin:0 0 1rem;padding:0;list-style:none}
.causes li{padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;font-size:.9rem}
.causes strong{display:block;font-size:1.3rem;line-height:1.5}
.pill{display:inline-block;padding:0 .7rem;border-radius:1rem;font-weight:600;white-space:nowrap}
.kept{background:var(--wash);color:var(--dedicated)}.broken{background:var(--alarmWash);color:var(--nobody)}.warning{background:var(--warningWash);color:var(--warningInk)}
.id{font-family:ui-monospace,'Cascadia Mono','DejaVu Sans Mono',monospace;font-size:.85em;overflow-wrap:anywhere}
td .id,th .id,#tiers td,#turns td,#places td,#loads td{white-space:nowrap}
#day td{white-space:nowrap}#day td:nth-child(5){white-space:normal;min-inline-size:11rem}#day table{font-size:.86rem}
article .scroll{border-radius:.6rem}
.reasons,.steps{list-style-type:persian;margin:1rem 0 0;padding-inline-start:1.5rem}
.reasons li,.steps li{margin-block-end:.25rem;overflow-wrap:anywhere}
.steps{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding-block:1rem;padding-inline:2.5rem 1.25rem}
.day-off>*{background:var(--wash)}
footer{margin-block-start:3rem;padding-block:1.5rem 3rem;border-block-start:1px solid var(--line);font-size:.9rem;color:var(--softInk)}
@media (max-width:40rem){.name{display:none}.number{display:block}.sea{font-size:28px}th,td{padding:.4rem .6rem}tbody th{position:sticky;inset-inline-start:0;background:var(--card);background-clip:padding-box}#tiers tbody th,#turns tbody th,#places tbody th,#loads tbody th{white-space:normal;min-inline-size:7rem}.wide{min-inline-size:9rem}}
@media print{
@page{size:A4;margin:14mm 12mm}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{font-size:10.5pt;background:none}
header,main,footer{inline-size:auto;padding-inline:0}
nav,.skip{display:none}
h2,caption,thead{break-after:avoid}
tr,figure,article,.steps,.figures div,.causes li{break-inside:avoid}
.scroll{overflow:visible;border:0;border-radius:0}
.map{max-inline-size:125mm}
.figures{grid-template-columns:repeat(5,1fr)}.charts{grid-template-columns:repeat(3,1fr)}.cards{grid-template-columns:1fr}
.figures div{padding:.5rem .6rem}
table{font-size:8pt}#day table{font-size:7.5pt}
thead th,tbody th,#day td,td .id,th .id{white-space:normal}
thead{display:table-header-group}
th,td{padding:.25rem .5rem}
.wide{min-inline-size:6rem}
}
`;
