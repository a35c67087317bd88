import { CommandError } from "../../packages/processes/command-error.ts";

/** An error that prevents the preview; its message is for the user. */
export class PreviewError extends CommandError {}
