import type { Rule } from "../judge/rule.ts";

/** Ports behind which machines are administered: SSH, Remote Desktop, Docker, databases' own. */
const PORTS = [22, 3389, 2375, 2376, 3306, 5432, 6379, 27017];

const rule: Rule = {
  about: "no port for administrators or databases is open to everybody",
  check: ({ openings }) =>
    openings
      .filter(({ sign, direction, broad }) => sign === "+" && direction === "in" && broad)
      .filter(({ ports }) => PORTS.some((port) => isOpen(ports, port)))
      .map(({ group, ports, peer }) => `${group} opens ${ports} to ${peer}`),
};

/** `ports` is written as in the review: `tcp 22`, `tcp 0-1024`, `tcp, all ports`, `all traffic`. */
function isOpen(ports: string, port: number): boolean {
  if (ports === "all traffic" || ports === "tcp, all ports") return true;
  const [, first, last] = /^tcp (\d+)(?:-(\d+))?$/.exec(ports) ?? [];
  return first !== undefined && Number(first) <= port && port <= Number(last ?? first);
}

export default rule;
