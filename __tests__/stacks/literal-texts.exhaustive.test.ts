import { showcase } from "../../config/environments/showcase.ts";
import { ConfigError, parseConfig } from "../../config/load.ts";
import { Deployment } from "../support/deployment.ts";
import { SHOWCASE_EXISTING } from "../support/showcase-existing.ts";
import { focused } from "../support/stacks-text.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { changedAt, fieldOf, type Path, type Placed, valuesIn } from "../support/written-values.ts";

/** What Terraform or cdktf would evaluate, each a shorter part of it for fields that take fewer characters. */
const TEMPLATES = [
  '${upper("x")} ${file("/etc/passwd")} %{ if true }x%{ endif } $${x} %%{x} ${a',
  "${TfToken[TOKEN.5]} #{TfToken[TOKEN.6]} &{TfToken[TOKEN.7]} -8.2e298 #{variables.X}",
  "\\n \\u003cb\\u003e C:\\temp \"quoted\" 'quoted' <b> & é 日本 \u0007",
  "$",
];
const FORMS = [
  `${TEMPLATES.join(" ")}\nsecond line`,
  TEMPLATES.join(" "),
  TEMPLATES.slice(0, 2).join(" "),
  TEMPLATES.join("").replace(/[\s,]/g, ""),
  '${upper("x")}$${x}', // braces that are closed, as in patterns of paths
  "$", // beside what policies have variables for
];

const isAccepted = (environment: object): boolean => {
  try {
    parseConfig(environment, "test");
    return true;
  } catch (problem) {
    if (problem instanceof ConfigError) return false;
    throw problem;
  }
};

/** Replaces the text at a path; the name of a member is the last step of its path and `true`. */
const written = (environment: typeof showcase, { path, isName }: Field, text: string) =>
  isName
    ? changedAt(environment, path.slice(0, -1), (members) =>
        Object.fromEntries(
          Object.entries(members as object).map(([name, member]) => [name === path.at(-1) ? text : name, member]),
        ),
      )
    : changedAt(environment, path, () => text);

/** The showcase with a text at a field, without what that has nothing to do with. */
function changed(field: Field, text: string) {
  const environment = written(showcase, field, text);
  return field.path.length > 1 ? focused(environment, field.path) : environment; // else a part may have another name
}

interface Field {
  readonly path: Path;
  /** Whether it is the name of a member, as that of a tag. */
  readonly isName: boolean;
  readonly text: string;
}

function fieldsAt({ path, value }: Placed): Field[] {
  const name = path.at(-1);
  return [
    ...(typeof value === "string" ? [{ path, isName: false, text: value }] : []),
    ...(typeof name === "string" ? [{ path, isName: true, text: name }] : []),
  ];
}

/** Every text of the showcase that may be any text, with one that has templates in it. Names change paths: the deepest first. */
function plant() {
  const fields = [...valuesIn(showcase)].flatMap(fieldsAt).filter(({ path }) => !ELSEWHERE.includes(fieldOf(path)));
  const planted = fields.flatMap((field, index) => {
    const forms = FORMS.flatMap((form) => [
      `${form}<${index}>`,
      `${field.text}${form}<${index}>`,
      `${form}<${index}>${field.text}`, // as the name before an @
    ]);
    const text = forms.find((each) => isAccepted(changed(field, each)));
    return text === undefined ? [] : [{ ...field, index, text }];
  });
  const order = ({ isName, path }: Field) => (isName ? 100 - path.length : 0);
  const ordered = [...planted].sort((a, b) => order(a) - order(b));
  const environment = ordered.reduce((before, field) => written(before, field, field.text), showcase);
  return { planted, environment };
}

/** Texts of a value, also in JSON documents and in encoded ones, and the names of members. */
function textsOf(value: unknown): string[] {
  return [...valuesIn(value)].flatMap(({ path, value: part }) => {
    const name = path.at(-1);
    const own = typeof part === "string" ? decoded(part) : [];
    return typeof name === "string" ? [name, ...own] : own;
  });
}

