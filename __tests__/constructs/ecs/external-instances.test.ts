import { SsmActivation } from "@cdktf/provider-aws/lib/ssm-activation";
import { TerraformOutput } from "cdktf";
import type { ExternalInstancesConfig } from "../../../config/clusters/ec2-cluster.ts";
import { ExternalInstances } from "../../../constructs/ecs/external-instances.ts";
import { Template } from "../../support/template.ts";

const external = (change: Partial<ExternalInstancesConfig> = {}) =>
  Template.of((scope) => {
    const { registrationCommand } = new ExternalInstances(scope, "external", {
      clusterName: "shop",
      region: "eu-west-1",
      roleName: "shop-external",
      settings: { registrationLimit: 10, ...change },
    });
    new TerraformOutput(scope, "command", { value: registrationCommand, staticId: true });
  });

test("some servers may register, with their role", () => {
  expect(external().one(SsmActivation)).toMatchObject({
    name: "shop-external",
    iam_role: "shop-external",
    registration_limit: 10,
  });
});

test("they may register for some days after the deployment, which later ones don't move", () => {
  const made = external({ registrationDays: 7 }).one(SsmActivation);
  expect(made.expiration_date).toBe('${timeadd(timestamp(), "168h")}');
  expect(made.lifecycle).toEqual({
    ignore_changes: ["expiration_date"],
    replace_triggered_by: [expect.stringMatching(/^terraform_data\./)],
  });
});

test("by default AWS says for how long", () => {
  for (const argument of ["expiration_date", "lifecycle"])
    expect(external().one(SsmActivation)).not.toHaveProperty(argument);
});

test("one line registers a server", () => {
  const activation = external().addresses()[0] as string;
  expect(external().outputs().command).toBe(
    'curl --proto "https" -o /tmp/ecs-anywhere-install.sh' +
      " https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh" +
      " && bash /tmp/ecs-anywhere-install.sh --region eu-west-1 --cluster shop" +
      ` --activation-id \${${activation}.id} --activation-code \${${activation}.activation_code}`,
  );
});
