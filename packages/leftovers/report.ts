import { shellQuote } from "../processes/shell.cjs";
import { withoutSecrets } from "../secrets/without-secrets.ts";
import type { Found } from "./find.ts";

/** Where a command is to be typed. */
export interface Invocation {
  /** Name of the environment. @default demo */
  readonly environment?: string | undefined;
  /** Whether it is deployed to the offline AWS. */
  readonly offline: boolean;
}

/** Where this process is. */
export const invocationOf = ({ ENVIRONMENT, OFFLINE_AWS_CALLS }: NodeJS.ProcessEnv): Invocation => ({
  environment: ENVIRONMENT,
  offline: OFFLINE_AWS_CALLS !== undefined,
});

/** A script of npm as it is to be typed there, such as `bootstrap`. */
export function npmCommand(script: string, { environment, offline }: Invocation): string {
  const variable = environment === undefined || environment === "demo" ? "" : `ENVIRONMENT=${quoted(environment)} `;
  return `${variable}${offline ? "npm run offline -- " : ""}npm run ${script}`;
}

/** The command that destroys a leftover. */
export const destroyCommand = (name: string, invocation: Invocation): string =>
  `${npmCommand("destroy:leftover", invocation)} -- ${quoted(name)}`;

/** What to report on the leftovers of an environment, in lines; none if there are none. */
export function reportLines({ leftovers, unread }: Found, invocation: Invocation): string[] {
  const environment = invocation.environment || "demo";
  return [
    ...leftovers.flatMap(({ name, resources }) => [
      `Left over: ${environment} has no stack ${name} any more, but ${countText(resources)} of it ${resources === 1 ? "is" : "are"} still there. To destroy ${resources === 1 ? "it" : "them"}:`,
      `  ${destroyCommand(name, invocation)}`,
    ]),
    ...unreadLines(unread, environment),
  ];
}

/** `1 resource`, `2 resources` */
export const countText = (count: number): string => `${count} resource${count === 1 ? "" : "s"}`;

/** One line for each reason, with the stacks that it is about. */
function unreadLines(unread: Found["unread"], environment: string): string[] {
  const names = new Map<string, string[]>();
  for (const { name, problem } of unread) names.set(problem, [...(names.get(problem) ?? []), name]);
  return [...names].map(
    ([problem, stacks]) =>
      `Unknown: whether resources of ${stacks.join(", ")} are left over in ${environment}, because the state can't be read: ${withoutSecrets(problem)}`,
  );
}

/** A word of a shell, which a person reads: in quotes only where they are needed. */
const quoted = (text: string): string => (/^[\w.-]+$/.test(text) ? text : shellQuote(text));
