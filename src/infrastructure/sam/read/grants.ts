import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { isUnknown, type Node, type ResourceType } from '../../graph.ts';
import { inProperties, itemsOf, type Reading } from './reading.ts';
import { referencesIn } from './references.ts';
import { readQueuePolicy, textsOf } from './resource-policies.ts';
import { keyOf, resourceIn } from './resource-types.ts';
import type { Keys, Written } from './template.ts';

const EVERY_KEY = /^(\*|arn:.*:kms:.*:(key\/)?\*)$/;

/** A key of another stack, by the expression that the template names it with. */
function foreignKey({ template, imported }: Reading, model: Model): Node {
  const value = keyOf(template, model);
  const id = value !== undefined && isUnknown(value) ? value.unknown : String(value);
  const place = template.placeOf(['Resources']);
  const node: Node = imported.get(`key ${id}`) ?? {
    id,
    type: 'key',
    place,
    properties: {},
    isImported: true,
  };
  imported.set(`key ${id}`, node);
  return node;
}

/** A value that may be the ARN of another stack's key: a parameter, or a text with an ARN. */
const isWhole = (model: Model) => typeof model === 'object' || /^arn:.*:kms:/.test(String(model));

const subText = (model: Model) => mapOf(model)['Fn::Sub'] ?? model;

/** The resources that a statement names: each, or undefined for every one. */
function resourcesOf(
  reading: Reading,
  model: Model | undefined,
  actions: readonly string[],
): readonly (Node | undefined)[] {
  const texts = textsOf([model ?? []].flat().map((each) => subText(each as Model)));
  if (texts.some((text) => EVERY_KEY.test(text))) return [undefined];
  const ofKeys = actions.some((action) => /^kms:/i.test(action));
  return ([model ?? []].flat() as readonly Model[]).flatMap((each) => {
    const own = [...referencesIn(each)].flatMap(({ id }) => reading.nodes.get(id) ?? []);
    return own.length > 0 || !ofKeys || !isWhole(each) ? own : [foreignKey(reading, each)];
  });
}

function addStatement(
  reading: Reading,
  to: Node,
  { Effect = 'Allow', Action, Resource }: ModelMap,
  at: Keys,
): void {
  if (Effect !== 'Allow') return;
  const place = reading.template.placeOf(at);
  const actions = textsOf(Action);
  for (const on of resourcesOf(reading, Resource, actions))
    reading.edges.push({ kind: 'grants', to, ...(on && { on }), actions, place });
}

/** What SAM's policy templates grant, of those that rules ask for. */
const TEMPLATES = [
  ['KMSDecryptPolicy', 'KeyId', ['kms:Decrypt']],
  ['SQSPollerPolicy', 'QueueName', ['sqs:ReceiveMessage', 'sqs:DeleteMessage']],
  ['SQSSendMessagePolicy', 'QueueName', ['sqs:SendMessage']],
  ['SNSPublishMessagePolicy', 'TopicName', ['sns:Publish']],
  ['SNSCrudPolicy', 'TopicName', ['sns:Publish']],
  ['S3CrudPolicy', 'BucketName', ['s3:PutObject']],
  ['S3WritePolicy', 'BucketName', ['s3:PutObject']],
  ['S3FullAccessPolicy', 'BucketName', ['s3:PutObject']],
  ['DynamoDBCrudPolicy', 'TableName', ['dynamodb:PutItem']],
  ['DynamoDBWritePolicy', 'TableName', ['dynamodb:PutItem']],
  ['KinesisCrudPolicy', 'StreamName', ['kinesis:PutRecord']],
] as const;

function addPolicyTemplate(reading: Reading, to: Node, policy: ModelMap, at: Keys): void {
  const place = reading.template.placeOf(at);
  for (const [name, parameter, actions] of TEMPLATES)
    for (const on of resourcesOf(reading, mapOf(policy[name])[parameter], actions))
      if (on) reading.edges.push({ kind: 'grants', to, on, actions, place });
}

