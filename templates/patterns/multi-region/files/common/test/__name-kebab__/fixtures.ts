import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';
import type { Event } from '../../src/__name-kebab__/caller.ts';

// Handlers read them when they start: tests import this file before them
process.env.SWITCH_NAME = '/switch/enabled';
process.env.TABLE_NAME = 'table';

export const region = process.env.AWS_REGION ?? '';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

/** Who calls in the sample events. */
export const owner = '0c6f2b1e-7d34-4a59-8e12-5b9a3c7d1f60';

/** The item in the sample events, as the API shows it. */
export const item = {
  id: '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846',
  name: 'First',
  description: 'The first of many',
  updatedAt: '2026-01-15T09:30:00.000Z',
  region,
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The same, as the table holds it. */
export const row = {
  ...item,
  ownerId: owner,
  etag: `"${sha256(JSON.stringify(item))}"`,
  requestHash: sha256(JSON.stringify({ name: item.name, description: item.description })),
};

const writtenElsewhere = sha256(JSON.stringify({ ...item, description: 'Written elsewhere' }));

const read = (name: string): Event =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

const callerIs = (authorizer?: Event['requestContext']['authorizer']) => ({
  requestContext: { ...read('get.valid').requestContext, authorizer },
});

const replace = { headers: { 'if-match': row.etag }, body: '{"name":"Renamed"}' };

/** What differs from the valid event of the function, by case. */
const changes: Record<string, Partial<Event>> = {
  'get.not-found': { pathParameters: { id: 'c9e07a14-6b2d-4f83-9a51-0d8e4b7c3f29' } },
  'get.bad-id': { pathParameters: { id: 'not-an-id' } },
  'get.no-claims': callerIs(),
  'get.other-owner': callerIs({ jwt: { claims: { sub: 'somebody else' } } }),
  'put.no-claims': callerIs(),
  'put.taken': { body: '{"name":"Another body"}' },
  'put.replace': replace,
  'put.write-conflict': { ...replace, headers: { 'if-match': `"${writtenElsewhere}"` } },
  'put.no-precondition': { ...replace, headers: {} },
  'put.bad-if-match': { ...replace, headers: { 'if-match': 'W/"1"' } },
  'put.bad-id': { pathParameters: { id: 'not-an-id' } },
  'put.invalid-json': { body: '{"name": "First"' },
  'put.missing-name': { body: '{"description":"No name"}' },
  'put.extra-field': { body: '{"name":"First","ownerId":"me"}' },
};

/** `_items.json` is no event: it has what the events find in the table. */
const files = readdirSync(folder)
  .filter((file) => !file.startsWith('_'))
  .map((file) => file.replace(/\.json$/, ''));

export const eventNames = [...files, ...Object.keys(changes)];

export function readEvent(name: string): Event {
  const file = name in changes ? name.replace(/\..*/, '.valid') : name;
  return { ...read(file), ...changes[name] };
}

/** DynamoDB's answer when the condition of a write does not hold of `met`. */
export const conditionFailed = (met?: object) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    Item: met && marshall(met),
  });

export const ssmMock = mockClient(SSMClient);

beforeEach(() => {
  ssmMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
});

/** What the switch of the region says. */
export const turnSwitch = (Value: string | undefined) =>
  ssmMock.on(GetParameterCommand, { Name: '/switch/enabled' }).resolves({ Parameter: { Value } });
