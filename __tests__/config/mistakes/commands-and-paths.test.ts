import { accepts, refuses } from "../../support/mistakes.ts";

const CHECK = "services[0].container.healthCheck";
const check = (command: unknown) => ({ [CHECK]: { command } });
const ROUTE = "services[0].route.healthCheck";
const requested = (path: string) => ({ [ROUTE]: { path } });
const SECRET = "services[0].container.secrets.URL";
const secret = (arn: string) => ({ "services[0].container.secrets": { URL: arn } });
const DB = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf";
const parameter = (name: string) => `arn:aws:ssm:us-east-1:123456789012:parameter/${name}`;
const IMAGE = "services[0].container.image";
const MOUNT = "services[0].container.mounts[0].path";
const onWindows = (path: string) => ({
  "services[0].os": "windows-2022-core",
  "services[0].cpuUnits": 1024,
  "services[0].memoryMiB": 2048,
  "services[0].volumes": [{ type: "bind", name: "data" }],
  "services[0].container.mounts": [{ volume: "data", path }],
});

refuses([
  [
    "words behind CMD-SHELL",
    check(["CMD-SHELL", "curl", "-f", "http://x/"]),
    [`${CHECK}.command`, "one line behind it"],
  ],
  ["a shell line behind CMD", check(["CMD", "curl -f http://x/ || exit 1"]), [`${CHECK}.command`, "is a shell line"]],
  ["a shell line in a list", check(["pgrep nginx && true"]), [`${CHECK}.command`, "is a shell line"]],
  ["a keyword in small letters", check(["cmd-shell", "true"]), [`${CHECK}.command`, "in small letters"]],
  ["a path with a space", requested("/health z"), [`${ROUTE}.path`, "such as %20"]],
  ["a path with a tab", requested("/health\t"), [`${ROUTE}.path`, "such as %20"]],
  ["a path with a fragment", requested("/health#x"), [`${ROUTE}.path`, "leave it out"]],
  ["a path of 1025 characters", requested(`/${"x".repeat(1024)}`), [`${ROUTE}.path`, "use at most 1024 characters"]],
  [
    "a path with a space, by the Network Load Balancer",
    {
      "services[0].route": {
        type: "network",
        port: 7000,
        protocol: "TCP",
        healthCheck: { protocol: "HTTP", path: "/a b" },
      },
    },
    [`${ROUTE}.path`, "such as %20"],
  ],
  [
    "a header's value with a backslash",
    { "services[0].route.headers": { Cookie: ["a\\b"] } },
    ["services[0].route.headers.Cookie[0]", "is not a pattern"],
  ],
  ["a stage and a version", secret(`${DB}:url:AWSCURRENT:11111111-2222-3333-4444-555555555555`), [SECRET, "takes one"]],
  ["a parameter of 16 levels", secret(parameter("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p")), [SECRET, "allows 15"]],
  ["a parameter that begins with ssm", secret(parameter("SSM/db")), [SECRET, "begins with ssm"]],
  [
    "a registry of ECR without a region",
    { [IMAGE]: "123456789012.dkr.ecr.amazonaws.com/web:1" },
    [IMAGE, "is not in a registry of ECR"],
  ],
  [
    "a registry of ECR with a misspelt ending",
    { [IMAGE]: "123456789012.dkr.ecr.us-east-1.amazonaw.com/web:1" },
    [IMAGE, "is not in a registry of ECR"],
  ],
  [
    "a registry of the host on Fargate",
    { [IMAGE]: "localhost:5000/web:1" },
    [IMAGE, "is in a registry of the host itself"],
  ],
  [
    "an empty kernel parameter",
    { "services[0].container.systemControls": { "net.core.somaxconn": "" } },
    ["services[0].container.systemControls.net.core.somaxconn", "is empty"],
  ],
  ["a mount on Windows without a drive", onWindows("/data"), [MOUNT, "has no drive"]],
  ["a mount over the drive of the system", onWindows("C:\\"), [MOUNT, "is the drive of the system"]],
  [
    "a port without a name",
    { "services[0].serviceConnect": { port: 8080 } },
    ["services[0].serviceConnect.port", "serviceConnect.name"],
  ],
]);

accepts([
  ["a check as long as its interval", { [CHECK]: { command: "true", intervalSeconds: 5, timeoutSeconds: 5 } }],
  [
    "long times to start and stop on instances",
    { "services[2].container.stopTimeoutSeconds": 900, "services[2].container.startTimeoutSeconds": 600 },
  ],
  ["a line behind CMD-SHELL", check(["CMD-SHELL", "curl -f http://x/ || exit 1"])],
  ["words behind CMD", check(["CMD", "curl", "-f", "http://x/"])],
  ["a program with a space in its name", check(["CMD", "C:\\Program Files\\app\\check.exe"])],
  ["no check", check(["NONE"])],
  ["a path with a query", requested("/health?full=1&x=%20~")],
  ["a cookie", { "services[0].route.headers": { Cookie: ["*canary=1; a b*"], "User-Agent": ["*(iPhone; CPU*"] } }],
  ["a stage", secret(`${DB}::AWSPREVIOUS:`)],
  ["a version", secret(`${DB}:url::11111111-2222-3333-4444-555555555555`)],
  ["a parameter of 15 levels", secret(parameter("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o"))],
  ["a registry of ECR for IPv6 with FIPS", { [IMAGE]: "123456789012.dkr-ecr-fips.us-east-1.on.aws/web:1" }],
  ["a registry of the instance", { "services[2].container.image": "localhost:5000/web" }],
  ["an image of the instance", { "services[2].container.image": "localhost/web:1" }],
  ["a mount on Windows", onWindows("c:/data")],
  ["a mount at another drive", onWindows("D:\\")],
]);
