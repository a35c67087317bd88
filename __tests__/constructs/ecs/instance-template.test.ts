import { Testing } from "cdktf";
import { parseConfig } from "../../../config/load.ts";
import { compose } from "../../../main.ts";
import { changedEnvironment } from "../../support/mistakes.ts";

const composed = (bytes: number) => () => {
  const userData = `#${"x".repeat(bytes - 2)}\n`;
  compose(Testing.app(), parseConfig(changedEnvironment({ "ec2Cluster.userData": userData }), "test"));
};

test("user data may have what EC2 takes, less the settings of the agent", () => {
  expect(composed(15800)).not.toThrow();
  expect(composed(16300)).toThrow(
    /ec2Cluster\.userData: makes 16\d{3} bytes with the settings of the agent, and EC2 takes 16384: shorten it/,
  );
});
