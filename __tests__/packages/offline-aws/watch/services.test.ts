import type { ObjectValue } from "../../../../packages/offline-aws/protocol/values.ts";
import {
  look,
  noteChange,
  noteDrift,
  noteRefresh,
  type Services,
} from "../../../../packages/offline-aws/watch/services.ts";
import { GROUP, OTHER_GROUP, type Resources, reachable, SERVICE, service, viewOf } from "../../../support/reachable.ts";

const place = { account: "1", region: "us-east-1" };

/** A service that is reached, and what its runs of Terraform do to it, a call at a time. */
class System {
  readonly services: Services = {};
  readonly cloud = reachable();
  private number = 0;

  constructor() {
    this.change(null, service());
    this.refresh();
  }

  change(before: ObjectValue | null, after: ObjectValue | null, run = "1"): string[] {
    const call = this.call();
    this.cloud.aws_ecs_service = after === null ? [] : [after];
    const noted = noteChange(this.services, viewOf(this.cloud), { ...place, before, after }, call, run);
    return [...noted, ...look(this.services, () => viewOf(this.cloud), call)].map(({ event }) => event);
  }

  /** A call that changes something else. */
  other(change: Resources): string[] {
    noteDrift(this.services, () => viewOf(this.cloud));
    Object.assign(this.cloud, change);
    return look(this.services, () => viewOf(this.cloud), this.call()).map(({ event }) => event);
  }

  refresh(): string[] {
    noteDrift(this.services, () => viewOf(this.cloud));
    const [after = null] = this.cloud.aws_ecs_service ?? [];
    noteRefresh(this.services, viewOf(this.cloud), SERVICE, { ...place, after });
    return look(this.services, () => viewOf(this.cloud), this.call()).map(({ event }) => event);
  }

  private call() {
    return { number: ++this.number, operation: "Do", resource: "it" };
  }
}

/** Rules between load balancer and tasks, for some ports. */
const ports = (...open: number[]): Resources => {
  const {
    aws_vpc_security_group_ingress_rule: [first, second] = [],
    aws_vpc_security_group_egress_rule: [egress] = [],
  } = reachable();
  const at = (rule: ObjectValue | undefined) => open.map((port) => ({ ...rule, from_port: port, to_port: port }));
  return {
    aws_vpc_security_group_ingress_rule: [first as ObjectValue, ...at(second)],
    aws_vpc_security_group_egress_rule: at(egress),
  };
};

test("what breaks the way is an interruption until it is mended", () => {
  const system = new System();
  expect(system.other(ports())).toEqual(["began"]);
  expect(system.other({ aws_route: [] })).toEqual([]);
  expect(system.other({ aws_route: reachable().aws_route ?? [] })).toEqual([]);
  expect(system.other(ports(80))).toEqual(["ended"]);
});

describe("with another container port", () => {
  const moved = (wait: boolean) => service({ wait_for_steady_state: wait }, GROUP, 8080);

  test("the old tasks serve on until the next refresh", () => {
    const system = new System();
    expect(system.other(ports(80, 8080))).toEqual([]);
    expect(system.change(service(), moved(false))).toEqual([]);
    expect(system.other(ports(8080))).toEqual(["began"]);
    expect(system.refresh()).toEqual(["ended"]);
  });

  test("the old port may close once Terraform has waited", () => {
    const system = new System();
    system.other(ports(80, 8080));
    system.change(service(), moved(true));
    expect(system.other(ports(8080))).toEqual([]);
  });

  test("waiting takes until the new port is open", () => {
    const system = new System();
    expect(system.change(service(), moved(true))).toEqual([]);
    expect(system.other(ports(80, 8080))).toEqual([]);
    expect(system.other(ports(8080))).toEqual([]);
  });

  test("the old port must not close before", () => {
    const system = new System();
    expect(system.other(ports(8080))).toEqual(["began"]);
    expect(system.change(service(), moved(true))).toEqual(["ended"]);
  });
});

test("a change that starts no tasks changes nothing", () => {
  const system = new System();
  expect(system.change(service(), service({ desired_count: 3, wait_for_steady_state: true }))).toEqual([]);
  expect(system.services[SERVICE]?.starting).toBeUndefined();
});

describe("a service that is deleted", () => {
  test("is removed", () => {
    expect(new System().change(service(), null)).toEqual(["removed"]);
  });

  test("and created again by the same run was interrupted, until its tasks are steady", () => {
    const system = new System();
    system.change(service(), null, "2");
    expect(system.change(null, service(), "2")).toEqual(["began"]);
    expect(system.refresh()).toEqual(["ended"]);
  });

  test("is a new one in a later run", () => {
    const system = new System();
    system.change(service(), null, "2");
    expect(system.change(null, service(), "3")).toEqual([]);
    expect(system.refresh()).toEqual([]);
  });
});

describe("with two target groups", () => {
  const pair: Resources = {
    aws_lb_target_group: [
      { name: "web", arn: GROUP },
      { name: "web-2", arn: OTHER_GROUP },
    ],
    aws_codedeploy_deployment_group: [
      {
        ecs_service: [{ cluster_name: "shop", service_name: "web" }],
        load_balancer_info: [{ target_group_pair_info: [{ target_group: [{ name: "web" }, { name: "web-2" }] }] }],
      },
    ],
  };
  const rule = (target_group_arn: string): Resources => ({
    aws_lb_listener_rule: [
      { ...reachable().aws_lb_listener_rule?.[0], action: [{ type: "forward", target_group_arn }] },
    ],
  });

  test("a deployment may move the traffic, and Terraform must not move it back", () => {
    const system = new System();
    Object.assign(system.cloud, pair, rule(OTHER_GROUP));
    expect(system.refresh()).toEqual([]);
    expect(system.other({})).toEqual([]);
    expect(system.other(rule(GROUP))).toEqual(["began"]);
    expect(system.refresh()).toEqual([]);
    expect(system.other(rule(OTHER_GROUP))).toEqual(["ended"]);
  });
});

test("what is broken by hand is not broken by the next call", () => {
  const system = new System();
  Object.assign(system.cloud, { aws_route: [] });
  expect(system.other({})).toEqual([]);
  expect(system.other({ aws_route: reachable().aws_route ?? [] })).toEqual([]);
  expect(system.other({ aws_route: [] })).toEqual(["began"]);
});

test("an address that was given up is forgotten in the next run", () => {
  const system = new System();
  const [listener] = reachable().aws_lb_listener ?? [];
  const [first, ...others] = reachable().aws_vpc_security_group_ingress_rule ?? [];
  system.cloud.aws_vpc_security_group_ingress_rule = [{ ...first, from_port: 0, to_port: 9000 }, ...others];
  expect(system.other({ aws_lb_listener: [{ ...listener, port: 8443 }] })).toEqual(["began"]);
  expect(system.refresh()).toEqual([]);
  expect(system.other(ports())).toEqual(["began"]);
});
