import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planSamFunction } from '../../src/add/function/plan-function.ts';
import { projectPath } from '../../src/core/paths.ts';
import { mapOf, modelOf } from '../../src/editors/sam/model.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import { readTemplate } from '../../src/infrastructure/sam/templates.ts';
import { projectDisk } from '../../src/io/list-files.ts';
import { addFunction, addTrigger, after, bytes, hostOf, kitOf, read } from '../support/extend.ts';
import { temporaryFolder } from '../support/folders.ts';

const HANDLER = 'export const handler = async (event: unknown) => event;\n';

interface Given {
  readonly name: string;
  readonly handler?: string;
  readonly properties?: string;
  readonly more?: string;
}

const fn = ({ name, handler = name.toLowerCase(), properties = '', more = '' }: Given) => `
  ${name}Function:
    Type: AWS::Serverless::Function
${more}    Properties:
      CodeUri: src/
      Handler: ${handler}.handler
      Runtime: nodejs22.x
${properties}`;

const logGroup = (name: string) => `
  ${name}LogGroup:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${${name}Function}
      RetentionInDays: 30
`;

const template = (...resources: readonly string[]) =>
  `Transform: AWS::Serverless-2016-10-31\nResources:${resources.join('')}`;

/** The template after a function \`audit-log\` was added, and the files that came. */
function extended(text: string, files: Readonly<Record<string, string>> = {}) {
  const given = {
    'template.yaml': text,
    'src/orders.ts': HANDLER,
    'src/users.ts': HANDLER,
    'package.json': '{"devDependencies": {"vitest": "*"}}',
    ...files,
  };
  const host = hostOf('sam', given);
  const plan = addFunction(host, { name: 'audit-log' });
  const added = after(host, plan);
  const result = read(added, 'template.yaml');
  const source = readSource(result);
  if ('reason' in source) throw new Error(source.reason);
  const { Resources, Outputs } = mapOf(modelOf(source.root));
  const came = [...added.files.keys()].filter((path) => !(path in given));
  return { text: result, resources: mapOf(Resources), outputs: mapOf(Outputs), came, plan };
}

describe('the model of a new function', () => {
  const orders = fn({ name: 'Orders' });

  it.each([
    ['made under a condition', fn({ name: 'Users', more: '    Condition: Probing\n' }), {}],
    ['a test', fn({ name: 'Users', handler: 'tests/users' }), { 'src/tests/users.ts': HANDLER }],
    [
      'a test by its name',
      fn({ name: 'Users', handler: 'usersTest' }),
      { 'src/usersTest.ts': HANDLER },
    ],
  ])('is none that is %s', (_, other, files) => {
    const text = template(orders, other.replace('CodeUri: src/', 'CodeUri: ./src'));
    const { resources, came } = extended(text, files);
    expect(came).toContain('src/audit-log.ts');
    expect(resources.AuditLogFunction).toEqual({
      Type: 'AWS::Serverless::Function',
      Properties: { CodeUri: 'src/', Handler: 'audit-log.handler', Runtime: 'nodejs22.x' },
    });
    expect(Object.keys(resources)).toEqual(['OrdersFunction', 'AuditLogFunction', 'UsersFunction']);
  });

  it('is one of those that most are like', () => {
    const old = fn({ name: 'Old' }).replace('nodejs22.x', 'nodejs24.x');
    const text = template(orders, fn({ name: 'Users' }), old.replaceAll('old', 'orders'));
    expect(mapOf(mapOf(extended(text).resources.AuditLogFunction).Properties).Runtime).toBe(
      'nodejs22.x',
    );
  });

  it('has a runtime that Lambda takes, whatever its neighbours have', () => {
    const old = fn({ name: 'Users' }).replace('nodejs22.x', 'nodejs20.x');
    const shared = `Globals: { Function: { Runtime: nodejs20.x } }\n${template(fn({ name: 'Users' }).replace('      Runtime: nodejs22.x\n', ''))}`;
    for (const text of [template(old), shared])
      expect(mapOf(mapOf(extended(text).resources.AuditLogFunction).Properties).Runtime).toBe(
        'nodejs22.x',
      );
  });

  it('gives its condition where every function has that', () => {
    const more = '    Condition: Wanted\n';
    const text = template(fn({ name: 'Orders', more }), fn({ name: 'Users', more }));
    expect(mapOf(extended(text).resources.AuditLogFunction).Condition).toBe('Wanted');
  });

  it('gives what all functions have in the same words, but no rights, name, environment or concurrency', () => {
    const properties = `      FunctionName: one
      Tracing: Active
      Layers:
        - !Ref Shared
      Policies: AmazonS3ReadOnlyAccess
      Environment: { Variables: { A: b } }
      ReservedConcurrentExecutions: 5
`;
    const { text, resources } = extended(
      template(fn({ name: 'Orders', properties }), fn({ name: 'Users', properties })),
    );
    expect(Object.keys(mapOf(mapOf(resources.AuditLogFunction).Properties))).toEqual([
      'CodeUri',
      'Handler',
      'Runtime',
      'Tracing',
      'Layers',
    ]);
    expect(text.split('AuditLogFunction:')[1]).toContain('Layers:\n        - !Ref Shared\n');
  });

  it.each(['DeploymentPreference', 'ProvisionedConcurrencyConfig'])(
    'publishes an alias where the %s of Globals needs one',
    (key) => {
      const users = fn({ name: 'Users', properties: '      AutoPublishAlias: !Ref Alias\n' });
      const globals = `Globals:\n  Function:\n    ${key}: { Type: AllAtOnce }\n`;
      const { text } = extended(globals + template(orders, users));
      expect(text.split('AuditLogFunction:')[1]).toContain('AutoPublishAlias: !Ref Alias\n');
      expect(extended(template(orders, users)).text.split('AuditLogFunction:')[1]).not.toContain(
        'AutoPublishAlias',
      );
    },
  );

  it('publishes the alias that all functions publish', () => {
    const properties = '      AutoPublishAlias: live\n';
    const text = template(fn({ name: 'Orders', properties }), fn({ name: 'Users', properties }));
    expect(mapOf(extended(text).resources.AuditLogFunction).Properties).toMatchObject({
      AutoPublishAlias: 'live',
    });
  });
});

