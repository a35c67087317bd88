import { CommandError } from "../../packages/processes/command-error.ts";

/** Something that keeps the bucket from being made; its message is for the person who asked for it. */
export class BootstrapError extends CommandError {}
