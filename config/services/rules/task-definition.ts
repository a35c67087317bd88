import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

/** What ECS refuses of containers together: quotas of a task definition, and what its containers share. */
export const TASK_DEFINITION_RULES = [checkNumber, checkBytes, checkHostPathColons, checkMountPaths];

/** Containers of a task definition, and its bytes (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html). */
const MAX_CONTAINERS = 10;
const MAX_BYTES = 65536;

function checkNumber({ sidecars, logs }: Service): Finding[] {
  const routers = logs.type === "firelens" ? 1 : 0;
  const count = 1 + sidecars.length + routers;
  if (count <= MAX_CONTAINERS) return [];
  const router = routers > 0 ? " and the container of firelens" : "";
  const message = `makes ${count} containers with the service's own${router}: a task allows ${MAX_CONTAINERS}, so move some to another service`;
  return [{ path: ["sidecars"], message }];
}

/** What of a container is as long as its author makes it, and the way to make it shorter. */
const SHORTENED = {
  environment: "read long values from S3, environmentFiles or Parameter Store",
  secrets: "read some of them in the application",
  labels: "shorten them",
  command: "put it into a script in the image",
  entryPoint: "put it into a script in the image",
};

/** Everything else of a task definition comes on top. */
function checkBytes(service: Service): Finding[] {
  const parts = containersOf(service).flatMap(({ path, container }) =>
    whereParsed(() => {
      const { environment, labels, secrets, command, entryPoint } = container;
      const variables = Object.entries(environment).map(([name, value]) => ({ name, value }));
      const values = Object.entries(secrets).map(([name, { arn }]) => ({ name, valueFrom: arn }));
      const written = { environment: variables, secrets: values, labels, command, entryPoint };
      return Object.entries(written).map(([field, value = null]) => ({
        path: [...path, field],
        bytes: Buffer.byteLength(JSON.stringify(value)) + 1, // with its comma
        way: SHORTENED[field as keyof typeof SHORTENED],
      }));
    }),
  );
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= MAX_BYTES) return [];
  return parts
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, 1)
    .map(({ path, way }) => ({
      path,
      message: `makes the task definition larger than ${MAX_BYTES} bytes: it has ${total} in variables, labels and commands alone, so ${way}`,
    }));
}

/** The agent hands Docker a folder of the instance as SOURCE:PATH (https://docs.docker.com/engine/storage/bind-mounts/, -v). */
function checkHostPathColons({ os, volumes }: Service): Finding[] {
  if (os !== "linux") return [];
  return volumes.flatMap((volume, index) =>
    whereParsed(() =>
      volume.type === "bind" && volume.hostPath?.includes(":")
        ? [
            {
              path: ["volumes", index, "hostPath"],
              message: "has a colon, which Docker reads as the end of a path: leave it out",
            },
          ]
        : [],
    ),
  );
}

/** Docker mounts one volume at a path without colons, and none over the root (https://docs.docker.com/engine/storage/volumes/). */
function checkMountPaths(service: Service): Finding[] {
  return containersOf(service).flatMap(({ path, container: { mounts } }) => {
    const plain = mounts.map((mount) => whereParsed(() => [plainPath(mount.path)])[0]);
    return mounts.flatMap((mount, index) => {
      const own = plain[index];
      const other = plain.indexOf(own);
      const at = [...path, "mounts", index, "path"];
      if (service.os === "linux" && own?.includes(":"))
        return [{ path: at, message: "has a colon, which Docker reads as the end of a path: leave it out" }];
      if (own === "") return [{ path: at, message: "is the root of the container: mount the volume below it" }];
      // Entries that are equal in all fields are already refused by `list`.
      const isSame = mounts[other]?.volume === mount.volume && mounts[other]?.readOnly === mount.readOnly;
      if (own === undefined || other === index || isSame) return [];
      return [{ path: at, message: `is the path of mounts[${other}] too: give each volume its own` }];
    });
  });
}

const plainPath = (path: string): string =>
  path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