describe('what functions have beside them', () => {
  const alarm = (name: string) => `
  ${name}ErrorsAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: Errors
      Namespace: AWS/Lambda
      Dimensions:
        - Name: FunctionName
          Value: !Ref ${name}Function
`;

  it('comes with a new one, and no such pair is split', () => {
    const orders = [fn({ name: 'Orders' }), logGroup('Orders')];
    const users = [fn({ name: 'Users' }), logGroup('Users'), alarm('Users')];
    const { text, resources } = extended(template(...orders, ...users));
    expect(Object.keys(resources).slice(2)).toEqual([
      'UsersFunction',
      'UsersLogGroup',
      'UsersErrorsAlarm',
      'AuditLogFunction',
      'AuditLogLogGroup',
    ]);
    expect(text).toContain(logGroup('AuditLog'));
  });

  it('has the names of the new one, and its outputs', () => {
    const outputs = `Outputs:
  OrdersFunction:
    Description: Orders Function ARN
    Value: !GetAtt OrdersFunction.Arn
  OrdersFunctionIamRole:
    Value: !GetAtt OrdersFunctionRole.Arn
`;
    const named = alarm('Orders').replace(
      'Properties:',
      'Properties:\n      AlarmName: orders-errors',
    );
    const result = extended(template(fn({ name: 'Orders' }), named, outputs));
    expect(result.text).toContain(
      alarm('AuditLog').replace('Properties:', 'Properties:\n      AlarmName: audit-log-errors'),
    );
    expect(result.outputs).toMatchObject({
      AuditLogFunction: {
        Description: 'Audit Log Function ARN',
        Value: { 'Fn::GetAtt': ['AuditLogFunction', 'Arn'] },
      },
      AuditLogFunctionIamRole: { Value: { 'Fn::GetAtt': ['AuditLogFunctionRole', 'Arn'] } },
    });
  });

  it('is left out, and named, with what refers to it', () => {
    const log = logGroup('Orders').replace(/\$\{\w+\}/, 'all');
    const filter = `
  OrdersFunctionFilter:
    Type: AWS::Logs::MetricFilter
    Properties:
      LogGroupName: !Ref OrdersLogGroup
      FilterPattern: ERROR
      MetricTransformations: [{ MetricName: Errors, MetricNamespace: App, MetricValue: '1' }]
`;
    const properties = '      LoggingConfig:\n        LogGroup: !Ref OrdersLogGroup\n';
    const { resources, plan } = extended(template(fn({ name: 'Orders', properties }), log, filter));
    expect(Object.keys(resources)).not.toContain('AuditLogFunctionFilter');
    expect(plan.notices.join()).toContain(
      'OrdersFunctionFilter was not copied for AuditLogFunction: it refers to what was not copied',
    );
  });

  it('refers to what the new one has where it comes from several that are named differently', () => {
    const log = (id: string, name: string) => `
  ${id}:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${${name}Function}
`;
    const filter = (name: string, group: string) => `
  ${name}ErrorsFilter:
    Type: AWS::Logs::MetricFilter
    Properties:
      LogGroupName: !Ref ${group}
      FilterPattern: ERROR
      MetricTransformations: [{ MetricName: Errors, MetricNamespace: App, MetricValue: '1' }]
`;
    const { resources } = extended(
      template(
        fn({ name: 'Orders' }),
        log('OrdersLogGroup', 'Orders'),
        filter('Orders', 'OrdersLogGroup'),
        fn({ name: 'Items' }),
        log('ItemsLogGroup', 'Items'),
        filter('Items', 'ItemsLogGroup'),
        fn({ name: 'Users' }),
        log('UsersFunctionLogGroup', 'Users'),
      ),
      { 'src/items.ts': HANDLER },
    );
    const [group] = Object.keys(resources).filter((id) => /^AuditLog.*LogGroup$/.test(id));
    expect(resources.AuditLogErrorsFilter).toMatchObject({
      Properties: { LogGroupName: { Ref: group } },
    });
  });

  it('is no output that has the name of the function in its text alone', () => {
    const outputs = `Outputs:
  Endpoint:
    Description: OrdersFunction is called here
    Value: !Sub https://\${OrdersFunction}.example.com
  OrdersArn:
    Description: Orders
    Value: !GetAtt OrdersFunction.Arn
`;
    const result = extended(template(fn({ name: 'Orders' }), outputs));
    expect(Object.keys(result.outputs)).toEqual(['Endpoint', 'OrdersArn', 'AuditLogArn']);
  });

  it('is left out, and named, where it would have the same name', () => {
    const named = alarm('Orders').replace(
      'Properties:',
      'Properties:\n      AlarmName: all-errors',
    );
    const { resources, plan } = extended(template(fn({ name: 'Orders' }), named));
    expect(Object.keys(resources)).toEqual([
      'OrdersFunction',
      'OrdersErrorsAlarm',
      'AuditLogFunction',
    ]);
    expect(plan.notices.join()).toContain('OrdersErrorsAlarm was not copied');
  });

  it('is a log group by the name of the function, or by its logging configuration', () => {
    const byName = `
  OrdersLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${AWS::StackName}-orders
`;
    const properties = `      FunctionName: !Sub \${AWS::StackName}-orders\n`;
    const one = extended(template(fn({ name: 'Orders', properties }), byName));
    expect(mapOf(one.resources.AuditLogLogs).Properties).toEqual({
      LogGroupName: { 'Fn::Sub': `/aws/lambda/\${AuditLogFunction}` },
    });
    const logging = '      LoggingConfig:\n        LogGroup: !Ref OrdersLogs\n';
    const other = extended(
      template(
        fn({ name: 'Orders', properties: logging }),
        byName.replace('-orders', '-any').replace(/ +Log.*\n$/, '      RetentionInDays: 7\n'),
      ),
    );
    expect(other.resources.AuditLogLogs).toEqual({
      Type: 'AWS::Logs::LogGroup',
      Properties: { RetentionInDays: 7 },
    });
    expect(mapOf(mapOf(other.resources.AuditLogFunction).Properties).LoggingConfig).toEqual({
      LogGroup: { Ref: 'AuditLogLogs' },
    });
  });

  const permission = (name: string) => `
  ${name}Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref ${name}Function
      Principal: cloudwatch.amazonaws.com
`;

  it('is a permission where several functions have the same, and none of one alone', () => {
    const one = template(fn({ name: 'Orders' }), permission('Orders'));
    expect(extended(one).resources).not.toHaveProperty('AuditLogPermission');
    const two = template(
      fn({ name: 'Orders' }),
      permission('Orders'),
      fn({ name: 'Users' }),
      permission('Users'),
    );
    expect(extended(two).text).toContain(permission('AuditLog'));
  });

  it('is nothing that gives work or rights, or that functions share', () => {
    const rule = `
  OrdersRule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets: [{ Id: a, Arn: !GetAtt OrdersFunction.Arn }]
  AllErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: Errors
      Metrics: [!Ref OrdersFunction, !Ref UsersFunction]
`;
    const { resources } = extended(template(fn({ name: 'Orders' }), fn({ name: 'Users' }), rule));
    expect(Object.keys(resources).filter((id) => id.startsWith('Audit'))).toEqual([
      'AuditLogFunction',
    ]);
  });

  it('comes in JSON as well', () => {
    const yaml = template(
      fn({ name: 'Orders' }),
      alarm('Orders').replace('!Ref OrdersFunction', '{Ref: OrdersFunction}'),
    );
    const { text } = extended(JSON.stringify(parse(yaml), null, 2));
    expect(JSON.parse(text).Resources.AuditLogErrorsAlarm.Properties.Dimensions).toEqual([
      { Name: 'FunctionName', Value: { Ref: 'AuditLogFunction' } },
    ]);
  });
});

