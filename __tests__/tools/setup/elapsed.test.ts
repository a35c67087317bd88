import { showElapsed } from "../../../tools/setup/elapsed.cjs";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What is written in 25 seconds and after the end. */
function written(isTTY: boolean): string[] {
  const texts: string[] = [];
  const write = (text: string | Uint8Array) => texts.push(String(text)) > 0;
  const stop = showElapsed({ isTTY, write }, "installing");
  jest.advanceTimersByTime(25_000);
  stop();
  const before = [...texts];
  jest.advanceTimersByTime(60_000);
  expect(texts).toEqual(before);
  return texts;
}

test("elsewhere than in a terminal there is a line every ten seconds", () => {
  expect(written(false)).toEqual(["installing: 10 s\n", "installing: 20 s\n"]);
});

test("in a terminal one line changes every second, and is gone at the end", () => {
  const texts = written(true);
  expect(texts.slice(0, 4)).toEqual(["\r\x1b[2K", "installing: 1 s", "\r\x1b[2K", "installing: 2 s"]);
  expect(texts.at(-1)).toBe("\r\x1b[2K");
});
