import { CommandError } from "../../packages/processes/command-error.ts";

/** Something that keeps the preview from working; its message is for the person who asked for it. */
export class PreviewError extends CommandError {}