describe('the test of a new function', () => {
  const importing = (path: string) => `import { handler } from '${path}';\n`;

  it.each([
    ['src/tests/unit/orders.test.ts', '../../orders', 'src/tests/unit/audit-log.test.ts'],
    ['src/orders.spec.ts', './orders', 'src/audit-log.spec.ts'],
    ['test/unit/test-orders.ts', '../../src/orders.ts', 'test/unit/test-audit-log.ts'],
    ['test/orders_test.ts', '../src/orders', 'test/audit-log_test.ts'],
  ])('is beside %s, and named like it', (path, specifier, expected) => {
    const far = { 'src/tests/api/happy.test.ts': '', 'test/zz.test.ts': '' };
    const text = template(fn({ name: 'Orders' }));
    expect(extended(text, { ...far, [path]: importing(specifier) }).came).toContain(expected);
  });

  it.each(['../../../src/orders/create-order', '../../../src/orders'])(
    'is where the tests of what is beside its handler are: those import %s',
    (specifier) => {
      const text = template(fn({ name: 'Orders', handler: 'orders/index' }));
      const files = {
        'src/orders/index.ts': HANDLER,
        'test/factories/order.test.ts': '',
        'test/factories/order.ts': '',
        'test/unit/handlers/orders.test.ts': importing(specifier),
      };
      const host = hostOf('sam', {
        'template.yaml': text,
        'package.json': '{"devDependencies": {"vitest": "*"}}',
        ...files,
      });
      const { files: all } = after(host, addTrigger(host, 'orders', 'sqs'));
      expect([...all.keys()]).toContain('test/unit/handlers/orders-sqs.test.ts');
    },
  );

  it('and the helpers are named in the case of their folder', () => {
    const files = {
      'src/OrdersHandler.ts': HANDLER,
      'src/tests/OrdersHandler.test.ts': importing('../OrdersHandler'),
    };
    const text = template(fn({ name: 'Orders', handler: 'OrdersHandler' }));
    const { came } = extended(text, files);
    expect(came).toEqual(
      expect.arrayContaining([
        'src/AuditLogHandler.ts',
        'src/AuditLogSchema.ts',
        'src/tests/AuditLogHandler.test.ts',
      ]),
    );
    const host = hostOf('sam', {
      'template.yaml': text,
      'package.json': '{"devDependencies": {"vitest": "*"}}',
      ...files,
    });
    const { files: all } = after(host, addTrigger(host, 'orders', 'sqs'));
    expect([...all.keys()]).toEqual(
      expect.arrayContaining(['src/SqsEvent.ts', 'src/tests/OrdersSqs.test.ts']),
    );
  });
});

