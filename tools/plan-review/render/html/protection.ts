import type { Review } from "../../model/review.ts";
import { type Html, html } from "./html.ts";
import { section, table } from "./table.ts";

/** What protected something and goes, with the page that says what it is for; and programs that run. */
export function protectionSection({ protections, programs }: Review): Html {
  const lost = protections.map(({ sign, stack, address, setting, before, after, lost, source }) => [
    sign === "?" ? "may be" : "−",
    stack,
    html`<code>${address}</code>`,
    html`<a class="lost" href="${source}" rel="noreferrer">${lost}</a>`,
    html`<code>${setting}</code>`,
    html`<code>${before}</code>`,
    html`<code>${after}</code>`,
  ]);
  const columns = ["", "stack", "what", "then", "setting", "before", "after"];
  const run = programs.map(({ stack, address, kind, command, when }) => [
    stack,
    html`<code>${address}</code>`,
    kind,
    html`<code>${command}</code>`,
    when,
  ]);
  return html`${section("protections", "Protection taken away", protections.length, table(columns, lost))}${section("programs", "Programs", programs.length, table(["stack", "what", "kind", "command", "runs"], run))}`;
}
