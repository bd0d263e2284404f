import { describe, expect, it } from 'vitest';
import { asked, cdkFn, cdkHost, fn, samHost } from '../../support/rules.ts';

/** What is said of a trigger of a function beside which code connects another. */
const said = (type: string, options: Readonly<Record<string, string>>, statements: string) =>
  asked(cdkHost(`${cdkFn('Work')}${cdkFn('Other')}${statements}`), 'Work', type, options).refusal
    ?.message;

describe('a route is taken, however it is written', () => {
  const of = { api: 'Shop', auth: 'none', path: '/orders' };
  const HTTP = `const shop = new apigwv2.HttpApi(this, 'Shop');
const integration = new HttpLambdaIntegration('I', other);
`;
  const REST = `const shop = new apigw.RestApi(this, 'Shop');
const integration = new apigw.LambdaIntegration(other);
`;
  const resource = "shop.root.addResource('orders')";
  const key = (text: string) =>
    `new apigwv2.HttpRoute(this, 'R', { httpApi: shop, routeKey: ${text}, integration });`;

  it.each([
    HTTP + key("apigwv2.HttpRouteKey.with('/orders', apigwv2.HttpMethod.GET)"),
    `${HTTP}new apigwv2.CfnRoute(this, 'R', { apiId: shop.apiId, routeKey: 'GET /orders' });`,
    `${REST}${resource}.addMethod('get', integration);`,
    `${REST}new apigw.Method(this, 'M', { httpMethod: 'GET', resource: ${resource}, integration });`,
    `${REST}const r = ${resource};\nnew apigw.CfnMethod(this, 'M', { httpMethod: 'GET', resourceId: r.resourceId, restApiId: shop.restApiId });`,
    `${REST}const r = new apigw.Resource(this, 'R', { parent: shop.root, pathPart: 'orders' });\nr.addMethod('GET', integration);`,
    `${REST}const make = (part: string) => shop.root.addResource(part);\nmake('orders').addMethod('GET', integration);`,
    `${REST}const { root } = shop;\nroot.addResource('orders').addMethod('GET', integration);`,
  ])('%s', (statements) => {
    expect(said('http', of, statements)).toMatch(/^GET \/orders leads to .* already/);
    expect(said('http', { ...of, path: '/others' }, statements)).toBeUndefined();
  });

  it.each([
    HTTP + key('props.key'),
    HTTP + key('apigwv2.HttpRouteKey.with(props.path, apigwv2.HttpMethod.GET)'),
    `${HTTP}new apigwv2.CfnRoute(this, 'R', { apiId: shop.apiId, routeKey: \`GET /\${props.path}\` });`,
  ])('or may be: %s', (statements) => {
    expect(said('http', of, statements)).toMatch(/^GET \/orders may lead to .* already/);
  });

  it('but for that of another method, and the default', () => {
    const other = key("apigwv2.HttpRouteKey.with('/orders', apigwv2.HttpMethod.PUT)");
    for (const each of [other, key('apigwv2.HttpRouteKey.DEFAULT')])
      expect(said('http', of, HTTP + each)).toBeUndefined();
  });
});

describe('an operation is taken, however it is written', () => {
  const of = { pool: 'Pool' };
  const POOL = "const pool = new cdk.aws_cognito.UserPool(this, 'Pool');\n";
  const made = (triggers: string) =>
    `new cdk.aws_cognito.UserPool(this, 'Pool', { lambdaTriggers: ${triggers} });`;

  it.each([
    `${POOL}pool.addTrigger(cdk.aws_cognito.UserPoolOperation.of('preSignUp'), other);`,
    `const more = { preSignUp: other };\n${made('{ ...more }')}`,
    `const triggersOf = () => ({ preSignUp: other });\n${made('{ ...triggersOf() }')}`,
  ])('%s', (statements) => {
    expect(said('cognito', of, statements)).toMatch(/already: PreSignUp calls Other/);
    const post = { ...of, operation: 'post-confirmation' };
    expect(said('cognito', post, statements)).toBeUndefined();
  });

  it.each([
    `${POOL}pool.addTrigger(props.operation, other);`,
    made('props.triggers'),
    made('{ ...props.triggers }'),
  ])('or may be: %s', (statements) => {
    expect(said('cognito', of, statements)).toMatch(
      /^Pool may have such a trigger already: which operation calls .* is not known/,
    );
  });

  it('or may be in a template', () => {
    const host = samHost(
      `Pool:\n  Type: AWS::Cognito::UserPool\n${fn('Work')}${fn(
        'Other',
        'Events:',
        '  Sign:',
        '    Type: Cognito',
        '    Properties: { UserPool: !Ref Pool, Trigger: !Ref Which }',
      )}`,
      'Parameters:\n  Which: { Type: String }\n',
    );
    expect(asked(host, 'Work', 'cognito', of).refusal?.message).toContain(
      'may have such a trigger',
    );
  });
});

describe('a source is taken, however it is written', () => {
  it('in a list that is spread', () => {
    const queue = "const q = new sqs.Queue(this, 'Q');\nconst sources = [new SqsEventSource(q)];\n";
    const third = `new NodejsFunction(this, 'Third', { entry: 'src/worker.ts', events: [...sources] });`;
    expect(said('sqs', { queue: 'Q' }, queue + third)).toContain('The messages of Q go to Third');
  });

  it('and what a bucket notifies of may be the same where that is not known', () => {
    const source = `const up = new s3.Bucket(this, 'Up');
other.addEventSource(new S3EventSource(up, { events: props.events }));`;
    const host = cdkHost(`${cdkFn('Work')}${cdkFn('Other')}${source}`);
    const { warnings } = asked(host, 'Work', 's3', { bucket: 'Up' });
    expect(warnings.join()).toContain('a filter that is not known');
  });
});

describe('what a function may write is known, however its role has the right', () => {
  const QUEUE = "const q = new sqs.Queue(this, 'Q');\n";
  const STATEMENTS =
    "statements: [new cdk.aws_iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [q.queueArn] })]";
  const policy = (more = '', name = 'Policy') =>
    `new cdk.aws_iam.${name}(this, 'P', { ${more}${STATEMENTS} })`;

  it.each([
    `work.role?.attachInlinePolicy(${policy()});`,
    `const own = ${policy()};\nown.attachToRole(work.role!);`,
    `work.role!.addManagedPolicy(${policy('', 'ManagedPolicy')});`,
    `${policy('roles: [work.role!], ')};`,
    `new cdk.aws_iam.Policy(this, 'P', { roles: [work.role!], document: new cdk.aws_iam.PolicyDocument({ ${STATEMENTS} }) });`,
  ])('%s', (statements) => {
    const host = (of: string) => cdkHost(`${cdkFn('Work')}${cdkFn('Other')}${QUEUE}${of}`);
    const warned = (name: string) => asked(host(statements), name, 'sqs', { queue: 'Q' }).warnings;
    expect(warned('Work').join()).toContain('Work may write to Q');
    expect(warned('Other')).toEqual([]);
  });
});
