import type { IConstruct } from "constructs";

/**
 * An id for a child that no other child has: the text itself, or with a number behind it where it is taken. Texts of an
 * environment need it, because they may be what a construct is called beside them, and because constructs writes a slash
 * in an id as `--`: services named `cluster`, alarms named `a/b` and `a--b`, policies of one name in two accounts.
 */
export function freeId(scope: IConstruct, text: string): string {
  const id = text === "" ? "-" : text; // constructs takes no empty id
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? id : `${id}-${number}`;
    if (scope.node.tryFindChild(numbered) === undefined) return numbered;
  }
}
