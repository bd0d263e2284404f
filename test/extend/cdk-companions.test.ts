import { describe, expect, it } from 'vitest';
import { addFunction, after, type Host, hostOf, read } from '../support/extend.ts';
import { synthesised } from '../support/synth.ts';

const HANDLER = 'export const handler = async () => 1;\n';

const project = (body: string, fields = ''): Host =>
  hostOf('cdk', {
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'package.json': '{}',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`,
    'lib/app-stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export class AppStack extends cdk.Stack {
${fields}  constructor(scope: Construct, id: string) {
    super(scope, id);
    const topic = new sns.Topic(this, 'Alerts');
${body}  }
}
`,
    'lambda/hello.ts': HANDLER,
    'lambda/bye.ts': HANDLER,
  });

const fn = (id: string, more = '', name = `const ${id.toLowerCase()}`) => `
    ${name} = new NodejsFunction(this, '${id}', {
      runtime: lambda.Runtime.NODEJS_22_X,
      entry: 'lambda/${id.toLowerCase()}.ts',
${more}    });
`;

const alarm = (
  id: string,
  name = id.toLowerCase(),
) => `    const ${id.toLowerCase()}Errors = new cloudwatch.Alarm(this, '${id}Errors', {
      alarmName: '${id.toLowerCase()}-errors',
      metric: ${name}.metricErrors(),
      threshold: 1,
      evaluationPeriods: 1,
    });
    ${id.toLowerCase()}Errors.addAlarmAction(new actions.SnsAction(topic));
`;

const extended = (host: Host) => {
  const plan = addFunction(host, { name: 'resize-images' });
  return { plan, host: after(host, plan), text: read(after(host, plan), 'lib/app-stack.ts') };
};

const textOf = (body: string) => extended(project(body)).text;

describe('a new function of a stack', () => {
  it('has the alarm of its siblings, with its actions, behind the last pair', () => {
    const text = textOf(fn('Hello') + alarm('Hello') + fn('Bye') + alarm('Bye'));
    expect(text).toContain(`    byeErrors.addAlarmAction(new actions.SnsAction(topic));

    const resizeImages = new NodejsFunction(this, 'ResizeImages', {`);
    const [, came = ''] = text.split("'ResizeImagesErrors'");
    expect(text).toMatch(
      /const resizeImagesErrors = new cloudwatch\.Alarm\(\s*this,\s*'ResizeImagesErrors',/,
    );
    expect(came).toContain("alarmName: 'resize-images-errors',");
    expect(came).toContain('metric: resizeImages.metricErrors(),');
    expect(came).toContain('resizeImagesErrors.addAlarmAction(new actions.SnsAction(topic));');
  });

  it('has it where the siblings are fields', () => {
    const body =
      fn('Hello', '', 'this.hello') +
      alarm('Hello', 'this.hello') +
      fn('Bye', '', 'this.bye') +
      alarm('Bye', 'this.bye');
    const fields = '  readonly hello: NodejsFunction;\n  readonly bye: NodejsFunction;\n';
    expect(extended(project(body, fields)).text).toContain('metric: resizeImages.metricErrors(),');
  });

  it.each([
    [
      'in its properties',
      (id: string) =>
        fn(
          id,
          `      logGroup: new logs.LogGroup(this, '${id}Logs', { logGroupName: '/app/${id.toLowerCase()}' }),\n`,
        ),
      "logGroup: new logs.LogGroup(this, 'ResizeImagesLogs', { logGroupName: '/app/resize-images' }),",
    ],
    [
      'in front of it',
      (id: string) =>
        `    const ${id.toLowerCase()}Logs = new logs.LogGroup(this, '${id}Logs', { retention: logs.RetentionDays.ONE_MONTH });\n${fn(id, `      logGroup: ${id.toLowerCase()}Logs,\n`)}`,
      'logGroup: resizeImagesLogs,',
    ],
  ])('has a log group of its own as its siblings: %s', (_, sibling, expected) => {
    const text = textOf(sibling('Hello') + sibling('Bye'));
    expect(text).toContain(expected);
    expect(text).toContain("LogGroup(this, 'ResizeImagesLogs'");
  });

  it('has the log group that they share', () => {
    const group = "    const group = new logs.LogGroup(this, 'Logs');\n";
    const text = textOf(
      group + fn('Hello', '      logGroup: group,\n') + fn('Bye', '      logGroup: group,\n'),
    );
    expect(text.split('logGroup: group,').length - 1).toBe(3);
    expect(text.split('new logs.LogGroup').length - 1).toBe(1);
  });

  it('has the output, the permission and the boundary of its siblings', () => {
    const beside = (id: string) => {
      const name = id.toLowerCase();
      return `    ${name}.addPermission('Events', { principal: new iam.ServicePrincipal('events.amazonaws.com') });
    new cdk.CfnOutput(this, '${id}Arn', { value: ${name}.functionArn });
    iam.PermissionsBoundary.of(${name}).apply(limit);
`;
    };
    const limit =
      "    const limit = iam.ManagedPolicy.fromManagedPolicyName(this, 'Limit', 'limit');\n";
    const text = textOf(limit + fn('Hello') + beside('Hello') + fn('Bye') + beside('Bye'));
    expect(text).toContain("resizeImages.addPermission('Events', {");
    expect(text).toContain(
      "new cdk.CfnOutput(this, 'ResizeImagesArn', { value: resizeImages.functionArn });",
    );
    expect(text).toContain('iam.PermissionsBoundary.of(resizeImages).apply(limit);');
  });

  it('has nothing that half of the siblings lack, that gives rights, or that is of two', () => {
    const text = textOf(`${fn('Hello') + alarm('Hello') + fn('Bye')}    topic.grantPublish(hello);
    topic.grantPublish(bye);
    new cdk.CfnOutput(this, 'Both', { value: hello.functionArn + bye.functionArn });
`);
    expect(text.split('new cloudwatch.Alarm').length - 1).toBe(1);
    expect(text.split('grantPublish').length - 1).toBe(2);
    expect(text).not.toMatch(/resizeImages\b/);
  });

  it('has no alarm of the same name, and that is said', () => {
    const named = (id: string) => alarm(id).replace(/alarmName: '.*'/, "alarmName: 'all-errors'");
    const { text, plan } = extended(project(fn('Hello') + named('Hello') + fn('Bye')));
    expect(text.split('new cloudwatch.Alarm').length - 1).toBe(1);
    expect(plan.notices.join()).not.toContain('was not copied');
    const both = extended(project(fn('Hello') + named('Hello') + fn('Bye') + named('Bye')));
    expect(both.text.split('new cloudwatch.Alarm').length - 1).toBe(2);
    expect(both.plan.notices.join()).toMatch(/line \d+ was not copied/);
  });

  it('is synthesised with them', async () => {
    const group = (id: string) => `      logGroup: new logs.LogGroup(this, '${id}Logs'),\n`;
    const host = project(
      fn('Hello', group('Hello')) + alarm('Hello') + fn('Bye', group('Bye')) + alarm('Bye'),
    );
    const [app] = await synthesised([extended(host).host.files]);
    const all = Object.values(app!.App!.Resources);
    for (const [type, count] of [
      ['AWS::CloudWatch::Alarm', 3],
      ['AWS::Logs::LogGroup', 3],
      ['AWS::Lambda::Function', 3],
    ] as const)
      expect(all.filter(({ Type }) => Type === type).length).toBe(count);
  });
});