it('a parser leaves a module alone that has its name', () => {
  const own = 'export const handle = () => {};\n';
  const host = hostOf('sam', {
    'template.yaml': template(fn({ name: 'Orders', handler: 'ordersHandler' })),
    'package.json': '{"devDependencies": {"vitest": "*"}}',
    'src/ordersHandler.ts': HANDLER,
    'src/sqsEvent.ts': own,
  });
  const there = after(host, addTrigger(host, 'orders', 'sqs'));
  expect(read(there, 'src/sqsEvent.ts')).toBe(own);
  expect(read(there, 'src/ordersSqsEvent.ts')).toContain('function parseSqsEvent(');
  const test = [...there.files.keys()].find((path) => /test\.ts$/.test(path))!;
  expect(read(there, test)).toContain("/ordersSqsEvent'");
});

it('a function comes into the package of its sibling, where its build and its tests find what they need', () => {
  const text = template(
    fn({ name: 'Orders', handler: 'app' }).replace('CodeUri: src/', 'CodeUri: orders/'),
  );
  const { resources, came } = extended(text, {
    'orders/package.json': '{"devDependencies": {"esbuild": "*", "jest": "*"}}',
    'orders/app.ts': HANDLER,
    'orders/tests/unit/app.test.ts': "import { handler } from '../../app';\n",
  });
  expect(resources.AuditLogFunction).toMatchObject({
    Properties: { CodeUri: 'orders/', Handler: 'audit-log.handler' },
  });
  expect(came).toEqual(
    expect.arrayContaining(['orders/audit-log.ts', 'orders/tests/unit/audit-log.test.ts']),
  );
});

