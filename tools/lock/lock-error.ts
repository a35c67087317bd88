import { CommandError } from "../../packages/processes/command-error.ts";

/** Something that keeps providers from being locked; its message is for the person who asked for it. */
export class LockingError extends CommandError {}
