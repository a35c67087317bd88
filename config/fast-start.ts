/*
 * Imported first by `main.ts`, and of effect only where that is the program. A quarter of the time would go into
 * maps and traces of code that has no errors of ours: positions in the bindings' own sources, and where cdktf makes
 * each value. What this project throws has its own messages.
 */
if (require.main === module.parent) {
  process.setSourceMapsEnabled(false);
  Error.captureStackTrace = () => {};
}

export {};
