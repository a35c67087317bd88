import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import type * as CreatedKeys from "../constructs/encryption/created-key.ts";
import { logsStatements } from "../constructs/encryption/key-users.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import { setRoleSettings } from "../constructs/iam/role-settings.ts";
import { setLogKey } from "../constructs/monitoring/log-key.ts";
import { allowMinorUpdates } from "./provider-version.ts";
import { namedOutput, PublishedOutputs } from "./published-outputs.ts";
import { configureState, TERRAFORM_VERSION } from "./state.ts";

/** What every stack has: provider, default tags, its own state, and outputs that other stacks read by name. */
export abstract class BaseStack extends TerraformStack {
  protected readonly awsScope: AwsScope;
  /** Tags of all its resources; what AWS itself makes has to be given them. */
  protected readonly tags: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    protected readonly config: Config,
  ) {
    super(scope, id);
    const { partition, region, account } = config;
    this.awsScope = { partition, region, account };
    this.tags = {
      Application: config.name,
      Environment: config.environment,
      Stack: id,
      ManagedBy: "terraform",
      ...config.tags,
    };
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    const provider = new AwsProvider(this, "aws", {
      region,
      ...(config.lockAccount && { allowedAccountIds: [account] }),
      defaultTags: [{ tags: this.tags }],
    });
    allowMinorUpdates(provider);
    configureState(this, config);
  }

  /** What a company asks of roles and log groups goes into all of them, once they are all there. */
  override toTerraform(): unknown {
    const { path, permissionsBoundaryArn } = this.config.identity;
    setRoleSettings(this, { path, permissionsBoundaryArn });
    setLogKey(this, () => this.logsKeyArn);
    return super.toTerraform();
  }

  private get logsKeyArn(): string | undefined {
    const { created, logsKeyArn } = this.config.encryption;
    if (!created.includes("logs")) return logsKeyArn;
    // Loaded only when needed: the bindings of KMS are slow to load.
    const { CreatedKey } = require("../constructs/encryption/created-key.ts") as typeof CreatedKeys;
    const key = new CreatedKey(this, "logs-key", {
      alias: `${this.config.name}-${this.node.id}-logs`,
      description: `Log groups of the stack ${this.node.id} of ${this.config.name}`,
      statements: logsStatements(this.awsScope),
      awsScope: this.awsScope,
    });
    return key.arn;
  }

  /**
   * Publishes values under stable names and returns them in a form that any stack may use: elsewhere they are read from
   * this stack's state. Values are texts, lists of texts, or texts by name; the latter become one output each.
   */
  protected publish<T extends object>(values: T): T {
    return new PublishedOutputs(this, this.config).publish(values);
  }

  /** Shows a text, or texts by name, to people; no other stack reads it. */
  protected show(name: string, value: string | Record<string, string>, description: string): void {
    namedOutput(this, name, { value, description });
  }

  /** Like `show`, for what must not be in a log: `terraform output -raw NAME` shows it. */
  protected showSecret(name: string, value: string, description: string): void {
    namedOutput(this, name, { value, description, sensitive: true });
  }

  /** A reference that bypasses `publish` would tie another stack to names of constructs in this one. */
  override registerOutgoingCrossStackReference(identifier: string): TerraformOutput {
    throw new Error(
      `${identifier} of stack ${this.node.id} is used in another stack: publish it in the stack's outputs instead`,
    );
  }
}
