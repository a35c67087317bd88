import { CommandError } from "../../packages/processes/command-error.ts";

/** An error that prevents the bucket from being created; its message is for the user. */
export class BootstrapError extends CommandError {}
