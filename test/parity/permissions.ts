import type { Fact } from './fact.ts';
import { ofType, type Resources } from './template.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

interface Document {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const TRACES = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const SAMPLING = ['Rules', 'StatisticSummaries', 'Targets'].map(
  (what) => `xray:GetSampling${what}`,
);

const DEPLOYING = ['GetAlias', 'GetProvisionedConcurrencyConfig', 'UpdateAlias'].map(
  (what) => `lambda:${what}`,
);

/** What AWS allows on everything in its own policies that SAM gives; as of November 2026. */
const MANAGED: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': LOGS,
  'service-role/AWSCodeDeployRoleForLambda': [...DEPLOYING, 'cloudwatch:DescribeAlarms'],
  AWSXrayWriteOnlyAccess: [...TRACES, ...SAMPLING],
};

function managed(arn: string): Statement {
  const Action = MANAGED[arn.replace('arn:aws:iam::aws:policy/', '')];
  if (!Action) throw new Error(`What ${arn} allows is not known here`);
  return { Effect: 'Allow', Action, Resource: '*' };
}

const on = ({ Resource, Condition }: Statement) => {
  const resources = [Resource ?? 'itself'].flat();
  return resources.map((each) => (Condition ? `${each} if ${JSON.stringify(Condition)}` : each));
};

const facts = (subject: string, verb: string, statement: Statement): readonly Fact[] =>
  [statement.Action]
    .flat()
    .flatMap((action) => on(statement).map((each): Fact => [subject, `${verb} ${action}`, each]));

interface Role {
  readonly AssumeRolePolicyDocument: Document['PolicyDocument'];
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly Document[];
}

interface Attached extends Document {
  readonly Roles: readonly string[];
}

function statementsOf(all: Resources, id: string, role: Role): readonly Statement[] {
  const attached = ofType<Attached>(all, 'AWS::IAM::Policy').map(([, policy]) => policy);
  const policies = attached.filter(({ Roles }) => Roles.includes(id));
  const documents = [...policies, ...(role.Policies ?? [])];
  const own = documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return [...own, ...(role.ManagedPolicyArns ?? []).flatMap((arn) => managedIn(all, arn))];
}

/** What a managed policy allows: the stack's own, or AWS's. */
function managedIn(all: Resources, arn: string): readonly Statement[] {
  const own = ofType<Document>(all, 'AWS::IAM::ManagedPolicy').find(([id]) => id === arn);
  return own?.[1].PolicyDocument.Statement ?? [managed(arn)];
}

/** A value with lists of one as their member. */
const canonical = (value: unknown) =>
  JSON.stringify(value, (_, each) => (Array.isArray(each) && each.length === 1 ? each[0] : each));

/** What each role allows, as what its function may do, if it is a function's. */
export function grantedFacts(all: Resources): readonly Fact[] {
  return ofType<Role>(all, 'AWS::IAM::Role').flatMap(([id, role]) => {
    const owner = id.replace(/Role$/, '');
    const subject = all[owner] ? owner : id;
    const trusted = role.AssumeRolePolicyDocument.Statement.map(
      ({ Principal, Condition }): Fact => [
        subject,
        'its role is taken by',
        canonical({ Principal, Condition }),
      ],
    );
    const granted = statementsOf(all, id, role).flatMap((statement) =>
      facts(subject, statement.Effect === 'Allow' ? 'may' : 'may not', statement),
    );
    const logs = `${subject}Logs.Arn`;
    const named = granted.map(
      ([who, what, on]): Fact => [who, what, on === logs ? 'its logs' : on],
    );
    return [...trusted, ...named];
  });
}

interface ResourcePolicy extends Document {
  readonly Bucket?: string;
  readonly Queues?: readonly string[];
  readonly Topics?: readonly string[];
}

const RESOURCE_POLICIES = [
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
];

function ofPolicy({ Bucket, Queues, Topics, PolicyDocument }: ResourcePolicy): readonly Fact[] {
  const subjects = [Bucket, Queues, Topics].flat().filter((each) => each !== undefined);
  return subjects.flatMap((subject) =>
    PolicyDocument.Statement.flatMap((statement) =>
      facts(subject, `${statement.Effect} ${canonical(statement.Principal)}`, statement),
    ),
  );
}

/** What the stack's own managed policies allow, whoever has them. */
export const managedFacts = (all: Resources): readonly Fact[] =>
  ofType<Document>(all, 'AWS::IAM::ManagedPolicy').flatMap(([id, { PolicyDocument }]) =>
    PolicyDocument.Statement.flatMap((statement) => facts(id, statement.Effect, statement)),
  );

/** What queues, topics and buckets allow others. */
export const policyFacts = (all: Resources): readonly Fact[] =>
  RESOURCE_POLICIES.flatMap((type) =>
    ofType<ResourcePolicy>(all, type).flatMap(([, policy]) => ofPolicy(policy)),
  );
