import { type AwsRule, blocksOf, knownText, textsOf } from "../rule.ts";

export const CERTIFICATE_RULES: readonly AwsRule[] = [
  {
    name: "certificate-name",
    source: "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
    types: ["aws_acm_certificate"],
    apply({ planned }) {
      const names = [...textsOf([planned.domain_name ?? null]), ...textsOf(planned.subject_alternative_names)];
      const wrong = names.find(
        (name) => !/^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/.test(name),
      );
      if (wrong !== undefined)
        return `ValidationException: Value '${wrong}' failed to satisfy constraint: a domain name must be fully qualified`;
      const first = knownText(planned.domain_name);
      if (first !== undefined && first.length > 64)
        return "ValidationException: The first domain name can be no longer than 64 characters.";
      return names.length > 100 ? "LimitExceededException: A certificate can have at most 100 domain names" : undefined;
    },
  },
  {
    name: "certificate-validation",
    // "The validation domain must be the same as the domain name or a superdomain of it."
    source: "https://docs.aws.amazon.com/acm/latest/APIReference/API_DomainValidationOption.html",
    types: ["aws_acm_certificate"],
    apply({ planned }) {
      const names = [...textsOf([planned.domain_name ?? null]), ...textsOf(planned.subject_alternative_names)];
      for (const option of blocksOf(planned.validation_option)) {
        const [name, above] = [knownText(option.domain_name), knownText(option.validation_domain)];
        if (name === undefined || above === undefined) continue;
        if (!names.includes(name))
          return `InvalidDomainValidationOptionsException: One or more values in the DomainValidationOption structure is incorrect: ${name} is not a domain name of the certificate`;
        if (name !== above && !name.endsWith(`.${above}`))
          return `InvalidDomainValidationOptionsException: One or more values in the DomainValidationOption structure is incorrect: ${above} is not a superdomain of ${name}`;
      }
      return undefined;
    },
  },
];
