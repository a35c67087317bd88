import { readStateFile } from "../../../packages/leftovers/state-file.ts";

const AWS = 'provider["registry.terraform.io/hashicorp/aws"]';
const state = (...resources: object[]) => readStateFile(JSON.stringify({ version: 4, resources }));
const vpc = (attributes: object, more = {}) => ({
  mode: "managed",
  type: "aws_vpc",
  name: "v",
  provider: AWS,
  instances: [{ attributes }],
  ...more,
});
const other = (name: string) => ({ mode: "data", type: "terraform_remote_state", name, instances: [{}] });

test("resources are found by their address", () => {
  const { resources } = state(
    vpc({ id: 1 }),
    vpc({ id: 2 }, { module: "module.m" }),
    { ...vpc({}), name: "each", instances: [{ index_key: "a" }, { index_key: 0 }] },
    { ...vpc({}), mode: "data" },
  );
  expect([...resources.keys()]).toEqual(["aws_vpc.v", "module.m.aws_vpc.v", 'aws_vpc.each["a"]', "aws_vpc.each[0]"]);
});

test("no state is an empty one", () => {
  expect(readStateFile("\n").resources.size).toBe(0);
  expect(state().resources.size).toBe(0);
});

test("states that were read are found by the names of their stacks", () => {
  expect(state(other("network"), vpc({}), other("iam")).reads).toEqual(["network", "iam"]);
});

test("providers are those of resources, each once, also under another alias", () => {
  const docker = 'provider["registry.terraform.io/kreuzwerker/docker"]';
  const data = vpc({}, { mode: "data", provider: 'provider["registry.terraform.io/hashicorp/http"]' });
  const all = [vpc({}), vpc({}, { provider: `${AWS}.other` }), vpc({}, { provider: `module.m.${docker}` }), data];
  expect(state(...all).providers).toEqual([
    "registry.terraform.io/hashicorp/aws",
    "registry.terraform.io/kreuzwerker/docker",
  ]);
});
