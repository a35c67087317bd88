import { showcase } from "../../config/environments/showcase.ts";
import { ConfigError, parseConfig } from "../../config/load.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { changedAt, valuesIn } from "../support/written-values.ts";

const PATHS = [...valuesIn(showcase)].map(({ path }) => path).filter((path) => path.length > 0);

/** A part of all values, which is large enough to have every kind of field in it. */
const SOME = PATHS.filter((_, index) => index % 13 === 0);

/** CPU time for all of them, in microseconds: a regular expression that backtracks takes longer for one. */
const MAX_CPU = 10_000_000;

test.each(["a", "a.", "a-", ".", "/", " ", "@a.", "*", "1", ":", "-1."])("%j many times is checked quickly", (text) => {
  const started = process.cpuUsage(); // other processes don't count
  for (const path of nonEmpty(SOME)) check(changedAt(showcase, path, () => text.repeat(20_000)));
  expect(process.cpuUsage(started).user).toBeLessThan(MAX_CPU);
});

function check(environment: unknown): void {
  try {
    parseConfig(environment, "test");
  } catch (problem) {
    if (!(problem instanceof ConfigError)) throw problem;
  }
}