describe('the quotes of a template', () => {
  const double = `AWSTemplateFormatVersion: "2010-09-09"\n${template(fn({ name: 'Orders' }))}`;
  const withTrigger = (text: string) => {
    const host = hostOf('sam', { 'template.yaml': text, 'src/orders.ts': HANDLER });
    return read(after(host, addTrigger(host, 'Orders', 'sqs')), 'template.yaml');
  };

  it('are those of what comes', () => {
    const added = withTrigger(double);
    expect(added).toContain('Version: "2012-10-17"');
    expect(added).not.toContain("'");
  });

  it('are single where both are as frequent', () => {
    const added = withTrigger(`Description: 'Orders'\n${double}`);
    expect(added).toContain("Version: '2012-10-17'");
  });
});

describe('a function whose siblings all have a condition', () => {
  const conditional = (type: string, code: string) => `Transform: AWS::Serverless-2016-10-31
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Orders:
    Type: ${type}
    Condition: IsProd
    Properties:
      ${code}
      Handler: orders.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::111122223333:role/orders
`;

  it.each([
    ['AWS::Serverless::Function', 'CodeUri: src/', 1],
    ['AWS::Lambda::Function', 'Code: src/', 2],
  ])('has it too, and says so: %s', (type, code, more) => {
    const text = conditional(type, code).replace(/^Transform.*\n/, (line) =>
      more === 1 ? line : '',
    );
    const host = hostOf('sam', { 'template.yaml': text, 'src/orders.ts': HANDLER });
    const plan = addFunction(host, { name: 'audit-log' });
    const now = read(after(host, plan), 'template.yaml');
    expect(now.match(/^ {4}Condition: IsProd$/gm)).toHaveLength(1 + more);
    expect(plan.inferred).toContainEqual('condition IsProd, as Orders has it');
  });
});

