import { definePart } from '../../../src/core/pattern.ts';

/** An execution calls the versions that were live when it began. */
const PINNED = {
  'import { LogGroup }': `import type { CfnFunction, Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { LogGroup }`,
  '    this.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));\n  }\n': `    this.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
  }

  /** Lets it invoke all versions of a function: an execution keeps those that were live when it began. */
  allowVersions(fn: Lambda): void {
    const { attrArn, logicalId } = fn.node.defaultChild as CfnFunction;
    this.allow(['lambda:InvokeFunction'], \`\${attrArn}:*\`);
    Validations.of(this.role).acknowledge({
      id: \`AwsSolutions-IAM5[Resource::<\${Stack.of(this).resolve(logicalId)}.Arn>:*]\`,
      reason: 'An execution keeps the versions that were live when it began.',
    });
  }
`,
};

/** State machines that log, and a runner of their definitions for the tests. */
export default definePart({
  id: 'state-machine',
  contribute: ({ iac, alias }) => ({
    files: ['common', iac],
    requires: ['logger', 'stages'],
    devDependencies: ['asl-validator', 'aws-local-stepfunctions'],
    ...(alias ? { replace: PINNED } : {}),
  }),
});
