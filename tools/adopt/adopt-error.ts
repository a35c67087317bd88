import { CommandError } from "../../packages/processes/command-error.ts";

/** Why `npm run adopt` fails, in one sentence with the remedy. */
export class AdoptError extends CommandError {}
