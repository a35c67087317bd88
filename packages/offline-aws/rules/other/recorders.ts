import { type AwsRule, blockOf, isMissing } from "../rule.ts";

export const RECORDER_RULES: readonly AwsRule[] = [
  {
    name: "one-recorder",
    source: "https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html",
    types: ["aws_config_configuration_recorder"],
    apply({ planned, prior, others }) {
      if (prior === null && others("aws_config_configuration_recorder").length > 0)
        return `MaxNumberOfConfigurationRecordersExceededException: Failed to put configuration recorder '${String(planned.name)}' because the maximum number of configuration recorders: 1 is reached.`;
      const group = blockOf(planned.recording_group);
      return group.all_supported === true && !isMissing(group.resource_types)
        ? "InvalidRecordingGroupException: The recording group provided is not valid: resource types can't be listed where all supported types are recorded."
        : undefined;
    },
  },
  {
    name: "recorder-of-rule",
    source: "https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html",
    types: ["aws_config_config_rule", "aws_config_conformance_pack"],
    apply: ({ others }) =>
      others("aws_config_configuration_recorder").length === 0
        ? "NoAvailableConfigurationRecorderException: Configuration recorder is not available to put config rule."
        : undefined,
  },
  {
    name: "source-of-rule",
    source: "https://docs.aws.amazon.com/config/latest/APIReference/API_Source.html",
    types: ["aws_config_config_rule"],
    apply({ planned }) {
      const { owner, source_identifier: identifier, custom_policy_details: policy } = blockOf(planned.source);
      const invalid = (message: string) => `InvalidParameterValueException: ${message}`;
      if (owner === "AWS" && typeof identifier === "string" && !/^[A-Z0-9_]+$/.test(identifier))
        return invalid(`The sourceIdentifier ${identifier} is invalid.`);
      if (owner === "CUSTOM_LAMBDA" && typeof identifier === "string" && !/^arn:aws[a-z-]*:lambda:/.test(identifier))
        return invalid(`The sourceIdentifier ${identifier} must be the ARN of a Lambda function.`);
      return owner === "CUSTOM_POLICY" && isMissing(policy)
        ? invalid("CustomPolicyDetails is required for the owner CUSTOM_POLICY.")
        : undefined;
    },
  },
  {
    name: "recorder-of-channel",
    source: "https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html",
    types: ["aws_config_delivery_channel"],
    apply: ({ others }) =>
      others("aws_config_configuration_recorder").length === 0
        ? "NoAvailableConfigurationRecorderException: Configuration recorder is not available to put delivery channel."
        : undefined,
  },
  {
    name: "one-source-of-aggregator",
    source: "https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html",
    types: ["aws_config_configuration_aggregator"],
    apply: ({ planned }) =>
      isMissing(planned.account_aggregation_source) === isMissing(planned.organization_aggregation_source)
        ? "InvalidParameterValueException: Exactly one of AccountAggregationSources and OrganizationAggregationSource must be specified"
        : undefined,
  },
  {
    name: "one-detector",
    source: "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html",
    types: ["aws_guardduty_detector"],
    apply: ({ prior, others }) =>
      prior === null && others("aws_guardduty_detector").length > 0
        ? "BadRequestException: The request is rejected because a detector already exists for the current account."
        : undefined,
  },
];
