import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformLocal, TerraformOutput } from "cdktf";
import type { Config } from "../../config/config.ts";
import { toJson, withAngleBrackets } from "../../constructs/json.ts";
import { newFolder } from "../support/folder.ts";
import { clusterStack, demo, showcase } from "../support/outputs.ts";
import { parse, Template } from "../support/template.ts";
import { describeWithTerraform, terraform } from "../support/terraform.ts";

type Properties = Record<string, unknown>;

/** Fields of a task definition whose names are not the same words for Terraform and for the ECS API. */
const NAMES: Readonly<Record<string, string>> = {
  volume: "volumes",
  sizeInGib: "sizeInGiB",
  configureAtLaunch: "configuredAtLaunch",
};

/** What says how Terraform works, and nothing of the task. */
const OF_TERRAFORM = ["//", "depends_on", "lifecycle", "skip_destroy", "container_definitions"];

/** A value of Terraform in the form of the ECS API. */
function inApiForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inApiForm);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => {
    const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (name === "host_path") return ["host", { sourcePath: member }];
    return [NAMES[camel] ?? camel, inApiForm(member)];
  });
  return Object.fromEntries(members);
}

/** What Terraform registers, in the form of the ECS API. */
function registered(definition: Properties): Properties {
  const told = Object.entries(definition).filter(([name]) => !OF_TERRAFORM.includes(name));
  const containers = parse(definition.container_definitions);
  return { volumes: [], ...(inApiForm(Object.fromEntries(told)) as Properties), containerDefinitions: containers };
}

/** The same with the placeholder as the image of a container. */
const withPlaceholder = ({ containerDefinitions, ...rest }: Properties, container: string): Properties => ({
  ...rest,
  containerDefinitions: (containerDefinitions as Properties[]).map((each) =>
    each.name === container ? { ...each, image: "<IMAGE1_NAME>" } : each,
  ),
});

/** An environment whose pipeline delivers every service. A task definition that is delivered takes no overrides. */
const delivered = (config: Config): Config => ({
  ...config,
  services: config.services.map((each) => ({ ...each, delivered: true, overrides: [] })),
});

const clusters = ([environment, config]: readonly [string, Config]) =>
  (["ec2", "fargate"] as const).map((kind) => {
    const template = Template.ofStack(clusterStack(kind, delivered(config)));
    return { environment, config, kind, template };
  });

const services = [["demo", demo] as const, ["showcase", showcase] as const]
  .flatMap(clusters)
  .flatMap(({ environment, config, kind, template }) =>
    config.services
      .filter(({ cluster }) => cluster === kind)
      .map((service) => [environment, service.name, service, template] as const),
  );

test.each(services)(
  "in %s a release of %s is what Terraform registers, except for the image",
  (_, name, service, from) => {
    const definition = registered(from.one(EcsTaskDefinition, { family: service.taskFamily }));
    expect(parse(from.outputs()[`releaseTaskDefinitions-${name}`])).toEqual(
      withPlaceholder(definition, service.container.name),
    );
  },
);

describeWithTerraform("placeholders", () => {
  test("stay what they are, even if Terraform writes the JSON", async () => {
    const template = Template.of((scope) => {
      const role = new TerraformLocal(scope, "role", 'a "role"').asString;
      const value = withAngleBrackets(toJson({ image: "<IMAGE1_NAME>", role }));
      new TerraformOutput(scope, "definition", { value, staticId: true });
    });
    const folder = newFolder();
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(template.json));
    await terraform(folder, {}, "apply", "-auto-approve");
    const { text } = await terraform(folder, {}, "output", "-raw", "definition");
    expect(text).toBe(withAngleBrackets('{"image":"<IMAGE1_NAME>","role":"a \\"role\\""}'));
  });
});
