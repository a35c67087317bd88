import { accessRows } from "../../../../tools/plan-review/access/access-rows.ts";
import { openingChanges } from "../../../../tools/plan-review/access/opening-rows.ts";
import type { PlannedStack } from "../../../../tools/plan-review/judge/planned-stack.ts";
import type { Rule } from "../../../../tools/plan-review/judge/rule.ts";
import type { PlanFile } from "../../../../tools/plan-review/read/plan-file.ts";
import checksPass from "../../../../tools/plan-review/rules/checks-pass.ts";
import deletionProtectionStays from "../../../../tools/plan-review/rules/deletion-protection-stays.ts";
import firm from "../../../../tools/plan-review/rules/firm.ts";
import noAdministrators from "../../../../tools/plan-review/rules/no-administrators.ts";
import noOpenAdminPorts from "../../../../tools/plan-review/rules/no-open-admin-ports.ts";
import { changed, redactorOf, stackOf } from "../../../support/plan-json.ts";

/** What a rule says of a stack, with the rows that a review has of it. */
function said(rule: Rule, stack: PlannedStack): string[] {
  const plan = stack.plan as PlanFile;
  const access = plan.resourceChanges.flatMap((each) => accessRows(stack.name, each, plan.references, redactorOf()));
  const openings = openingChanges(stack.name, plan, redactorOf()).map(({ row }) => row);
  return rule.check({ stack, access, openings });
}
const of = (rule: Rule, ...changes: ReturnType<typeof changed>[]) => said(rule, stackOf("web", { changes }));

describe("checks-pass", () => {
  const withCheck = (status: string, ...messages: string[]) =>
    stackOf("web", {
      more: {
        checks: [
          {
            address: { to_display: "check.a" },
            status,
            instances: [{ problems: messages.map((message) => ({ message })) }],
          },
        ],
      },
    });

  test.each<[string, string[], string[]]>([
    ["fail", ["no answer", "none at all"], ["check.a fails: no answer; none at all"]],
    ["error", [], ["check.a fails: it does not say why"]],
    ["pass", [], []],
    ["unknown", [], []],
  ])("a check with %s and %j", (status, messages, expected) => {
    expect(said(checksPass, withCheck(status, ...messages))).toEqual(expected);
  });

  test("a stack without a plan has none that fails", () => {
    expect(checksPass.check({ stack: stackOf("web", {}, { plan: undefined }), access: [], openings: [] })).toEqual([]);
  });
});

describe("deletion-protection-stays", () => {
  test.each(["deletion_protection", "enable_deletion_protection", "deletion_protection_enabled"])("%s", (name) => {
    const sides = (before: unknown, after: unknown) =>
      changed("aws_lb.web", { actions: ["update"], before: { [name]: before }, after: { [name]: after } });
    expect(of(deletionProtectionStays, sides(true, false))).toEqual([`aws_lb.web switches ${name} off`]);
    for (const [before, after] of [
      [true, true],
      [false, false],
      [false, true],
      [undefined, false],
    ])
      expect(of(deletionProtectionStays, sides(before, after))).toEqual([]);
  });

  test("is not about what goes", () => {
    expect(of(deletionProtectionStays, changed("aws_lb.web", { before: { deletion_protection: true } }))).toEqual([]);
  });
});

describe("firm", () => {
  test.each(["provisional", "deferred", "blocked", "failed"] as const)("a %s plan is not", (status) => {
    expect(said(firm, stackOf("web", {}, { status }))).toEqual([`the plan is ${status}`]);
  });

  test("a firm one is, and only if it is configured", () => {
    expect([said(firm, stackOf("web")), firm.onlyIfRequired]).toEqual([[], true]);
  });
});

describe("no-administrators", () => {
  const policy = (statement: object) =>
    changed("aws_iam_role_policy.p", {
      after: { role: "web", policy: JSON.stringify({ Statement: { Effect: "Allow", ...statement } }) },
    });

  test.each([
    [{ Action: "*", Resource: "*" }],
    [{ Action: ["s3:Get", "*"], Resource: ["a", "*"] }],
    [{ Action: "*:*", Resource: "*" }],
  ])("%j is one", (statement) => {
    expect(of(noAdministrators, policy(statement))).toEqual(["aws_iam_role_policy.p lets role web do everything"]);
  });

  test("whoever gets AWS's own policy for them is one", () => {
    const policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    expect(
      of(noAdministrators, changed("aws_iam_role_policy_attachment.p", { after: { role: "web", policy_arn } })),
    ).toEqual(["aws_iam_role_policy_attachment.p lets role web do everything"]);
  });

  test.each([
    [{ Action: "s3:*", Resource: "*" }],
    [{ Action: "*", Resource: "arn:aws:s3:::bucket" }],
    [{ Effect: "Deny", Action: "*", Resource: "*" }],
    [{ Action: "*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } }],
  ])("%j is none", (statement) => {
    expect(of(noAdministrators, policy(statement))).toEqual([]);
  });

  test("who no longer is one is none", () => {
    const { change, ...rest } = policy({ Action: "*", Resource: "*" });
    expect(
      of(noAdministrators, { ...rest, change: { ...change, actions: ["delete"], before: change.after, after: null } }),
    ).toEqual([]);
  });
});

describe("no-open-admin-ports", () => {
  const rule = (more: object, type = "ingress") =>
    changed(`aws_vpc_security_group_${type}_rule.r`, {
      after: { security_group_id: "sg-1", ip_protocol: "tcp", cidr_ipv4: "0.0.0.0/0", ...more },
    });

  test.each<[object, string]>([
    [{ from_port: 22, to_port: 22 }, "sg-1 opens tcp 22 to 0.0.0.0/0"],
    [{ from_port: 5000, to_port: 6000 }, "sg-1 opens tcp 5000-6000 to 0.0.0.0/0"],
    [{ from_port: 0, to_port: 65535 }, "sg-1 opens tcp, all ports to 0.0.0.0/0"],
    [{ ip_protocol: "-1" }, "sg-1 opens all traffic to 0.0.0.0/0"],
    [{ from_port: 3389, to_port: 3389, cidr_ipv4: null, cidr_ipv6: "::/0" }, "sg-1 opens tcp 3389 to ::/0"],
  ])("%j is one", (more, expected) => {
    expect(of(noOpenAdminPorts, rule(more))).toEqual([expected]);
  });

  test.each<[object, string]>([
    [{ from_port: 443, to_port: 443 }, "ingress"],
    [{ from_port: 23, to_port: 2374 }, "ingress"],
    [{ from_port: 22, to_port: 22, cidr_ipv4: "10.0.0.0/8" }, "ingress"],
    [{ from_port: 22, to_port: 22, ip_protocol: "udp" }, "ingress"],
    [{ from_port: 22, to_port: 22 }, "egress"],
  ])("%j of %s is none", (more, type) => {
    expect(of(noOpenAdminPorts, rule(more, type))).toEqual([]);
  });
});
