import type { CloudCall, Interruption, JournalEntry, Outages } from "./journal.ts";

/** `service web in cluster shop`, from an ARN. */
export function serviceName(arn: string): string {
  const [name, cluster] = arn.split("/").reverse();
  return `service ${name} in cluster ${cluster}`;
}

/** `DeleteRoute aws_route.r-1234 (call 17)`. */
const callWords = ({ operation, resource, number }: CloudCall): string => `${operation} ${resource} (call ${number})`;

const calls = (count: number): string => `${count} ${count === 1 ? "call" : "calls"}`;

/** A line for what happened; undefined if it ends nothing that was reported. */
export function eventLine(entry: JournalEntry, began: CloudCall | undefined): string | undefined {
  const service = serviceName(entry.service);
  switch (entry.event) {
    case "began":
      return `${service} is interrupted: ${entry.reason}, since ${callWords(entry.call)}`;
    case "ended":
      return (
        began &&
        `${service} is reached again, ${calls(entry.call.number - began.number)} later, since ${callWords(entry.call)}`
      );
    case "removed":
      return began && `${service} is removed, and no longer counts as interrupted: ${callWords(entry.call)}`;
  }
}

const interruptionLine = ({ service, reason, began, ended }: Interruption): string => {
  const until =
    ended === undefined ? "not ended" : `for ${calls(ended.number - began.number)}, until ${callWords(ended)}`;
  return `${serviceName(service)}: ${reason}\n  since ${callWords(began)}, ${until}`;
};

/** The report on all interruptions. */
export function interruptionLines({ interruptions, removed }: Outages): string[] {
  return [
    interruptions.length === 0
      ? "no service was interrupted"
      : `${interruptions.length} ${interruptions.length === 1 ? "interruption" : "interruptions"}`,
    ...interruptions.map(interruptionLine),
    ...removed.map(({ service, call }) => `removed: ${serviceName(service)}, by ${callWords(call)}`),
  ];
}
