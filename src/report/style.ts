/**
 * The style sheet of every report: system fonts, one accent, light and dark by the reader's setting, light on paper.
 * Figures are drawn twice, for a desk and for a phone; `.wide` and `.narrow` show the one that fits.
 */
export const style = `
:root{color-scheme:light dark;
--bg:#fdfdfc;--panel:#f3f4f4;--ink:#1b2127;--muted:#56616c;--rule:#d8dcdf;--grid:#e7e9eb;
--blue:#1d5c9e;--red:#b3261e;--green:#1b6b3a;--pass:#e2f1e7;--miss:#fae6e4;--loss:#e3a8a2;--gain:#9dbde0;--shade:#e1ebf5;
--s0:#eef4f9;--s1:#d3e3f1;--s2:#b0cde6;--s3:#86b1d7;--s4:#5a91c3;--s5:#3571a8;--s6:#1c5186;--s7:#0b335e}
@media screen and (prefers-color-scheme:dark){:root{
--bg:#13171b;--panel:#1c2227;--ink:#e7eaec;--muted:#a0abb5;--rule:#363f47;--grid:#272e34;
--blue:#82b6ee;--red:#ff938a;--green:#7cc796;--pass:#18301f;--miss:#3f1f1d;--loss:#8a3f3a;--gain:#315a86;--shade:#1d2c3b;
--s0:#192630;--s1:#1c3447;--s2:#1f4766;--s3:#265e88;--s4:#3a7bae;--s5:#5d9bcd;--s6:#8fbfe6;--s7:#cfe5f7}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:60rem;padding:2.5rem 1.5rem 4rem;background:var(--bg);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}
h1{font-size:2.1rem;line-height:1.15;font-weight:600;letter-spacing:-.015em;margin:.2rem 0 .6rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.25;font-weight:600;margin:3.2rem 0 .8rem;padding-top:.7rem;border-top:1px solid var(--ink)}
h3{font-size:1rem;font-weight:600;margin:1.6rem 0 .4rem}
p{margin:.5rem 0;max-width:44rem}
a{color:var(--blue)}
.eyebrow,.note,figcaption,.caption{color:var(--muted);font-size:.875rem}
.eyebrow{margin:0}
.lead{font-size:1.08rem}
nav{margin:1.4rem 0 0;font-size:.875rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:0;padding:0}
nav a{display:inline-block;padding:.15rem 0}
.facts{display:grid;grid-template-columns:repeat(3,1fr);gap:0 1.5rem;margin:1.6rem 0 0}
.facts div{border-top:1px solid var(--rule);padding:.5rem 0 .7rem}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{margin:0;font-size:1.2rem;font-weight:600;line-height:1.3}
.facts dd small{display:block;overflow-wrap:anywhere;font-size:.8125rem;font-weight:400;color:var(--muted)}
.notice{border-left:3px solid var(--ink);background:var(--panel);padding:.55rem .9rem;margin:1rem 0;max-width:none}
.notice.bad{border-color:var(--red)}
.bad-text{color:var(--red);font-weight:600}
.good-text{color:var(--blue);font-weight:600}
.pass,.miss{display:inline-block;padding:0 .4em;border-radius:.2em;white-space:nowrap;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.pass{color:var(--green);background:var(--pass)}.miss{color:var(--red);background:var(--miss)}
.name{white-space:nowrap}
.worst{font-weight:600;box-shadow:inset 0 0 0 1.5px currentColor}
.prose{display:block;min-width:12rem}
.plain-list{list-style:none;margin:.4rem 0;padding:0;font-size:.9375rem}.plain-list li{overflow-wrap:anywhere;padding:.1rem 0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem;align-items:start}
.pair>*{min-width:0}
figure{margin:1.2rem 0 1.4rem}
figcaption{margin-top:.35rem;max-width:44rem}
figcaption strong{color:var(--ink);font-weight:600}
svg{display:block;max-width:100%;height:auto;overflow:visible;font-family:inherit}
svg text{white-space:pre}
.narrow{display:none}
table{border-collapse:collapse;width:100%;font-size:.9375rem;margin:0}
th,td{padding:.32rem .9rem .32rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
table.compact{width:auto;min-width:min(100%,22rem)}
thead th,thead th.number{white-space:normal;font-weight:600;font-size:.8125rem;line-height:1.25;color:var(--muted);border-bottom-color:var(--ink);vertical-align:bottom}
tbody th{font-weight:600}
td small,th small{display:block;font-weight:400;color:var(--muted);font-size:.8125rem;line-height:1.35}
.number{text-align:right}
td.number,td.number small{white-space:nowrap}
.caption{margin:1rem 0 .3rem}
.scroll{overflow-x:auto;margin:0 0 1.2rem}
.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.scale{list-style:none;display:flex;margin:.6rem 0 0;padding:0;font-size:.8125rem}
.scale li{flex:1 1 0;min-width:0}
.scale i{display:block;height:.8rem;border:solid var(--muted);border-width:1px 0 1px 1px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scale li:nth-last-child(2) i{border-right-width:1px}
.scale li.end{flex:0 0 1.6em;padding-top:.8rem}
.scale span{display:block;transform:translateX(-.3em)}
.scale.ends span{transform:none;text-align:right}
.scale-title{font-size:.8125rem;color:var(--muted);margin:.6rem 0 0}
.digits{list-style:none;display:grid;grid-template-columns:repeat(5,1fr);gap:.9rem .7rem;margin:0;padding:0;max-width:36rem}
.digits svg{width:100%;border-bottom:2px solid currentColor}
.digits p{margin:.15rem 0 0;line-height:1.3;font-size:.875rem}
.digits .ink{color:var(--ink)}
.digits li{min-width:0}
.right{color:var(--blue)}.wrong{color:var(--red)}
.digits b{font-size:1.05rem}
.digits small{display:block;font-size:.8125rem;color:var(--muted)}
.pair .record{margin-top:1rem}
.record{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.2rem 1.2rem;margin:.6rem 0;font-size:.9375rem}
.record dt{color:var(--muted)}
.record dd{margin:0;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85em}
pre{background:var(--panel);padding:.8rem 1rem;overflow-x:auto;line-height:1.45;margin:.6rem 0;font-size:.8125rem}
summary{cursor:pointer;color:var(--blue)}
footer{margin-top:3rem;border-top:1px solid var(--rule);padding-top:.6rem;color:var(--muted);font-size:.8125rem}
@media screen and (max-width:799px){
body{padding:1.25rem 1rem 3rem}
h1{font-size:1.65rem}
h2{margin-top:2.4rem}
.pair{display:block}
.facts{grid-template-columns:1fr 1fr}
.wide{display:none}.narrow{display:block;max-width:26rem}
.digits{gap:.8rem .5rem}.digits p{font-size:.8125rem}.digits small{font-size:.75rem}
table{font-size:.875rem}th,td{padding-right:.55rem}tbody th:has(small){min-width:10rem}thead th,td small,th small{font-size:.75rem}
.record{grid-template-columns:1fr;gap:0}.record dd{margin-bottom:.35rem}
}
@media print{
@page{margin:15mm}
:root{color-scheme:light;font-size:10.5pt}
body{max-width:none;padding:0;background:#fff}
nav{display:none}
h2{break-after:avoid;margin-top:1.8rem}
figure,tr,.facts,.notice,.digits li{break-inside:avoid}
.scroll{overflow:visible}
.pair .wide{display:none}.pair .narrow{display:block}
a{color:inherit;text-decoration:none}
pre{white-space:pre-wrap;background:none;border:1px solid var(--rule);font-size:7.5pt}
svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details::details-content{content-visibility:visible;display:block}
summary{display:none}
}`;
