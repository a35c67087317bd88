import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { problems } from "../support/problems.ts";

const key = (digit: number, region = "us-east-1") =>
  `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-55555555555${digit}`;

test.each<[what: string, encryption: object, message: string | string[]]>([
  [
    "an alias",
    { keyArn: "arn:aws:kms:us-east-1:123456789012:alias/acme" },
    'encryption.keyArn: "arn:aws:kms:us-east-1:123456789012:alias/acme" is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias',
  ],
  [
    "a key of another region",
    { logsKeyArn: key(1, "eu-west-1") },
    `encryption.logsKeyArn: "${key(1, "eu-west-1")}" is in eu-west-1, and encrypts nothing in us-east-1: use a key there`,
  ],
  [
    "a key that exists and is created",
    { created: ["logs"], logsKeyArn: key(1) },
    'encryption.created[0]: "logs" is already encrypted with the key of encryption.logsKeyArn: keep one of the two',
  ],
  [
    "a key for all, and one that is created",
    { created: ["images", "volumes"], keyArn: key(1), imagesKeyArn: key(2) },
    [
      'encryption.created[0]: "images" is already encrypted with the key of encryption.imagesKeyArn: keep one of the two',
      'encryption.created[1]: "volumes" is already encrypted with the key of encryption.keyArn: keep one of the two',
    ],
  ],
])("%s is refused", (_, encryption, message) => {
  expect(problems({ ...smallest, encryption })).toEqual([message].flat());
});

test("one key is for all parts, but those that have their own", () => {
  const { encryption, registry, services } = parseConfig(
    {
      ...smallest,
      encryption: { keyArn: key(1), logsKeyArn: key(2), imagesKeyArn: key(3) },
      registry: {},
      services: [
        {
          ...smallest.services[0],
          volumes: [
            { type: "ebs", name: "data", sizeGiB: 20 },
            { type: "bind", name: "scratch" },
          ],
        },
      ],
    },
    "test",
  );
  expect(encryption).toMatchObject({ artifactsKeyArn: key(1), logsKeyArn: key(2), volumesKeyArn: key(1) });
  expect(registry?.kmsKeyArn).toBe(key(3));
  expect(services[0]?.volumes).toEqual([
    expect.objectContaining({ name: "data", kmsKeyArn: key(1) }),
    { type: "bind", name: "scratch" },
  ]);
});

test("what names its own key keeps it", () => {
  const registry = { kmsKeyArn: key(4) };
  expect(parseConfig({ ...smallest, registry, encryption: { keyArn: key(1) } }, "test").registry?.kmsKeyArn).toBe(
    key(4),
  );
});
