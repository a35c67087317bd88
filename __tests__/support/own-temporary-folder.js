const { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const PlainContext = require("./plain-context.js");

/** Where tsx keeps what it has transpiled, in the folder of temporary files: programs of all test files share it. */
const TSX_CACHE = `tsx-${process.geteuid?.()}`;

/**
 * Gives each test file a folder for its temporary files, also those of programs that it starts, and removes that with all
 * that was left in it. `Testing.app()` of cdktf makes a folder each time and removes none.
 */
class OwnTemporaryFolder extends PlainContext {
  #inherited = process.env.TMPDIR;
  #folder = mkdtempSync(join(tmpdir(), "jest-"));

  /** @override */
  async setup() {
    await super.setup();
    chmodSync(this.#folder, 0o1777); // as the folder that it is instead of: programs that a test starts may run as another user
    mkdirSync(join(tmpdir(), TSX_CACHE), { recursive: true });
    symlinkSync(join(tmpdir(), TSX_CACHE), join(this.#folder, TSX_CACHE));
    // `os.tmpdir()` reads the variables of the real process, and programs get those of the tests.
    process.env.TMPDIR = this.#folder;
    this.global.process.env.TMPDIR = this.#folder;
  }

  /** @override */
  async teardown() {
    if (this.#inherited === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = this.#inherited;
    await super.teardown();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

module.exports = OwnTemporaryFolder;