function decoded(text: string): string[] {
  const plain = /^[A-Za-z0-9+/]{40,}=*$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : text;
  try {
    return textsOf(JSON.parse(plain));
  } catch {
    return [plain];
  }
}

/** The provider takes no templates there; state is not part of what stacks deploy. */
const ELSEWHERE = ["registry.pullThroughCache.credentialsArn", "state.kmsKeyArn"];

const { planted, environment } = plant();

test("texts that may be anything are these, and names of members beside a star", () => {
  const fields = planted.map(({ path, isName }) => (isName ? `${fieldOf(path.slice(0, -1))}.*` : fieldOf(path)));
  expect([...new Set(fields)].sort()).toMatchInlineSnapshot(`
[
  "delivery.approval.message",
  "delivery.infrastructure.paths[]",
  "delivery.notifications.emails[]",
  "delivery.source.paths[]",
  "delivery.source.tags[]",
  "ec2Cluster.keyPairName",
  "ec2Cluster.loadBalancer.responseHeaders.contentSecurityPolicy",
  "ec2Cluster.overrides[].value",
  "ec2Cluster.userData",
  "services[].alarms[].name",
  "services[].container.command[]",
  "services[].container.entryPoint[]",
  "services[].container.environment.*",
  "services[].container.environment.LOG_LEVEL",
  "services[].container.environment.MAPS_API_KEY",
  "services[].container.healthCheck.command[]",
  "services[].container.labels.*",
  "services[].container.labels.team",
  "services[].container.mounts[].path",
  "services[].container.secrets.*",
  "services[].container.secrets.DATABASE_URL",
  "services[].container.systemControls.net.core.somaxconn",
  "services[].container.workingDirectory",
  "services[].logs.options.*",
  "services[].logs.options.Host",
  "services[].logs.options.Name",
  "services[].logs.options.Port",
  "services[].logs.options.tls",
  "services[].logs.secrets.*",
  "services[].placement.constraints[].expression",
  "services[].route.authentication.parameters.prompt",
  "services[].route.authentication.scope",
  "services[].route.healthCheck.path",
  "services[].scaling.steps.in.alarmName",
  "services[].scaling.steps.out.alarmName",
  "services[].sidecars[].command[]",
  "services[].sidecars[].entryPoint[]",
  "services[].sidecars[].environment.*",
  "services[].sidecars[].environment.CSRF_TOKEN",
  "services[].sidecars[].environment.STEP",
  "services[].sidecars[].healthCheck.command",
  "services[].sidecars[].labels.*",
  "services[].sidecars[].labels.team",
  "services[].sidecars[].mounts[].path",
  "services[].sidecars[].secrets.*",
  "services[].sidecars[].systemControls.net.ipv4.ip_forward",
  "services[].sidecars[].workingDirectory",
  "services[].taskRole.statements[].conditions.Bool.*",
  "services[].taskRole.statements[].conditions.Bool.aws:SecureTransport",
  "services[].taskRole.statements[].resources[]",
  "services[].volumes[].hostPath",
  "services[].volumes[].rootDirectory",
]
`);
});

describeWithTerraform("texts in AWS", () => {
  jest.setTimeout(300_000); // the whole system is deployed before the first test
  const system = new Deployment("showcase", undefined, SHOWCASE_EXISTING);
  let arrived: string[] = [];
  beforeAll(async () => {
    await system.start();
    system.synthesize({ ...parseConfig(environment, "showcase"), state: system.config.state });
    await system.deploy();
    arrived = system.cloud
      .types()
      .flatMap((type) => system.cloud.list(type))
      .flatMap(({ attributes }) => textsOf(attributes));
  });
  afterAll(() => system.stop());

  test.each(planted.map(({ path, isName, index, text }) => [fieldOf(path), isName ? "name" : "value", index, text]))(
    "%s, as a %s, arrives as it is written (%i)",
    (_, __, index, text) => {
      const [other, ...others] = arrived.filter((each) => each.includes(`<${index}>`));
      expect(other).toContain(text);
      for (const each of others) expect(each).toContain(text);
    },
  );
});
