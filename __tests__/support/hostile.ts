import { check, outputChange, planJson, resourceChange } from "./planned-review.ts";

/** Texts that would be more than a text where they are not guarded. */
export const HOSTILE = [
  "<script>alert(1)</script>",
  "</code></pre></details><img src=x onerror=alert(1)>",
  "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
  "</script></style></title></textarea><base href=//x>",
  "--> <!-- ecs-pipeline plan review: plans --> <!--",
  "```\n# heading\n```",
  "~~~\n- [ ] task\n~~~",
  "`` ` ``` `",
  "`",
  "\\`",
  "a|b\\|c\\\\|d\\\\\\|e",
  "\\",
  "[x](javascript:alert(1)) ![x](https://example.org/x.png) <https://example.org>",
  "@everyone @octocat #1 owner/repo#2 0123456789abcdef0123456789abcdef01234567",
  "\n\n# heading\n\n@everyone\n\n</details>\n\n|a|\n|-|\n",
  "\r\n::error::x\r\n::set-output name=a::b\u001b[31m\u0007\u001b]8;;https://example.org\u0007",
  "\u202ereversed\u2066\u200b\ufeff\u00ad\u2028\u2029",
  "\ud83d lone \ude00",
  `e${"\u0301".repeat(50)}`,
  "&lt;b&gt; &#60; &amp;",
  "__proto__",
  "constructor",
  "   ",
  " x ",
];

/** Two plans with a text in every place where a plan can have one. */
export function plansWith(text: string, upstream = "network", downstream = "app"): Record<string, object> {
  const output = text.replaceAll('"', "");
  const reads = `data.terraform_remote_state.${upstream}.outputs["${output}"]`;
  const values = {
    name: text,
    x: text,
    [`key ${text}`]: text,
    list: [{ name: text, y: text }],
    tree: { [text]: [text] },
  };
  const json = JSON.stringify({
    Statement: { Sid: text, Effect: text, Principal: text, Action: text, Resource: text },
  });
  const network = planJson({
    outputs: {
      [output]: outputChange({ before: "1", after: text }),
      other: outputChange({ after: [text] }),
    },
    changes: [
      resourceChange(`a.b[${JSON.stringify(text)}]`, { after: values, type: `t ${text}` }),
      resourceChange(`a.c ${text}`, {
        before: { ...values, x: "o" },
        after: { ...values, z: `${text}1` },
        replacePaths: [[text, text]],
        reason: text,
      }),
      resourceChange(`a.d ${text}`, { before: values, type: text, deposed: text, reason: text }),
      resourceChange(`a.e ${text}`, {
        before: { x: 1 },
        after: { x: 1 },
        actions: [text],
        previousAddress: `f ${text}`,
      }),
    ],
    drift: [resourceChange(`a.g ${text}`, { before: { x: "o" }, after: { x: `n ${text}`, [`key ${text}`]: 1 } })],
    checks: [check(text, "fail", text, `m ${text}`), check(text, text, text)],
    more: { terraform_version: text, relevant_attributes: [{ resource: text, attribute: [text] }] },
  });
  const app = planJson({
    references: {
      [`a.lb ${text}`]: { x: [reads] },
      "aws_ecs_service.s": { load_balancer: [`aws_lb_target_group.t ${text}`] },
    },
    changes: [
      resourceChange(`a.lb ${text}`, {
        before: { x: "o" },
        after: {},
        unknown: { x: true },
        actions: ["delete", "create"],
        replacePaths: [["x"]],
      }),
      resourceChange(`aws_iam_role.r ${text}`, { after: { name: text, assume_role_policy: json } }),
      resourceChange(`aws_iam_policy.p ${text}`, {
        after: {
          policy: json.replace(
            '"Resource"',
            `"Condition":{${JSON.stringify(text)}:{${JSON.stringify(text)}:"1"}},"Resource"`,
          ),
        },
      }),
      resourceChange(`aws_security_group.g ${text}`, {
        after: { ingress: [{ protocol: text, from_port: text, cidr_blocks: [`c ${text}`] }] },
      }),
      resourceChange("aws_ecs_service.s", {
        before: { name: text, desired_count: 1, task_definition: "1" },
        after: { name: text, desired_count: 2, task_definition: text, deployment_controller: [{ type: text }] },
      }),
    ],
  });
  return { [upstream]: network, [downstream]: app };
}
