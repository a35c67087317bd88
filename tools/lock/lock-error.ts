import { CommandError } from "../../packages/processes/command-error.ts";

/** An error that prevents providers from being locked; its message is for the user. */
export class LockingError extends CommandError {}
