/** The style of the page, for a screen from 360 pixels on and for paper. Logical properties only: it reads in both directions. */
export const STYLE = `
:root{color-scheme:light;--ink:#1c2b2d;--soft:#51666a;--paper:#f6f8f7;--card:#fff;--line:#d5dfdd;--good:#0b6b53;--goodWash:#e3f3ee;--bad:#a3212b;--badWash:#fbe9ea;--warn:#7a4b00;--warnWash:#fdf1d8;--calm:#44565a;--calmWash:#edf1f0}
*{box-sizing:border-box}
html{font:16px/1.8 Vazirmatn,'Noto Naskh Arabic','Noto Sans Arabic',Tahoma,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0}
header,main,footer{inline-size:min(72rem,100%);margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
header{padding-block:2rem .5rem}
h1{margin:0;font-size:clamp(1.6rem,5vw,2.4rem);line-height:1.5}
h2{margin:2.2rem 0 .6rem;font-size:1.35rem}h3{margin:1.6rem 0 .5rem;font-size:1.05rem}
.lead{max-inline-size:46rem;font-size:1.1rem;margin:.3rem 0 1rem}
.en{display:block;direction:ltr;text-align:start;font-size:.82em;color:var(--soft);line-height:1.5;unicode-bidi:isolate}
[dir=rtl] .en{text-align:end}
.cards{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));padding:0;margin:0;list-style:none}
.cards li{background:var(--card);border:1px solid var(--line);border-block-start:5px solid var(--good);border-radius:.9rem;padding:.9rem 1.1rem}
.cards li.short{border-block-start-color:var(--bad)}
.level{font-size:1.9rem;font-weight:800;line-height:1.4}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0;font-size:.92rem}
dt{color:var(--soft)}dd{margin:0;min-inline-size:0;overflow-wrap:anywhere}
bdi{font-variant-numeric:tabular-nums}
code,pre,.mono{font-family:ui-monospace,'Cascadia Mono','DejaVu Sans Mono',monospace;font-size:.82rem}
pre{direction:ltr;text-align:left;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--calmWash);border-radius:.5rem;padding:.6rem .8rem;margin:.4rem 0}
.scroll{overflow-x:auto;min-inline-size:0;background:var(--card);border:1px solid var(--line);border-radius:.9rem}
table{inline-size:100%;border-collapse:collapse;font-size:.95rem}
th,td{padding:.5rem .8rem;text-align:start;vertical-align:top;border-block-end:1px solid var(--line)}
thead th{font-weight:500;color:var(--soft);font-size:.85rem;white-space:nowrap;background:var(--calmWash)}
tbody tr:last-child>*{border-block-end:0}
tbody th{font-weight:600;white-space:nowrap}
.pill{display:inline-block;padding:0 .7rem;border-radius:1rem;font-weight:600;white-space:nowrap;font-size:.88rem}
.pass{background:var(--goodWash);color:var(--good)}.fail,.error{background:var(--badWash);color:var(--bad)}.warn{background:var(--warnWash);color:var(--warn)}.skip,.not_applicable{background:var(--calmWash);color:var(--calm)}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--good);font-weight:500}
.finding{border-inline-start:3px solid var(--bad);padding-inline-start:.8rem;margin-block:.6rem}
.finding.warn-edge{border-color:var(--warn)}
footer{margin-block:2.5rem;padding-block-start:1rem;border-block-start:1px solid var(--line);font-size:.88rem;color:var(--soft)}
@media (max-width:40rem){th,td{padding:.4rem .55rem}td .en{font-size:.75em}}
@media print{@page{size:A4;margin:14mm 12mm}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}html{font-size:10pt;background:none}header,main,footer{inline-size:auto;padding-inline:0}.scroll{overflow:visible;border:0}tr,.cards li,.finding{break-inside:avoid}h2,h3,thead{break-after:avoid}thead{display:table-header-group}}
`;
