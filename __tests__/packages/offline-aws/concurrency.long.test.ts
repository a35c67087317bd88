import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformRuns } from "../../../packages/offline-aws/testing/terraform-runs.ts";
import { withOfflineAws } from "../../../packages/offline-aws/testing/with-offline-aws.ts";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

jest.setTimeout(180_000);

const TEAMS = ["a", "b", "c", "d", "e", "f"];
const QUEUES = 20;

/** The same of each team, beside the others: names differ, ids are AWS's to give. */
const configuration = (team: string) => `
provider "aws" { region = "eu-west-1" }

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  count      = 4
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_sqs_queue" "main" {
  count = ${QUEUES}
  name  = "${team}-\${count.index}"
}

resource "aws_ecs_cluster" "main" { name = "${team}" }
`;

describeWithTerraform("six Terraform processes at once", () => {
  const aws = withOfflineAws();

  test("lose no write of another, and destroy only what is theirs", async () => {
    const runs = TEAMS.map((team) => {
      const folder = newFolder();
      writeFileSync(join(folder, "main.tf"), configuration(team));
      return new TerraformRuns(team, folder, aws.environment);
    });
    const [first, ...others] = runs as [TerraformRuns, ...TerraformRuns[]];
    const together = <T>(each: (run: TerraformRuns) => Promise<T>) => Promise.all(runs.map(each));
    const there = () => ({
      vpcs: new Set(aws.resources("aws_vpc").map(({ id }) => id)).size,
      subnets: new Set(aws.resources("aws_subnet").map(({ id }) => id)).size,
      queues: aws.resources("aws_sqs_queue").map(({ name }) => name),
      clusters: aws.resources("aws_ecs_cluster").map(({ name }) => name),
    });
    const expected = (teams: string[]) => ({
      vpcs: teams.length,
      subnets: 4 * teams.length,
      queues: expect.arrayContaining(
        teams.flatMap((team) => Array.from({ length: QUEUES }, (_, index) => `${team}-${index}`)),
      ),
      clusters: expect.arrayContaining(teams),
    });

    await together((run) => run.init());
    const added = 1 + 4 + QUEUES + 1;
    expect(await together((run) => run.apply())).toEqual(TEAMS.map(() => ({ added, changed: 0, destroyed: 0 })));
    expect(there()).toEqual(expected(TEAMS));
    await together((run) => run.expectNoChanges());

    await Promise.all([first.destroy(), ...others.map((run) => run.expectNoChanges())]);
    expect(there()).toEqual(expected(TEAMS.slice(1)));
    expect(there().queues).toHaveLength(QUEUES * (TEAMS.length - 1));
  });
});
