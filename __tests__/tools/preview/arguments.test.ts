import { type PreviewCommand, readPreviewArguments } from "../../../tools/preview/arguments.ts";
import { PreviewError } from "../../../tools/preview/preview-error.ts";

test.each<[words: string[], asked: PreviewCommand]>([
  [[], { action: "up", port: 8080 }],
  [["--port", "9000"], { action: "up", port: 9000 }],
  [["--port=65535"], { action: "up", port: 65535 }],
  [["--down"], { action: "down" }],
  [["--help"], { action: "help" }],
  [["-h"], { action: "help" }],
])("%j asks for %j", (words, asked) => {
  expect(readPreviewArguments(words)).toEqual(asked);
});

test.each([
  [["--port"], "--port has no number: use a whole number from 1 to 65535"],
  [["--port", "0"], "--port 0 must be a port: use a whole number from 1 to 65535"],
  [["--port", "65536"], "--port 65536 must be a port: use a whole number from 1 to 65535"],
  [["--port", "80.5"], "--port 80.5 must be a port: use a whole number from 1 to 65535"],
  [["--port", "1e3"], "--port 1e3 must be a port: use a whole number from 1 to 65535"],
  [["--port", "--down"], "--port --down must be a port: use a whole number from 1 to 65535"],
  [["--port="], "--port  must be a port: use a whole number from 1 to 65535"],
  [["--port", "80", "81"], "--port takes one number: leave out 81"],
  [["--down", "--port", "80"], "--down takes no other arguments: leave out --port 80"],
  [["--up"], "--up is unknown: use --port NUMBER, --down or --help"],
  [["8080"], "8080 is unknown: use --port NUMBER, --down or --help"],
])("%j is wrong usage", (words, message) => {
  expect(() => readPreviewArguments(words)).toThrow(new PreviewError(message, 2));
});
