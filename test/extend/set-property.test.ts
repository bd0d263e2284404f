import { describe, expect, it } from 'vitest';
import { read } from '../support/extend.ts';
import { asked, cdkFn, cdkHost } from '../support/rules.ts';

const BUCKET = "new s3.Bucket(this, 'Uploads')";
const SET = 'notificationConfiguration = {}';

const said = (statements: string) =>
  asked(cdkHost(`${cdkFn('Work')}${statements}`), 'Work', 's3', { bucket: 'Uploads' }).refusal
    ?.message;

describe('a bucket whose notifications CloudFormation sets', () => {
  it.each([
    [`const up = ${BUCKET};\nconst cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.${SET};`],
    [`const up = ${BUCKET};\n(up.node.defaultChild as s3.CfnBucket).${SET};`],
    [`const up = ${BUCKET};\n(up.node.findChild('Resource') as s3.CfnBucket).${SET};`],
    [`const up = ${BUCKET};\n(up.node.defaultChild as any)['notificationConfiguration'] = {};`],
    [`this.up = ${BUCKET};\n(this.up.node.defaultChild as s3.CfnBucket).${SET};`],
    [
      `const up: s3.Bucket = ${BUCKET};\nthis.cfn = up.node.defaultChild as s3.CfnBucket;\nthis.cfn.${SET};`,
    ],
    [
      `const up = ${BUCKET};\nconst cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled', true);`,
    ],
    [
      `const up = ${BUCKET};\nconst cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.addOverride(\`Properties.NotificationConfiguration.\${props.part}\`, true);`,
    ],
    [
      `const up = ${BUCKET};\nconst notify = (of: s3.Bucket) => {\n  (of.node.defaultChild as s3.CfnBucket).${SET};\n};\nnotify(up);`,
    ],
    [
      `const cfn = new s3.CfnBucket(this, 'Raw', { notificationConfiguration: {} });\nconst uploads = s3.Bucket.fromCfnBucket(cfn);`,
    ],
    [
      `const cfn = new s3.CfnBucket(this, 'Raw');\ncfn.${SET};\nconst uploads = s3.Bucket.fromCfnBucket(cfn);`,
    ],
  ])('takes no s3 trigger: %s', (statements) => {
    expect(said(statements)).toMatch(
      /takes no s3 trigger: CloudFormation sets its notifications \(lib\/app-stack\.ts:\d+\)/,
    );
  });

  it('may be one of which the code does not say whose they are', () => {
    const visit = `visit(node: any) { if (node instanceof s3.CfnBucket) node.${SET}; }`;
    expect(said(`const up = ${BUCKET};\ncdk.Aspects.of(this).add({ ${visit} });`)).toMatch(
      /takes no s3 trigger: notifications are set there that may be its own \(lib\/app-stack/,
    );
  });

  it.each([
    [`const cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.addPropertyOverride(props.path, 1);`],
    [
      `const cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.addOverride('Properties', props.all);`,
    ],
    [
      `const cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.addPropertyOverride(\`\${props.part}.Rules\`, 1);`,
    ],
  ])('may be set by an override whose path is not known: %s', (statements) => {
    expect(said(`const up = ${BUCKET};\n${statements}`)).toMatch(
      /takes no s3 trigger: .*app-stack/,
    );
  });

  it('takes one where an override sets another property, as far as its path is known', () => {
    const cfn = `const up = ${BUCKET};\nconst cfn = up.node.defaultChild as s3.CfnBucket;`;
    const other = "cfn.addPropertyOverride('CorsConfiguration.' + props.part, 1);";
    expect(said(`${cfn}\n${other}`)).toBeUndefined();
    expect(said(`${cfn}\ncfn.addOverride('DeletionPolicy', 'Retain');`)).toBeUndefined();
  });

  it.each([
    ['lambda.CfnFunction', undefined],
    ['s3.CfnBucket', /may be its own/],
    ['cdk.CfnResource', /may be its own/],
    ['any', /may be its own/],
  ])('takes one where the type of what is overridden rules it out: %s', (type, message) => {
    const own = `const up = ${BUCKET};`;
    const expected = (text: string | undefined) =>
      message ? expect(text).toMatch(message) : expect(text).toBeUndefined();
    const helper = `const set = (of: ${type}, path: string) => of.addPropertyOverride(path, 1);`;
    expected(said(`${own}\n${helper}\nset(props.one, props.path);`));
    expected(said(`${own}\n(props.one as ${type}).addPropertyOverride(props.path, 1);`));
  });

  it('is found where what its resource is made with is not known, and another line sets it', () => {
    const cfn = "const cfn = new s3.CfnBucket(this, 'Raw', props.raw);";
    const set = `cfn.${SET};\nconst uploads = s3.Bucket.fromCfnBucket(cfn);`;
    expect(said(`${cfn}\n${set}`)).toMatch(/CloudFormation sets its notifications/);
  });

  it.each([
    [
      `const up = ${BUCKET};\nconst cfn = up.node.defaultChild as s3.CfnBucket;\ncfn.corsConfiguration = {};`,
    ],
    [
      `const up = ${BUCKET};\nconst other = new s3.Bucket(this, 'Other');\n(other.node.defaultChild as s3.CfnBucket).${SET};`,
    ],
    [
      `const up = ${BUCKET};\nconst raw = new s3.CfnBucket(this, 'Raw', { notificationConfiguration: {} });\nraw.addPropertyOverride('NotificationConfiguration.A', 1);`,
    ],
    [
      `const cfn = new s3.CfnBucket(this, 'Raw', { bucketName: 'raw' });\nconst uploads = s3.Bucket.fromCfnBucket(cfn);`,
    ],
  ])('is another: %s', (statements) => {
    expect(said(statements)).toBeUndefined();
  });
});

describe('a bucket of a class whose method sets its notifications', () => {
  const OWN = `import { CfnBucket, Bucket } from 'aws-cdk-lib/aws-s3';
export class NotifiedBucket extends Bucket {
  private readonly resource = this.node.defaultChild as CfnBucket;

  notify(): void {
    this.resource.${SET};
  }
}
`;
  const saidOf = (bucket: string) => {
    const statements = `const own = new NotifiedBucket(this, 'Own');\nconst plain = ${BUCKET};\nown.notify();`;
    const host = cdkHost(`${cdkFn('Work')}${statements}`);
    const stack = `import { NotifiedBucket } from './notified';\n${read(host, 'lib/app-stack.ts')}`;
    const files = [...host.files, ['lib/notified.ts', OWN], ['lib/app-stack.ts', stack]] as const;
    return asked({ ...host, files: new Map(files) }, 'Work', 's3', { bucket }).refusal?.message;
  };

  it('takes no trigger', () => {
    expect(saidOf('Own')).toMatch(
      /^Own takes no s3 trigger: CloudFormation sets its notifications \(lib\/notified\.ts:6\)/,
    );
  });

  it('is another one than those beside it', () => {
    expect(saidOf('Uploads')).toBeUndefined();
  });
});

describe('a user pool whose triggers CloudFormation sets', () => {
  const POOL = "const pool = new cdk.aws_cognito.UserPool(this, 'Pool');\n";
  const CFN = '(pool.node.defaultChild as cdk.aws_cognito.CfnUserPool)';
  const of = (statements: string) =>
    asked(cdkHost(`${cdkFn('Work')}${POOL}${statements}`), 'Work', 'cognito', { pool: 'Pool' })
      .refusal?.message;

  it.each([
    `${CFN}.lambdaConfig = { preSignUp: work.functionArn };`,
    `${CFN}.addPropertyOverride('LambdaConfig.PostConfirmation', work.functionArn);`,
    `const cfn = ${CFN};\ncfn.addOverride('Properties.LambdaConfig', {});`,
  ])('takes none by the CDK: %s', (statements) => {
    expect(of(statements)).toMatch(
      /^Pool takes no cognito trigger: CloudFormation sets its triggers \(lib\/app-stack\.ts:\d+\)/,
    );
  });

  it('takes one where another property is set', () => {
    expect(of(`${CFN}.userPoolTier = 'LITE';\n// lambdaConfig`)).toBeUndefined();
    expect(of(`${CFN}.addPropertyOverride('LambdaVersion', 1);\n// lambdaConfig`)).toBeUndefined();
  });
});
