import { type AwsRule, knownText } from "../rule.ts";

/** OpenSSH, SSH2 and PEM, and Base64 of DER: the formats that EC2 imports, of RSA and ED25519 keys. */
const FORMATS = /^\s*(ssh-(rsa|ed25519)\s+[A-Za-z0-9+/]+={0,2}(\s|$)|---- ?BEGIN |-----BEGIN |MI[A-Za-z0-9+/=\s]+$)/;

export const KEY_PAIR_RULES: readonly AwsRule[] = [
  {
    name: "public-key",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html",
    types: ["aws_key_pair"],
    apply({ planned, prior }) {
      const key = knownText(planned.public_key);
      return prior !== null || key === undefined || FORMATS.test(key)
        ? undefined
        : "InvalidKey.Format: Key is not in valid OpenSSH public key format";
    },
  },
];
