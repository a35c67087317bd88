/** What the page does besides being read: filter, keys, and what depends on a stack. It works without. */
export const SCRIPT = `
"use strict";
const all = (selector) => [...document.querySelectorAll(selector)];
const controls = document.querySelector(".controls");
const count = document.getElementById("count");
const field = (name) => controls.elements.namedItem(name);
const changes = all("details.change");
const texts = new Map(changes.map((change) => [change, change.textContent.toLowerCase()]));
function filter() {
  const words = field("text").value.toLowerCase().split(/\\s+/).filter(Boolean);
  const stack = field("stack").value;
  const action = field("action").value;
  let shown = 0;
  for (const change of changes) {
    const { dataset } = change;
    const fits = words.every((word) => texts.get(change).includes(word)) && (!stack || dataset.stack === stack) &&
      (!action || dataset.action === action) && (!field("risky").checked || dataset.risky === "yes") &&
      (field("invisible").checked || dataset.invisible !== "yes");
    change.hidden = !fits;
    if (fits) shown += 1;
  }
  for (const one of all("details.stack")) one.hidden = Boolean(stack) && one.dataset.stack !== stack;
  count.textContent = shown + " of " + changes.length + " changes";
}
controls.hidden = false;
controls.addEventListener("input", filter);
controls.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("open").addEventListener("click", () => { for (const one of all("details")) one.open = true; });
document.getElementById("close").addEventListener("click", () => { for (const one of all("details.change")) one.open = false; });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select");
  if (event.key === "Escape" && typing) { field("text").value = ""; filter(); event.target.blur(); }
  if (typing) return;
  if (event.key === "/") { event.preventDefault(); field("text").focus(); }
  if (event.key === "j" || event.key === "k") {
    const shown = changes.filter((one) => !one.hidden).map((one) => one.firstElementChild);
    const here = shown.indexOf(document.activeElement);
    const next = shown[event.key === "j" ? here + 1 : Math.max(0, here - 1)];
    if (next) { next.closest("details.stack").open = true; next.focus(); }
  }
});
const opened = () => {
  const target = document.getElementById(location.hash.slice(1));
  for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  if (target) target.scrollIntoView();
};
addEventListener("hashchange", opened);
addEventListener("beforeprint", () => { for (const one of all("details")) one.open = true; });
opened();
const flows = all("path[data-from]");
function light(from) {
  const reached = new Set([from]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const flow of flows) if (reached.has(flow.dataset.from)) reached.add(flow.dataset.to);
  }
  for (const node of all("a[data-node]")) node.classList.toggle("away", from !== undefined && !reached.has(node.dataset.node));
  for (const flow of flows) flow.classList.toggle("away", from !== undefined && !reached.has(flow.dataset.from));
}
for (const node of all("a[data-node]")) {
  for (const name of ["mouseenter", "focus"]) node.addEventListener(name, () => light(node.dataset.node));
  for (const name of ["mouseleave", "blur"]) node.addEventListener(name, () => light(undefined));
}
filter();
`;
