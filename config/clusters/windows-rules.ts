import type { Finding } from "../finding.ts";
import { isWindows } from "../windows.ts";
import type { Ec2ClusterConfig } from "./ec2-cluster.ts";

/** GiB of the snapshot that AWS's Windows images start from: EC2 refuses a smaller volume (EC2 API reference, EbsBlockDevice). */
const WINDOWS_SNAPSHOT = 50;

/** Size in GiB that the root volume needs at least. */
export const leastVolumeGiB = ({ image, ami }: Pick<Ec2ClusterConfig, "image" | "ami">): number =>
  isWindows(image) && ami === undefined ? WINDOWS_SNAPSHOT : 30;

/** Finds what instances with Windows do not have. */
export function checkWindows(settings: Ec2ClusterConfig): Finding[] {
  const { image, architecture, rootVolumeGiB, userData = "" } = settings;
  if (!isWindows(image)) return [];
  const found: Finding[] = [];
  if (architecture === "arm64")
    found.push({ path: ["architecture"], message: `does not run ${image}: use x86_64, or an image of Linux` });
  const least = leastVolumeGiB(settings);
  if (rootVolumeGiB !== undefined && rootVolumeGiB < least)
    found.push({ path: ["rootVolumeGiB"], message: `is less than ${image} has: use at least ${least} GiB` });
  if (/<\/?(powershell|script|persist)>/i.test(userData))
    found.push({
      path: ["userData"],
      message: "has <powershell> tags, which are added for you: write only the lines of PowerShell",
    });
  return found;
}
