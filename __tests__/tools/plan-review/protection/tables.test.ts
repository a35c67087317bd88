import { GUARDS } from "../../../../tools/plan-review/protection/guards.ts";
import { PROTECTION_RULES } from "../../../../tools/plan-review/protection/rules.ts";
import { tlsRank } from "../../../../tools/plan-review/protection/tls.ts";

test.each([
  ["ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06"],
  ["ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06"],
  ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06"],
  ["ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", "ELBSecurityPolicy-TLS13-1-1-2021-06"],
  ["ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-TLS-1-1-2017-01"],
  ["ELBSecurityPolicy-FS-1-2-Res-2020-10", "ELBSecurityPolicy-FS-2018-06"],
  ["ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-2016-08"],
  ["TLSv1.2_2021", "TLSv1.2_2018"],
  ["TLSv1.2_2018", "TLSv1.1_2016"],
  ["TLSv1.1_2016", "TLSv1_2016"],
  ["TLSv1", "SSLv3"],
  ["TLS_1_2", "TLS_1_0"],
  ["TLS1_2", "TLS1_0"],
  ["Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-0-2019-07"],
])("%s asks more of clients than %s", (more, less) => {
  expect(tlsRank(more)).toBeGreaterThan(tlsRank(less) ?? Number.NaN);
});

test("a policy whose name has no version has no rank", () => {
  expect([tlsRank("mine"), tlsRank(""), tlsRank(null), tlsRank(2)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("every rule says what is lost and where that is written", () => {
  for (const { id, lost, source } of [...PROTECTION_RULES, ...GUARDS]) {
    expect(id).toMatch(/^[a-z][a-z0-9-]+$/);
    expect(lost).toMatch(/^[A-Za-z].+[^.]$/);
    expect(source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
  }
});

test("an id covers one thing to lose, or for kinds of one", () => {
  const pairs = new Map([...PROTECTION_RULES, ...GUARDS].map(({ id, type, lost }) => [`${id} ${type} ${lost}`, id]));
  expect(pairs.size).toBeGreaterThan(120);
});
