import { parseJson } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule, Landscape, LeftoverState } from "../hazard.ts";
import { typeInAddress } from "../holders.ts";
import { uniqueKeys, uniqueKeysIn } from "../unique-names.ts";
import { counted, managed } from "../values.ts";

/** A resource that gets a name. */
interface Wanted {
  readonly name: string;
  readonly resource: ResourceChange;
}

/** Resources get names that AWS keeps unique and that a stack has which the environment no longer makes. */
export const nameLeftOver: HazardRule = ({ stacks, leftovers, destroyCommand }) =>
  leftovers.flatMap((leftover) => {
    const taken = namesIn(leftover);
    return stacks.flatMap(({ name: stack, plan }): Hazard[] => {
      const wanted = managed(plan)
        .filter(({ change }) => change.actions.includes("create"))
        .flatMap((resource) => uniqueKeys(resource, "after").map((name): Wanted => ({ name, resource })))
        .filter(({ name }) => taken.has(name));
      return wanted.length === 0 ? [] : [hazard(stack, wanted, leftover, destroyCommand)];
    });
  });

const namesIn = ({ resources }: LeftoverState): ReadonlySet<string> =>
  new Set([...resources].flatMap(([address, text]) => uniqueKeysIn(typeInAddress(address), parseJson(text))));

function hazard(
  stack: string,
  wanted: readonly Wanted[],
  { name: leftover, resources }: LeftoverState,
  destroyCommand: Landscape["destroyCommand"],
): Hazard {
  const stops = [...resources.keys()].some((address) => typeInAddress(address) === "aws_ecs_service");
  return {
    rule: "name-left-over",
    kind: "refused",
    stack,
    address: (wanted[0] as Wanted).resource.address,
    summary: `${counted(wanted.length, "resource")} of ${stack} ${wanted.length === 1 ? "gets a name" : "get names"} that ${leftover} has, which the environment no longer has`,
    details: wanted.map(({ name, resource }) => `${resource.address}: ${name}`),
    because:
      "AWS keeps these names unique, and nothing takes them from a stack that the environment no longer has until it is destroyed.",
    steps: [
      ...(stops
        ? [
            `Without an interruption: give what moves to ${stack} another name. npm run deploy, move its callers, and then destroy what is left over`,
          ]
        : []),
      `${stops ? "Or, with an interruption: destroy" : "Destroy"} what is left over: ${destroyCommand(leftover)}, and npm run deploy again`,
    ],
  };
}