describe('a template whose code is what a build makes', () => {
  const built = (handler: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: dist/
      Handler: ${handler}
      Runtime: nodejs22.x
`;
  const source = (path: string, handler: string) =>
    hostOf('sam', { 'template.yaml': built(handler), 'package.json': '{}', [path]: HANDLER });

  it.each([
    ['src/orders.ts', 'orders.handler', 'src/audit-log.ts', 'audit-log.handler'],
    ['src/api/orders.ts', 'api/orders.handler', 'src/api/audit-log.ts', 'api/audit-log.handler'],
    ['src/orders.ts', 'src/orders.handler', 'src/audit-log.ts', 'src/audit-log.handler'],
  ])('takes a function beside the source %s of %s', (path, handler, file, named) => {
    const host = source(path, handler);
    const plan = addFunction(host, { name: 'audit-log' });
    const now = after(host, plan);
    expect(now.files.has(file)).toBe(true);
    expect(read(now, 'template.yaml')).toContain(`Handler: ${named}\n`);
    expect([...now.files.keys()].filter((each) => each.startsWith('dist/'))).toEqual([]);
    expect(plan.inferred.join('\n')).toMatch(/build {5}dist\/[\w/-]+\.js is what/);
  });

  it('takes a parser beside the source', () => {
    const host = source('src/orders.ts', 'orders.handler');
    expect(after(host, addTrigger(host, 'Orders', 'sqs')).files.has('src/sqs-event.ts')).toBe(true);
  });

  it('is refused where what a build has made is all that is there', () => {
    const host = source('dist/orders.js', 'orders.handler');
    const disk = projectDisk(temporaryFolder(bytes(host)));
    const template = readTemplate(disk, projectPath('template.yaml'));
    expect(() =>
      planSamFunction({ ...kitOf(host), disk }, template, { name: 'audit-log' }),
    ).toThrow(/^dist\/orders\.js, which Orders runs, is made by a build/);
  });
});

describe('how a function is built', () => {
  const built = (method: string, ...ids: readonly string[]) =>
    `Transform: AWS::Serverless-2016-10-31\nResources:\n${ids
      .map(
        (id) => `  ${id}:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: ${method}
      Owner: ${id}
    Properties:
      CodeUri: .
      Handler: src/${id.toLowerCase()}.handler
      Runtime: nodejs22.x
`,
      )
      .join('')}`;
  const host = (method: string, files: Readonly<Record<string, string>> = {}) =>
    hostOf('sam', {
      'template.yaml': built(method, 'Orders', 'Items'),
      'src/orders.ts': HANDLER,
      'src/items.ts': HANDLER,
      ...files,
    });
  const stepsOf = (makefile: string) =>
    addFunction(host('makefile', { Makefile: makefile }), { name: 'audit-log' }).nextSteps.join(
      '\n',
    );

  it('is that of its sibling, also where no entry point is named', () => {
    const now = host('esbuild');
    const text = read(after(now, addFunction(now, { name: 'audit-log' })), 'template.yaml');
    const added = text.slice(text.indexOf('  AuditLog:'));
    expect(added).toMatch(/^ {6}CodeUri: \.$/m);
    expect(added).toMatch(/^ {4}Metadata:\n {6}BuildMethod: esbuild\n/m);
    expect(added).not.toContain('Owner');
  });

  it('by a Makefile, the target is shown as the sibling has it', () => {
    const steps = stepsOf(
      'build-Orders:\n\tmake HANDLER=src/orders.ts common\n\nbuild-Items:\n\tmake HANDLER=src/items.ts common\n',
    );
    expect(steps).toContain(
      'add the target build-AuditLog to Makefile, which sam build runs:\n    build-AuditLog:\n    \tmake HANDLER=src/audit-log.ts common\n',
    );
  });

  it.each([
    [
      'build-Orders build-Items:\n\tmake all\n',
      /add the target build-AuditLog to Makefile, which sam build runs$/m,
    ],
    ['build-%:\n\tmake all\n', /^(?!.*add the target)/s],
  ])('by a Makefile with %j', (makefile, expected) => {
    expect(stepsOf(makefile)).toMatch(expected);
  });

  it('into a folder of its own below .build, its source is beside the others', () => {
    const text = built('esbuild', 'Orders', 'Items')
      .replaceAll(/ {4}Metadata:\n.*\n.*\n/g, '')
      .replace(
        'CodeUri: .\n      Handler: src/orders',
        'CodeUri: .build/orders\n      Handler: app',
      )
      .replace('CodeUri: .\n      Handler: src/items', 'CodeUri: .build/items\n      Handler: app');
    const now = hostOf('sam', {
      'template.yaml': text,
      'orders/app.ts': HANDLER,
      'items/app.ts': HANDLER,
    });
    const there = after(now, addFunction(now, { name: 'audit-log' }));
    expect(there.files.has('audit-log/app.ts')).toBe(true);
    expect(read(there, 'template.yaml')).toContain('CodeUri: .build/audit-log');
  });
});

it('what names the alias of a function stays with it', () => {
  const permission = (id: string, target: string) => `
  ${id}:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref ${target}
      Principal: apigateway.amazonaws.com
`;
  const alias = '      AutoPublishAlias: live\n';
  const text = template(
    fn({ name: 'Orders', properties: alias }),
    permission('OrdersPermissionAlias', 'OrdersFunction.Alias'),
    permission('OrdersPermission', 'OrdersFunction'),
  );
  const host = hostOf('sam', { 'template.yaml': text, 'src/orders.ts': HANDLER });
  const now = read(after(host, addFunction(host, { name: 'audit-log' })), 'template.yaml');
  expect(now.indexOf('AuditLogFunction:')).toBeGreaterThan(now.indexOf('  OrdersPermission:'));
});

describe('a handler whose name says nothing', () => {
  const placed = (uri: string, handler: string, files: readonly string[], more = {}) => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ${uri}
      Handler: ${handler}.handler
      Runtime: nodejs22.x
`;
    const host = hostOf('sam', {
      'deploy/template.yaml': text,
      ...Object.fromEntries(files.map((path) => [path, HANDLER])),
      'package.json': '{"devDependencies": {"vitest": "*"}}',
      ...more,
    });
    const plan = addFunction(host, { name: 'audit-log' });
    return plan.changes.map(({ path }) => path).filter((path) => /\.ts$/.test(path));
  };

  it('is in the src folder of a folder of its own', () => {
    const paths = placed('../', 'lambdas/orders/src/handler', [
      'lambdas/orders/src/handler.ts',
      'lambdas/orders/tests/handler.test.ts',
    ]);
    expect(paths).toContain('lambdas/audit-log/src/handler.ts');
    expect(paths.join()).not.toContain('lambdas/orders');
  });

  it('is in that of the sibling, under its own name, where that is a package', () => {
    const paths = placed(
      '../',
      'lambdas/orders/src/handler',
      ['lambdas/orders/src/handler.ts', 'lambdas/orders/tests/handler.test.ts'],
      { 'lambdas/orders/package.json': '{"devDependencies": {"vitest": "*"}}' },
    );
    expect(paths).toContain('lambdas/orders/src/audit-log.ts');
    expect(paths).toContain('lambdas/orders/tests/audit-log.test.ts');
  });

  it('is beside that of a package which has its code in its root', () => {
    const paths = placed('../', 'app', ['app.ts', 'app.test.ts']);
    expect(paths).toContain('audit-log.ts');
    expect(paths.join()).not.toContain('deploy/');
  });
});

