import { isWithin, networkOf } from "./cidr.ts";
import { includes, type Opening } from "./opening.ts";

/**
 * Whether several openings together let through all that one does: ports in parts, or a network in halves. Adjacent ones are
 * often written as one.
 */
export function isOpenedBy(openings: readonly Opening[], opening: Opening): boolean {
  if (openings.some((each) => includes(each, opening))) return true;
  const rest = otherPorts(openings, opening);
  if (rest !== undefined) return rest.every((ports) => isOpenedBy(openings, { ...opening, ports }));
  const isSplit =
    openings.length <= MOST && openings.some(({ peer }) => peer !== opening.peer && isWithin(peer, opening.peer));
  const halves = isSplit ? halvesOf(opening.peer) : [];
  return halves.length > 0 && halves.every((peer) => isOpenedBy(openings, { ...opening, peer }));
}

/** More are only compared one by one: a group has 60 rules for each direction by default (Amazon VPC quotas). */
const MOST = 200;

/** What is left of the ports without those that one of the openings has; undefined if none has any. */
function otherPorts(openings: readonly Opening[], opening: Opening): Opening["ports"][] | undefined {
  const [first, last] = opening.ports;
  if (opening.protocol !== "tcp" && opening.protocol !== "udp") return undefined;
  const part = openings.find(
    (each) =>
      each.protocol === opening.protocol &&
      each.ports[0] <= last &&
      each.ports[1] >= first &&
      includes({ ...each, ports: opening.ports }, opening),
  );
  if (part === undefined) return undefined;
  const [from, to] = part.ports;
  const rest: Opening["ports"][] = [
    [first, from - 1],
    [to + 1, last],
  ];
  return rest.filter(([low, high]) => low <= high);
}

/** Both halves of an IPv4 network. */
function halvesOf(cidr: string): string[] {
  const network = networkOf(cidr);
  if (network === undefined || network.family !== "ipv4" || network.bits === 32) return [];
  const { address, bits } = network;
  const size = 2 ** (31 - bits);
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const start = number - (number % (2 * size));
  return [start, start + size].map(
    (half) => `${[24, 16, 8, 0].map((shift) => Math.floor(half / 2 ** shift) % 256).join(".")}/${bits + 1}`,
  );
}
