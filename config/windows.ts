/**
 * Releases of Windows Server with an ECS-optimized AMI
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_windows_AMI.html).
 */
export const WINDOWS = [
  "windows-2019-core",
  "windows-2019-full",
  "windows-2022-core",
  "windows-2022-full",
  "windows-2025-core",
  "windows-2025-full",
] as const;

/** Whether an image of instances, or the operating system of a service, is Windows. */
export const isWindows = (name: string): boolean => name.startsWith("windows-");
