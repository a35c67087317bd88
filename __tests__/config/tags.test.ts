import { demo } from "../../config/environments/demo.ts";
import { OWN_TAGS } from "../../config/tags.ts";
import { problems } from "../support/problems.ts";
import { synthesized } from "../support/synthesized.ts";

const found = (tags: Record<string, string>) => problems({ ...demo, tags });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag-${n}`, "x"]));

test.each([
  ["none", {}],
  ["any letters, and all signs", { "Größe / a+b=c_d.e:f-g@h": "Ü 1/2+3=4_5.6:7-8@9" }],
  ["no value", { Empty: "" }],
  ["the longest", { ["k".repeat(128)]: "v".repeat(256) }],
  ["another value of the stacks' own", { Environment: "production", ManagedBy: "platform" }],
  ["as many as there is room for", many(44)],
  ["as many again instead of the defaults", { ...many(44), Application: "shop" }],
  ["aws at the beginning of a word", { awsome: "x", "my:aws:tag": "x" }],
])("tags may be %s", (_, tags) => {
  expect(found(tags)).toEqual([]);
});

const KEY = "is not a tag key: use 1-128 letters, digits, spaces and _.:/=+-@, not aws:… or AmazonECS…";
const VALUE = "is not a tag value: use up to 256 letters, digits, spaces and _.:/=+-@, not aws:…";

test.each<[what: string, tags: Record<string, string>, message: string]>([
  ["a key of AWS", { "aws:team": "x" }, `tags.aws:team: "aws:team" ${KEY}`],
  ["a key of AWS in other letters", { "AWS:team": "x" }, `tags.AWS:team: "AWS:team" ${KEY}`],
  ["a key of ECS", { AmazonECSManaged: "x" }, `tags.AmazonECSManaged: "AmazonECSManaged" ${KEY}`],
  ["a key with another sign", { "team?": "x" }, `tags.team?: "team?" ${KEY}`],
  ["an empty key", { "": "x" }, `tags.: "" ${KEY}`],
  ["a value with another sign", { Team: "web, api" }, `tags.Team: "web, api" ${VALUE}`],
  [
    "a key twice, in other letters",
    { Team: "a", team: "b" },
    'tags.team: "b" differs only in case from the key Team, which IAM treats as the same: write Team',
  ],
  [
    "a key of the stacks in other letters",
    { environment: "a" },
    'tags.environment: "a" differs only in case from the key Environment, which IAM treats as the same: write Environment',
  ],
])("%s is refused", (_, tags, message) => {
  expect(found(tags)).toEqual([message]);
});

test.each([
  ["a key", { ["k".repeat(129)]: "x" }, KEY],
  ["a value", { Team: "v".repeat(257) }, VALUE],
  ["a list", many(45), "has, with 6 of the stacks, 51 tags, and a resource allows 50: remove some"],
])("%s that is too long is refused", (_, tags, message) => {
  expect(found(tags)).toEqual([expect.stringContaining(message)]);
});

/** Tags of a resource, in any of the forms that Terraform has for them. */
type Tagged = {
  tags?: object;
  tag?: { key: string; value: string }[];
  tag_specifications?: { tags: object }[];
};

const resources = synthesized("showcase").flatMap(({ resource = {} }) =>
  Object.entries(resource).flatMap(([type, byId]) =>
    Object.values(byId).map((each) => ({ type, each: each as Tagged })),
  ),
);
const tagsOf = ({ tags = {}, tag = [], tag_specifications = [] }: Tagged): object[] => [
  tags,
  Object.fromEntries(tag.map(({ key, value }) => [key, value])),
  ...tag_specifications.map((each) => each.tags),
];

test("the stacks set no other keys than those that are counted", () => {
  const given = ["Team", "Owner"]; // of the showcase, and of one of its overrides
  const keys = resources.flatMap(({ each }) => tagsOf(each).flatMap(Object.keys));
  expect(new Set(keys)).toEqual(new Set([...OWN_TAGS, ...given]));
});

test("what AWS makes has the tags that the provider gives to all else", () => {
  const launched = resources.filter(({ type }) => ["aws_autoscaling_group", "aws_launch_template"].includes(type));
  const sets = launched.flatMap(({ each }) => tagsOf({ ...each, tags: undefined })).filter((each) => "Name" in each);
  expect(sets).toHaveLength(4);
  for (const each of sets)
    expect(each).toMatchObject({
      Application: "show",
      Environment: "showcase",
      Stack: "ec2-cluster",
      ManagedBy: "terraform",
      Team: "platform",
    });
});
