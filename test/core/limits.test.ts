import { expect, it } from 'vitest';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { planAdd } from '../../src/core/fold/plan-add.ts';
import { countResources } from '../../src/core/limits.ts';
import type { Ports } from '../../src/core/ports.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, memoryBase } from '../support/memory.ts';
import { fakePorts, queue } from '../support/ports.ts';

/** A ports whose pattern brings so many resources, and the part that it needs so many once. */
function bringing(own: number, shared: number): Ports {
  const ports = fakePorts();
  const { registry } = ports;
  const pattern: typeof queue = {
    ...queue,
    contribute: (context) => ({ ...queue.contribute(context), resources: own }),
  };
  const log = registry.parts.get('log')!;
  const part = {
    ...log,
    contribute: () => ({ ...log.contribute(sampleProject('sam')), resources: shared }),
  };
  const parts = new Map([...registry.parts, ['log', part]]);
  return { ...ports, registry: { ...registry, patterns: new Map([['queue', pattern]]), parts } };
}

const a = { pattern: 'queue', name: 'a1' };
const b = { pattern: 'queue', name: 'b1' };

const plan = (ports: Ports) =>
  planCreate({ project: sampleProject('sam'), instances: [a, b] }, memoryBase(new Map()), ports);

it('takes as many resources as CloudFormation does', () => {
  expect(() => plan(bringing(249, 2))).not.toThrow();
});

it('refuses one more, and counts a part once', () => {
  expect(() => plan(bringing(249, 3))).toThrow(
    'This takes 501 resources, and CloudFormation allows 500 in a stack',
  );
});

it('refuses the instance that is one too many for a standing project', () => {
  const ports = bringing(300, 0);
  const request = { project: sampleProject('sam'), instances: [a] };
  const files = committed(new Map(), planCreate(request, memoryBase(new Map()), ports));
  expect(() => planAdd(b, memoryBase(files), ports)).toThrow('This takes 600 resources');
});

it('counts the triggers of a standing project, and the parts that they need', () => {
  const ports = bringing(300, 0);
  const sqs = {
    id: 'sqs',
    title: '',
    summary: '',
    options: {},
    contribute: () => ({ sam: [], cloudformation: ['a.yaml'], cdk: '', requires: ['env'] }),
  };
  const text =
    'Resources:\n  __Name__Queue:\n    Type: AWS::SQS::Queue\n  __Function__:\n    Properties: {}\n';
  const registry = { ...ports.registry, triggers: new Map([['sqs', sqs]]) };
  const templates = { ...ports.templates, read: () => text };
  const addition = {
    kind: 'trigger',
    function: 'a1-run',
    type: 'sqs',
    ordinal: 2,
    options: {},
  } as const;
  const stack = {
    project: sampleProject('sam'),
    instances: [{ name: 'a1', pattern: 'queue', options: { kind: 'standard' } }],
    additions: [addition, { ...addition, ordinal: 1 }],
  };
  expect(countResources({ ...ports, registry, templates }, stack)).toBe(302);
});