describe('a package.json that lists its files', () => {
  const host = (files: string, metadata = '') =>
    hostOf('sam', {
      'template.yaml': template(fn({ name: 'Orders', more: metadata })),
      'src/orders.mjs': HANDLER.replace(': unknown', ''),
      'src/package.json': `{"type": "module", "files": ${files}, "devDependencies": {"vitest": "*"}}`,
    });
  const steps = (of: ReturnType<typeof host>) =>
    [
      addTrigger(of, 'OrdersFunction', 'sqs').nextSteps,
      addFunction(of, { name: 'audit-log' }).nextSteps,
    ]
      .flat()
      .filter((step) => step.includes('to files'));

  it('has to list new modules, which sam build would leave out', () => {
    expect(steps(host('["orders.mjs"]'))).toEqual([
      'add "sqs-event.mjs" to files in src/package.json: sam build packs nothing else',
      'add "audit-log.mjs" to files in src/package.json: sam build packs nothing else',
      'add "audit-log-schema.mjs" to files in src/package.json: sam build packs nothing else',
    ]);
  });

  it.each([
    ['lists them', host('["*.mjs"]')],
    ['belongs to what is bundled', host('[]', '    Metadata: { BuildMethod: esbuild }\n')],
  ])('needs nothing where it %s', (_, of) => {
    expect(steps(of)).toEqual([]);
  });
});

it('a test of a folder of several handlers is theirs: a new one has its own name', () => {
  const two = template(fn({ name: 'Orders' }), fn({ name: 'Users' }));
  const test = "const { handler } = require('../../src/orders');\nrequire('../../src/users');\n";
  const { came } = extended(two, {
    'package.json': '{"devDependencies": {"mocha": "*"}, "scripts": {"test": "mocha"}}',
    'test/unit/test-src.js': test,
  });
  expect(came.filter((path) => path.startsWith('test/'))).toEqual(['test/unit/test-audit-log.ts']);
});
