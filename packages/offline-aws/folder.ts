import { join } from "node:path";

/** The cloud and the state of what is deployed to it; git-ignored. */
export const FOLDER = ".offline-aws";

/** What exists in the cloud. */
export const CLOUD = join(FOLDER, "cloud");

/** States and data folders of what is deployed to it. */
export const STATES = ["state", "terraform"].map((name) => join(FOLDER, name));
