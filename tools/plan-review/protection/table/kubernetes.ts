import { textAt } from "../../read/json.ts";
import { ABSENT, isOneOf, OFF, ON, rankedBy } from "../mechanism.ts";
import { type ProtectionRule, rulesOf } from "../rule.ts";

const DOCS = "https://kubernetes.io/docs";
const POD = /^kubernetes_pod(_v1)?$/;
const WORKLOAD =
  /^kubernetes_(deployment|daemonset|daemon_set_v1|stateful_set|job|replication_controller|deployment_v1|stateful_set_v1|job_v1)$/;

/** Without a label every pod is accepted, as with `privileged`. */
const LEVELS = ["privileged", "baseline", "restricted"];
const POD_SECURITY = rankedBy("enforces no lower level of pod security", (labels) => {
  const rank = LEVELS.indexOf(textAt(labels, "pod-security.kubernetes.io/enforce") ?? "privileged");
  return rank < 0 ? undefined : rank;
});

/** Settings of pods, wherever they are written. */
const ofPods = (setting: string, row: (type: RegExp, setting: string) => Parameters<typeof rulesOf>[0][number]) => [
  row(POD, `spec.${setting}`),
  row(WORKLOAD, `spec.template.spec.${setting}`),
];

/** Settings of Kubernetes. */
export const KUBERNETES: readonly ProtectionRule[] = rulesOf([
  ...["security_context.run_as_non_root", "container.security_context.run_as_non_root"].flatMap((setting) =>
    ofPods(setting, (type, at) => [
      "container-user",
      type,
      at,
      ON,
      "the container may run as root",
      `${DOCS}/concepts/security/pod-security-standards/`,
    ]),
  ),
  ...ofPods("container.security_context.allow_privilege_escalation", (type, at) => [
    "privilege-escalation",
    type,
    at,
    isOneOf("false"),
    "a process may get more privileges than its parent",
    `${DOCS}/concepts/security/pod-security-standards/`,
  ]),
  ...ofPods("container.security_context.read_only_root_filesystem", (type, at) => [
    "read-only-root",
    type,
    at,
    ON,
    "a process can change the files of the image",
    `${DOCS}/tasks/configure-pod-container/security-context/`,
  ]),
  ...["host_pid", "host_ipc"].flatMap((setting) =>
    ofPods(setting, (type, at) => [
      "host-namespaces",
      type,
      at,
      OFF,
      "its containers see processes or memory of the host",
      `${DOCS}/concepts/security/pod-security-standards/`,
    ]),
  ),
  ...ofPods("volume.host_path.path", (type, at) => [
    "host-path",
    type,
    at,
    ABSENT,
    "its containers get files of the host",
    `${DOCS}/concepts/storage/volumes/`,
  ]),
  [
    "pod-security",
    /^kubernetes_namespace(_v1)?$/,
    "metadata.labels",
    POD_SECURITY,
    "pods with more privileges are accepted",
    `${DOCS}/concepts/security/pod-security-admission/`,
  ],
]);
