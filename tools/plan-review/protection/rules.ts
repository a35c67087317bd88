import { GUARDS } from "./guards.ts";
import type { GuardRule, ProtectionRule } from "./rule.ts";
import { ACCOUNTS } from "./table/accounts.ts";
import { ANALYTICS } from "./table/analytics.ts";
import { ANY_PROVIDER } from "./table/any-provider.ts";
import { AVAILABILITY } from "./table/availability.ts";
import { AZURE_CLOUD } from "./table/azure.ts";
import { CODE } from "./table/code.ts";
import { CONTAINERS } from "./table/containers.ts";
import { DATA } from "./table/data.ts";
import { DELIVERY } from "./table/delivery.ts";
import { EDGE } from "./table/edge.ts";
import { FIREWALLS } from "./table/firewalls.ts";
import { GOOGLE_CLOUD } from "./table/google.ts";
import { IDENTITIES } from "./table/identities.ts";
import { KUBERNETES } from "./table/kubernetes.ts";
import { RECORDS } from "./table/records.ts";
import { REPOSITORIES } from "./table/repositories.ts";
import { RETENTION } from "./table/retention.ts";

/** Every setting that is known to protect. */
export const PROTECTION_RULES: readonly ProtectionRule[] = [
  ...CONTAINERS,
  ...CODE,
  ...AVAILABILITY,
  ...DELIVERY,
  ...EDGE,
  ...FIREWALLS,
  ...RECORDS,
  ...DATA,
  ...ANALYTICS,
  ...RETENTION,
  ...ACCOUNTS,
  ...IDENTITIES,
  ...GOOGLE_CLOUD,
  ...AZURE_CLOUD,
  ...KUBERNETES,
  ...REPOSITORIES,
  ...ANY_PROVIDER,
];

interface RulesOfType {
  readonly settings: readonly ProtectionRule[];
  readonly guards: readonly GuardRule[];
}

/** A plan has many resources of a few types. */
const byType = new Map<string, RulesOfType>();

export function protectionRulesFor(type: string): RulesOfType {
  const known = byType.get(type);
  if (known !== undefined) return known;
  const found = {
    settings: PROTECTION_RULES.filter((rule) => rule.type.test(type)),
    guards: GUARDS.filter((rule) => rule.type.test(type)),
  };
  byType.set(type, found);
  return found;
}

/** A pattern of every type of a provider, such as `^azurerm_`. */
const isWholeProvider = ({ source }: RegExp): boolean => /^\^[a-z]+_$/.test(source);

/** Whether a type is in one of the tables by itself, not only because its settings have names that are known everywhere. */
export const hasProtectionRules = (type: string): boolean => {
  const { settings, guards } = protectionRulesFor(type);
  return guards.length > 0 || settings.some((rule) => !ANY_PROVIDER.includes(rule) && !isWholeProvider(rule.type));
};
