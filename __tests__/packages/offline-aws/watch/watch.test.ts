import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cloud } from "../../../../packages/offline-aws/cloud/cloud.ts";
import { type ObjectValue, toWire } from "../../../../packages/offline-aws/protocol/values.ts";
import { interruptionsOf } from "../../../../packages/offline-aws/watch/journal.ts";
import { Store } from "../../../../packages/offline-aws/watch/store.ts";
import { newFolder } from "../../../support/folder.ts";
import { ProviderClient } from "../../../support/provider.ts";
import { run } from "../../../support/terraform.ts";

const ROOT = join(__dirname, "../../../..");

/** A worker without a load balancer, in a subnet with a default route, after its first refresh. */
function worker(folder: string) {
  const aws = ProviderClient.in(folder, { region: "us-east-1" });
  const { id: vpc_id = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
  const { id: subnet_id = null } = aws.create("aws_subnet", { vpc_id, cidr_block: "10.0.1.0/24" });
  const { id: gateway_id = null } = aws.create("aws_internet_gateway", { vpc_id });
  const { id: route_table_id = null } = aws.create("aws_route_table", { vpc_id });
  aws.create("aws_route_table_association", { subnet_id, route_table_id });
  const route = { route_table_id, destination_cidr_block: "0.0.0.0/0", gateway_id };
  const { arn: cluster = null } = aws.create("aws_ecs_cluster", { name: "shop" });
  const state = aws.create("aws_route", route);
  const service = aws.create("aws_ecs_service", {
    name: "worker",
    cluster,
    network_configuration: [{ subnets: [subnet_id] }],
  });
  aws.read("aws_ecs_service", service);
  return { aws, route, state, service };
}

test("an interruption is reported when it begins and when it ends, with the calls between", () => {
  const folder = newFolder();
  const { aws, route, state } = worker(folder);
  aws.destroy("aws_route", state);
  aws.create("aws_sns_topic", { name: "other" });
  aws.create("aws_route", route);
  expect(aws.said).toEqual([
    expect.stringMatching(
      /^service worker in cluster shop is interrupted: no way out of subnet subnet-\w+: .*, since DeleteRoute aws_route\.r-rtb-\w+ \(call 9\)$/,
    ),
    expect.stringMatching(
      /^service worker in cluster shop is reached again, 2 calls later, since CreateRoute aws_route\.r-rtb-\w+ \(call 11\)$/,
    ),
  ]);
  expect(interruptionsOf(folder)).toHaveLength(1);
});

test("another process ends what one has begun", () => {
  const folder = newFolder();
  const { aws, route, state } = worker(folder);
  aws.destroy("aws_route", state);
  ProviderClient.in(folder, { region: "us-east-1" }).create("aws_route", route);
  expect(interruptionsOf(folder)).toEqual([
    expect.objectContaining({ ended: expect.objectContaining({ number: 10 }) }),
  ]);
});

test("a call that is refused is none", () => {
  const folder = newFolder();
  const { aws, service } = worker(folder);
  const [subnet] = aws.cloud.list("aws_subnet");
  expect(aws.destroy("aws_subnet", subnet?.attributes as ObjectValue)).toHaveLength(1);
  expect(aws.destroy("aws_ecs_service", service)).toEqual([]);
  expect(readFileSync(join(folder, "watch", "calls"), "utf8")).toHaveLength(9);
  expect(interruptionsOf(folder)).toEqual([]);
});

describe("while the plan deletes a service", () => {
  const leaving = () => {
    const folder = newFolder();
    const system = worker(folder);
    system.aws.call("PlanResourceChange", {
      typeName: "aws_ecs_service",
      priorState: toWire(system.service),
      proposedNewState: toWire(null),
      priorPrivate: new Uint8Array(),
    });
    return { folder, ...system };
  };

  test("what breaks on the way is not reported", () => {
    const { folder, aws, state, service } = leaving();
    aws.destroy("aws_route", state);
    aws.destroy("aws_ecs_service", service);
    aws.watch.close();
    expect(aws.said).toEqual([]);
    expect(interruptionsOf(folder)).toEqual([]);
  });

  test("a service that stays is reported at the end", () => {
    const { aws, state } = leaving();
    aws.destroy("aws_route", state);
    expect(aws.said).toEqual([]);
    aws.watch.close();
    expect(aws.said).toEqual([expect.stringContaining("is interrupted")]);
  });
});

test("processes write side by side, and one that was killed leaves no lock", async () => {
  const folder = newFolder();
  mkdirSync(join(folder, "watch"), { recursive: true });
  writeFileSync(join(folder, "watch", "lock"), "999999999");
  const script = `
    const { Store } = require(${JSON.stringify(join(ROOT, "packages/offline-aws/watch/store.ts"))});
    const store = new Store(${JSON.stringify(folder)});
    for (let i = 0; i < 50; i++) {
      const call = { number: store.count(), operation: "Do", resource: "it" };
      store.change((services) => {
        services.counter = { waits: false, doors: [], works: false, interrupted: false, account: String(Number(services.counter?.account ?? 0) + 1), region: "" };
        return [{ event: "began", service: "web", call, reason: "test", session: String(process.pid) }];
      });
    }`;
  const tsx = join(ROOT, "node_modules/tsx/dist/loader.mjs");
  const runs = [1, 2, 3].map(() => run(process.execPath, ["--import", tsx, "-e", script], process.env, ROOT));
  for (const { code, text } of await Promise.all(runs)) expect({ code, text }).toEqual({ code: 0, text: "" });
  expect(new Store(folder).services().counter?.account).toBe("150");
  expect(new Set(interruptionsOf(folder).map(({ began }) => began.number)).size).toBe(150);
}, 60_000);

test("the folder of a cloud may be read while it is written", () => {
  const folder = newFolder();
  const { aws, state } = worker(folder);
  aws.destroy("aws_route", state);
  appendFileSync(join(folder, "watch", "journal.jsonl"), '{"event":');
  expect(interruptionsOf(new Cloud(folder).folder)).toHaveLength(1);
});
