import { type Json, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

const typesOf = (actions: Json): string[] =>
  (Array.isArray(actions) ? actions : []).flatMap((action) => textAt(action, "type") ?? []);

const asksForLogin = (actions: Json) => typesOf(actions).some((type) => /^(authenticate-|jwt-validation$)/.test(type));

/** Actions of a listener or of one of its rules, which forward only what has logged in. */
export const SIGNED_IN: Mechanism = {
  words: "keeps its login before it forwards",
  protects: asksForLogin,
  loses: (before, after) => asksForLogin(before) && !asksForLogin(after) && typesOf(after).includes("forward"),
};
