/** Prints the help if it was requested, and returns whether it was: the command then does nothing. */
export function writeHelp(words: readonly string[], text: string): boolean {
  const isAsked = words.includes("--help") || words.includes("-h");
  if (isAsked) process.stdout.write(text);
  return isAsked;
}
