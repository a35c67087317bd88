import type { BuildConfig } from "../../config/delivery/delivery.ts";

/** Build machines of AWS with Docker, by architecture (CodeBuild user guide, Docker images). */
const MACHINES = {
  x86_64: { type: "LINUX_CONTAINER", image: "aws/codebuild/amazonlinux-x86_64-standard:5.0" },
  arm64: { type: "ARM_CONTAINER", image: "aws/codebuild/amazonlinux-aarch64-standard:3.0" },
} as const;

/** Machine settings of a CodeBuild project. */
export const buildMachine = ({ architecture, size }: Pick<BuildConfig, "architecture" | "size">) => ({
  ...MACHINES[architecture],
  computeType: `BUILD_GENERAL1_${size.toUpperCase()}`,
});

/** Settings of a build, by name, in the form of a project. Nothing secret. */
export const plainVariables = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables).map(([name, value]) => ({ name, value, type: "PLAINTEXT" }));
