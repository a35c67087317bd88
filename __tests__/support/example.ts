import { environment } from "../../config/config.ts";
import { delivery } from "../../config/delivery/delivery.ts";
import { demo } from "../../config/environments/demo.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { smallest } from "../../examples/smallest.ts";
import { fieldsOf } from "./document.ts";

type Fields = Record<string, unknown>;

/** Environments that the comment above an example may name. */
const NAMED: Readonly<Record<string, object>> = { demo, showcase, hello: smallest };

const BASE = {
  name: "example",
  cluster: "fargate",
  container: { image: "public.ecr.aws/nginx/nginx:1.29", memoryReservationMiB: 128 },
};

/** An image that networks without a way to the internet have too. */
const IN_ECR = { ...BASE, container: { image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1" } };

const STATE = { type: "s3", bucket: "acme-terraform-state-123456789012" };

/** Where a field of an example belongs. The services of a delivery are written inside of `delivery`. */
function ownerOf(name: string): "environment" | "delivery" | "service" {
  if (name !== "name" && Object.hasOwn(environment.entries, name)) return "environment";
  return Object.hasOwn(delivery.entries, name) ? "delivery" : "service";
}

/** The demo environment with these fields: those of a service are those of its only service. */
export const environmentWith = (fields: Fields): Fields => ({
  ...demo,
  delivery: { services: [] },
  services: [{ ...BASE, ...partOf(fields, "service") }],
  ...partOf(fields, "environment"),
});

const partOf = (fields: Fields, owner: ReturnType<typeof ownerOf>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => ownerOf(name) === owner));

/** Examples of a block: the fields of each, which an empty line divides. */
export const examplesOf = (code: string): string[] => code.trim().split(/\n{2,}/);

/**
 * The environment that an example describes. `// ENVIRONMENT` or `// ENVIRONMENT: SERVICE` above it says of which these are some
 * fields; otherwise they are those of an environment, its delivery or its only service.
 */
export function describedBy(example: string): Fields {
  const fields = fieldsOf(example);
  const [, name = "", service] = /^\/\/ (\w+)(?:: ([\w-]+)$)?/m.exec(example) ?? [];
  const base = NAMED[name] as { services: readonly { name: string }[]; delivery?: object } | undefined;
  if (base === undefined) {
    if ("network" in fields) return { ...smallest, services: [IN_ECR], ...fields };
    const ofDelivery = partOf(fields, "delivery");
    return Object.keys(ofDelivery).length > 0
      ? { ...demo, state: STATE, delivery: { ...demo.delivery, ...ofDelivery } }
      : environmentWith(fields);
  }
  if (service === undefined)
    return {
      ...base,
      ...partOf(fields, "environment"),
      delivery: { ...base.delivery, ...(fields.delivery as object), ...partOf(fields, "delivery") },
    };
  if (!base.services.some((each) => each.name === service)) throw new Error(`${name} has no service ${service}`);
  return { ...base, services: base.services.map((each) => (each.name === service ? { ...each, ...fields } : each)) };
}
