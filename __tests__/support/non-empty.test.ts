import { nonEmpty } from "./non-empty.ts";

test("a list with members is passed through", () => {
  expect(nonEmpty(new Set([1, 2]))).toEqual([1, 2]);
});

test("an empty list is refused", () => {
  expect(() => nonEmpty([])).toThrow("there is nothing to check: the list is empty");
});
