import { ADMIN_PORTS } from "../access/opening.ts";
import type { Rule } from "../judge/rule.ts";

const rule: Rule = {
  about: "no port for administrators or databases is open to the internet",
  check: ({ openings }) =>
    openings
      .filter(({ sign, direction, broad }) => sign === "+" && direction === "in" && broad)
      .filter(({ ports }) => ADMIN_PORTS.some((port) => isOpen(ports, port)))
      .map(({ group, ports, peer }) => `${group} opens ${ports} to ${peer}`),
};

/** `ports` is written as in the review: `tcp 22`, `tcp 0-1024`, `tcp, all ports`, `all traffic`. */
function isOpen(ports: string, port: number): boolean {
  if (ports === "all traffic" || ports === "tcp, all ports") return true;
  const [, first, last] = /^tcp (\d+)(?:-(\d+))?$/.exec(ports) ?? [];
  return first !== undefined && Number(first) <= port && port <= Number(last ?? first);
}

export default rule;
