import type { Substitutions } from '../../../src/core/fold/render.ts';

/** In a project that publishes its functions: what invokes one by its ARN or its methods invokes the alias. */
export const PUBLISHED: Substitutions = {
  '  ApplicationLogLevel,\n  Architecture,':
    '  type Alias,\n  ApplicationLogLevel,\n  Architecture,',
  '  LoggingFormat,\n  RecursiveLoop,': `  EventInvokeConfig,
  type EventInvokeConfigOptions,
  type EventSourceMappingOptions,
  type FunctionUrlOptions,
  LoggingFormat,
  type Permission,
  RecursiveLoop,`,
  '  entry: string;\n': `  entry: string;
  /** Instances that wait for calls of the alias. */
  provisionedConcurrentExecutions?: number;
`,
  '  declare readonly timeout: Duration;\n': `  declare readonly timeout: Duration;
  /** What is to be invoked: the version that the last deployment published. */
  readonly live: Alias;
`,
  '      recursiveLoop: RecursiveLoop.TERMINATE,\n': `      recursiveLoop: RecursiveLoop.TERMINATE,
      // What has begun with a version may still call it
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
`,
  "    (this.node.defaultChild as CfnFunction).addMetadata('Entry', props.entry);\n": `    (this.node.defaultChild as CfnFunction).addMetadata('Entry', props.entry);

    const { provisionedConcurrentExecutions } = props;
    this.live = this.addAlias('live', { provisionedConcurrentExecutions });
`,
  '  allow(actions: string[], resource: string): void {': `  /** Of the alias, which others invoke. While the function is constructed, there is none yet. */
  override get functionArn(): string {
    return (this.live as Alias | undefined)?.functionArn ?? super.functionArn;
  }

  override get resourceArnsForGrantInvoke(): string[] {
    return this.live.resourceArnsForGrantInvoke;
  }

  override addPermission(id: string, permission: Permission): void {
    this.live.addPermission(id, permission);
  }

  override addEventSourceMapping(id: string, options: EventSourceMappingOptions) {
    return this.live.addEventSourceMapping(id, options);
  }

  override addFunctionUrl(options?: FunctionUrlOptions) {
    return this.live.addFunctionUrl(options);
  }

  override configureAsyncInvoke(options: EventInvokeConfigOptions): void {
    const qualifier = this.live.aliasName;
    new EventInvokeConfig(this, 'EventInvokeConfig', { function: this, qualifier, ...options });
  }

  allow(actions: string[], resource: string): void {`,
};