const SENDING: Partial<Record<ResourceType, readonly string[]>> = {
  queue: ['sqs:SendMessage'],
  topic: ['sns:Publish'],
};

const addDocument = (reading: Reading, to: Node, document: Model | undefined, at: Keys) => {
  for (const [n, statement] of itemsOf(mapOf(document).Statement))
    addStatement(reading, to, statement, [...at, 'Statement', n]);
};

const roleIn = ({ nodes }: Reading, model: Model | undefined) =>
  [...referencesIn(model)].flatMap(({ id }) => nodes.get(id) ?? []);

/** A role's own policies, or those that SAM puts into the role of a function. */
function readInline(reading: Reading, written: Written, to: Node | undefined): void {
  if (!to) return;
  const { id, properties } = written;
  readAttached(reading, written, to);
  for (const [n, policy] of itemsOf(properties.Policies)) {
    const at = inProperties(id, 'Policies', n);
    addDocument(reading, to, policy.PolicyDocument ?? policy, at);
    addPolicyTemplate(reading, to, policy, at);
  }
}

/** Managed policies of the template that a role names, or a function whose role SAM makes. */
function readAttached(reading: Reading, { properties }: Written, to: Node): void {
  for (const { id } of referencesIn(properties.ManagedPolicyArns ?? properties.Policies)) {
    const policy = reading.template.resources.get(id);
    if (policy?.cfnType === 'AWS::IAM::ManagedPolicy')
      addDocument(
        reading,
        to,
        policy.properties.PolicyDocument,
        inProperties(id, 'PolicyDocument'),
      );
  }
}

const readPolicy = (reading: Reading, { id, properties: { Roles, PolicyDocument } }: Written) => {
  for (const role of roleIn(reading, Roles))
    addDocument(reading, role, PolicyDocument, inProperties(id, 'PolicyDocument'));
};

/** What a function of which an invocation fails is sent to: SAM lets its role send there. */
function readDeadLetters(reading: Reading, { id, properties: p }: Written, to: Node): void {
  const { OnFailure, OnSuccess } = mapOf(mapOf(p.EventInvokeConfig).DestinationConfig);
  const own = p.DeadLetterQueue ?? p.DeadLetterConfig;
  const all = [
    mapOf(own).TargetArn,
    ...[OnFailure, OnSuccess].map((each) => mapOf(each).Destination),
  ];
  const place = reading.template.placeOf(inProperties(id));
  for (const each of all) {
    const on = reading.nodes.get(resourceIn(reading.template, each)?.id ?? '');
    if (on) reading.edges.push({ kind: 'grants', to, on, actions: SENDING[on.type] ?? [], place });
  }
}

/** A key may name in its own policy who uses it. */
function readKey(reading: Reading, { id, properties }: Written): void {
  const key = reading.nodes.get(id)!;
  for (const [n, { Principal, Action }] of itemsOf(mapOf(properties.KeyPolicy).Statement))
    for (const to of roleIn(reading, mapOf(Principal).AWS)) {
      const place = reading.template.placeOf(inProperties(id, 'KeyPolicy', 'Statement', n));
      reading.edges.push({ kind: 'grants', to, on: key, actions: textsOf(Action), place });
    }
}

/** Reads what roles may do, as far as policies of the template say it. */
export function readGrants(reading: Reading, written: Written): void {
  const node = reading.nodes.get(written.id)!;
  if (node.type === 'role') readInline(reading, written, node);
  if (node.type === 'function') {
    readInline(reading, written, reading.nodes.get(String(node.properties.role)));
    readDeadLetters(reading, written, node);
  }
  if (node.type === 'policy') readPolicy(reading, written);
  if (node.type === 'key') readKey(reading, written);
  if (/^AWS::SQS::Queue(Inline)?Policy$/.test(written.cfnType)) readQueuePolicy(reading, written);
}
