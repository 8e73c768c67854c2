/** The look of a static page: Gam's colours and measures, in the little that a text without a program needs. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fdfcf8;--raised:#f6f3ec;--line:#e5e0d5;--ink:#1c2530;--soft:#59636e;--accent:#0a5c78}
@media screen and (prefers-color-scheme:dark){:root{--paper:#10171f;--raised:#17212b;--line:#263442;--ink:#dde4ea;--soft:#95a2ae;--accent:#74c7e3}}
*{box-sizing:border-box}
body{max-width:44rem;margin:0 auto;padding:1.5rem clamp(1rem,4vw,2rem);background:var(--paper);color:var(--ink);font:1.06rem/1.65 Charter,Cambria,Georgia,'Noto Serif',serif;overflow-wrap:break-word}
a{color:var(--accent)}
header,footer,.by{font:.9rem/1.5 system-ui,sans-serif;color:var(--soft)}
header,footer{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line)}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.7em 0 .6em}
h1{font-size:clamp(1.7rem,1.3rem + 2vw,2.4rem)}
main>h1,.markdown>:first-child{margin-top:.6em}
img,svg,video{max-width:100%;height:auto}
pre,code,kbd,samp{font:.88em/1.5 ui-monospace,Menlo,Consolas,monospace;background:var(--raised)}
pre{padding:1rem;overflow:auto}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);color:var(--soft)}
:is([data-gam=alert],[data-gam=container]){margin-block:1.4em;padding-inline-start:1rem;border-inline-start:3px solid var(--accent)}
[data-gam=alert-title],[data-gam=container-title]{font:600 .9rem/1.5 system-ui,sans-serif;color:var(--accent)}
[data-gam=card]{padding:.7rem 1rem;border:1px solid var(--line)}
[data-gam=footnotes]{margin-top:2.5em;padding-top:1em;border-top:1px solid var(--line);font-size:.92em}
[data-gam=footnote] sup{line-height:0}
hr{border:0;border-top:1px solid var(--line)}
[data-gam=scroll]{overflow:auto}
table{border-collapse:collapse}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:start;vertical-align:top}
h2+ul{padding-inline-start:1.2em}
time{color:var(--soft);white-space:nowrap}
a[data-gam=anchor]{float:inline-end;text-decoration:none;opacity:0}
:is(a[data-gam=anchor]:is(:hover,:focus),:is(h1,h2,h3,h4,h5,h6):hover+a[data-gam=anchor]){opacity:1}
a[data-gam=anchor]::after{content:'#'}
@media print{header,footer,a[data-gam=anchor]{display:none}body{max-width:none;padding:0}pre{white-space:pre-wrap}}
`
