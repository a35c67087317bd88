/** How the page looks, light and dark; a colour is never the only sign. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --raised: #f6f8fa; --line: #d0d7de; --ink: #1f2328; --faint: #59636e;
  --red: #b42318; --green: #1a7f37; --amber: #8a5a00; --blue: #0757b8; --before: #ffebe9; --after: #dafbe1; --removed: #ffc1ba; --added: #9be9a8; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --raised: #161b22; --line: #3d444d; --ink: #e6edf3; --faint: #9da7b1;
    --red: #ff8b81; --green: #4ac26b; --amber: #e0ad38; --blue: #6cb0ff; --before: #3c1618; --after: #12311c; --removed: #8a2a2e; --added: #1c6b35; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.5rem; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.15rem; }
h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; }
code, pre { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
a { color: var(--blue); }
.faint { color: var(--faint); }
.nothing h1, .leftovers h1, .changes h1 { color: var(--green); }
.approval h1, .refused h1, .error h1, .lost, .failed, .blocked { color: var(--red); }
.wider, .provisional, .deferred { color: var(--amber); }
.firm { color: var(--green); }
.reasons li { margin: .6rem 0; }
.reasons ul { margin: .2rem 0; padding-left: 1.2rem; }
table { width: 100%; border-collapse: collapse; margin: .4rem 0; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 600; font-size: .85rem; }
td:has(> code), td:has(> a > code) { min-width: 15rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; background: var(--ground); }
summary { cursor: pointer; padding: .35rem .7rem; }
summary:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible {
  outline: 2px solid var(--blue); outline-offset: 2px; }
details > :not(summary) { margin-left: .8rem; margin-right: .8rem; }
details.stack { background: var(--raised); }
details.stack > summary { font-weight: 600; }
.sign { display: inline-block; min-width: 5.6rem; font-weight: 600; }
.create, .import { color: var(--green); } .update, .move, .read { color: var(--blue); }
.replace, .delete, .forget, .other { color: var(--red); }
.attributes td:first-child { width: 28%; }
.before, .removed { background: var(--before); } .after, .added { background: var(--after); }
td > code, td.before code, td.after code { white-space: pre-wrap; }
.diff { margin: .3rem 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden;
  font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; }
.diff > div { position: relative; padding: 0 .6rem 0 calc(4.4rem + 2ch); text-indent: -2ch;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.diff > div::before { content: attr(data-line); position: absolute; left: 0; width: 3.4rem; text-indent: 0;
  text-align: right; color: var(--faint); }
.diff.single > div { padding-left: calc(.6rem + 2ch); } .diff.single > div::before { content: none; }
.diff > .folded { padding-top: .15rem; padding-bottom: .15rem; background: var(--raised); }
.folded { color: var(--faint); font-style: italic; } span.folded { background: var(--raised); border-radius: 4px; padding: 0 .4ch; }
.diff mark { color: inherit; border-radius: 3px; }
.removed mark { background: var(--removed); } .added mark { background: var(--added); }
.controls { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center;
  padding: .6rem 0; background: var(--ground); border-bottom: 1px solid var(--line); }
.controls input[type=search] { flex: 1 1 16rem; }
.controls input, .controls select, .controls button { font: inherit; color: inherit; background: var(--raised);
  border: 1px solid var(--line); border-radius: 6px; padding: .25rem .5rem; }
[hidden] { display: none; }
svg { display: block; max-width: 100%; height: auto; }
svg rect { fill: var(--raised); stroke: var(--line); stroke-width: 1.5; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg .small { fill: var(--faint); font-size: 11px; }
svg path { fill: none; stroke: var(--faint); stroke-width: 1.5; } svg marker path { fill: var(--faint); stroke: none; }
svg .changing { stroke: var(--red); stroke-width: 2.5; } svg .waiting { stroke-dasharray: 5 4; }
svg a:focus-visible rect, svg a:hover rect { stroke: var(--blue); stroke-width: 2.5; }
svg .away { opacity: .25; }
footer { margin-top: 2rem; padding-bottom: 2rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  header, main, footer { padding: 0 .6rem; }
  details > :not(summary) { margin-left: .3rem; margin-right: .3rem; }
  .attributes thead { display: none; } .attributes tr, .attributes td { display: block; }
  .attributes tr { padding: .3rem 0; border-bottom: 1px solid var(--line); } .attributes td { border: 0; padding: .15rem .3rem; }
  .attributes td:first-child { width: auto; } .attributes td:empty { display: none; }
  .attributes .before::before { content: "before: "; } .attributes .after::before { content: "after: "; }
  td:has(> .diff) { min-width: 18rem; } .diff > div { padding-left: calc(2.6rem + 2ch); } .diff > div::before { width: 2.2rem; } }
@media print { .controls { display: none; } details { break-inside: avoid; } }
`;
