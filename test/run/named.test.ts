import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Handler: app.handler}}
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Foreign: {Type: SQS, Properties: {Queue: 'arn:aws:sqs:us-east-1:111111111111:theirs'}}
        Lost: {Type: ScheduleV2, Properties: {ScheduleExpression: 'cron(* * * * ? *)', ScheduleExpressionTimezone: Mars/Phobos}}
        Table: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST, TumblingWindowInSeconds: 30}}
  Rest: {Type: AWS::ApiGateway::RestApi, Properties: {Name: rest}}
  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Rest, StageName: prod, Variables: {a: b}}}
  Things: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Rest, ParentId: !GetAtt Rest.RootResourceId, PathPart: things}}
  Method: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Rest, ResourceId: !Ref Things, HttpMethod: GET, AuthorizationType: NONE, Integration: {Type: AWS, IntegrationHttpMethod: POST, Uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query'}}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}], StreamSpecification: {StreamViewType: NEW_IMAGE}}}
  Machine: {Type: AWS::Serverless::StateMachine, Properties: {Role: 'arn:aws:iam::000000000000:role/r', Definition: {QueryLanguage: JSONata, StartAt: A, States: {A: {Type: Pass, End: true}}}}}
`;

it('what does not run is named at the start; invoke sends dev what the user has', async () => {
  const folder = project({
    'template.yaml': TEMPLATE,
    'app.js': 'exports.handler = async (event) => event;',
    'elsewhere/own.json': '{"own": 1}',
  });
  const dev = await RunningDev.start(folder, ['--schedules']);
  onTestFinished(async () => void (await dev.stop()));
  const { notEmulated } = dev.ready;
  expect(notEmulated).toContainEqual(
    expect.stringMatching(/^EchoLost: .*time zone "Mars\/Phobos"/),
  );
  expect(notEmulated).toContainEqual(expect.stringContaining('tumbling windows'));
  expect(notEmulated).toContainEqual(
    expect.stringMatching(/^EchoForeign: events of .*:theirs have no local source/),
  );
  expect(notEmulated).toContainEqual(expect.stringMatching(/^Machine: it uses JSONata/));
  expect(notEmulated).toContainEqual(
    expect.stringMatching(/^Stage .*: functions get no stage variables$/),
  );
  expect(notEmulated).toContain('Rest: GET /things is not integrated with a function');
  expect((await dev.state()).notEmulated).toEqual(notEmulated);
  const bin = join(packageRoot, 'bin/lambda-gen.js');
  const invoke = async (event: string, input = '') => {
    const args = [bin, 'invoke', 'Echo', '--event', event, '--json'];
    const { stdout } = await execa('node', args, { cwd: join(folder, 'elsewhere'), input });
    return JSON.parse(stdout).result;
  };
  expect(await invoke('own.json')).toEqual({ own: 1 });
  expect(await invoke('-', '{"typed": 1}')).toEqual({ typed: 1 });
  expect(dev.invocations('Echo').map(({ event }) => event)).toEqual([{ own: 1 }, { typed: 1 }]);
});
