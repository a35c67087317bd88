import { Construct, RootConstruct } from "constructs";
import { freeId } from "../../constructs/free-id.ts";

/** Ids that texts get one after the other. */
const ids = (...texts: string[]) => {
  const root = new RootConstruct();
  return texts.map((text) => new Construct(root, freeId(root, text)).node.id);
};

test.each([
  ["a text is its own id", ["web", "api"], ["web", "api"]],
  ["a number follows where it is taken", ["web", "web", "web"], ["web", "web-2", "web-3"]],
  ["a number that is taken is passed by", ["web", "web-2", "web"], ["web", "web-2", "web-3"]],
  ["what a slash becomes counts", ["a/b", "a--b"], ["a--b", "a--b-2"]],
  ["nothing has an id too", ["", ""], ["-", "--2"]],
])("%s", (_, texts, expected) => {
  expect(ids(...texts)).toEqual(expected);
});
