import type { Action } from "./terraform.ts";

/** Classes of changes of a deployed environment, from harmless to refused. */
export const CLASSES = [
  "nothing",
  "in place",
  "new tasks",
  "replaced without a gap",
  "in phases",
  "interruption",
  "refused",
  "fails",
] as const;

export type Class = (typeof CLASSES)[number];

/** The worst of some classes. */
export const worst = (classes: readonly Class[]): Class =>
  CLASSES[Math.max(0, ...classes.map((each) => CLASSES.indexOf(each)))] as Class;

/** The class of the actions of plans where nothing prevents them. */
export function classOfActions(actions: readonly Action[]): Class {
  if (actions.length === 0) return "nothing";
  if (actions.some((each) => isReplaced(each, actions))) return "replaced without a gap";
  return actions.some(startsTasks) ? "new tasks" : "in place";
}

/** A new revision, and the note of what a service was, are not replacements of anything that works. */
const REVISIONS = ["aws_ecs_task_definition", "terraform_data"];

/** Whether something is deleted, except for revisions: a new one is what every change of them makes. */
export const deletes = ({ type, actions }: Action): boolean =>
  actions.includes("delete") && type !== "aws_ecs_task_definition";

/** Whether something takes the place of another one, at the same address or at another. */
const isReplaced = ({ type, stack, actions }: Action, all: readonly Action[]): boolean =>
  actions.includes("delete") &&
  !REVISIONS.includes(type) &&
  all.some((each) => each.type === type && each.stack === stack && each.actions.includes("create"));

/** What ECS deploys, or a release will: a revision, and every update of a service, because they force a deployment. */
export function startsTasks({ type, actions, before, after }: Action): boolean {
  if (type === "aws_ecs_task_definition") return actions.includes("create") && actions.includes("delete");
  if (type === "aws_launch_template") return actions.includes("update");
  if (type !== "aws_ecs_service" || !actions.includes("update")) return false;
  const isOther = (name: string) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]);
  return Object.keys(after ?? {}).some((name) => !name.startsWith("tags") && isOther(name));
}
