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

test("they may register until a moment that can be chosen", () => {
  const expires = "2027-01-31T00:00:00Z";
  expect(external({ expires }).one(SsmActivation).expiration_date).toBe(expires);
  expect(external().one(SsmActivation)).not.toHaveProperty("expiration_date");
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
