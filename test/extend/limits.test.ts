import { describe, expect, it } from 'vitest';
import type { Pattern } from '../../src/core/pattern.ts';
import { IACS } from '../../src/core/project.ts';
import type { ExtendContext } from '../../src/host/context.ts';
import {
  addFunction,
  addInstance,
  addTrigger,
  after,
  type Host,
  hostOf,
  kitOf,
  ownHost,
} from '../support/extend.ts';

/** Everything to extend the project with, were each of its functions so many resources. */
function kitWith(host: Host, resources: number): ExtendContext {
  const context = kitOf(host);
  const { registry } = context.ports;
  const fn = registry.patterns.get('function')!;
  const contribute: Pattern['contribute'] = (context) => ({
    ...fn.contribute(context),
    resources,
  });
  const patterns = new Map([...registry.patterns, ['function', { ...fn, contribute }]]);
  return { ...context, ports: { ...context.ports, registry: { ...registry, patterns } } };
}

const TOO_MANY = /^This takes \d+ resources, and CloudFormation allows 500 in a stack/;

describe.each(IACS)('a project of ours as %s', (iac) => {
  const host = ownHost(iac, [{ pattern: 'function', name: 'resize' }]);
  const add = (to: Host, resources: number) =>
    addTrigger(to, 'resize', 'sqs', {}, {}, kitWith(to, resources));

  it('refuses the trigger that is one too many', () => {
    expect(() => add(host, 480)).not.toThrow();
    expect(() => add(host, 497)).toThrow(TOO_MANY);
  });

  it('counts the triggers that it has when an instance comes', () => {
    const more = after(host, add(host, 480));
    const twice = (to: Host) =>
      addInstance(to, { pattern: 'function', name: 'thumb' }, kitWith(to, 247));
    expect(() => twice(host)).not.toThrow();
    expect(() => twice(more)).toThrow(TOO_MANY);
  });
});

const template = (resources: number) =>
  hostOf('sam', {
    'template.yaml': [
      'Resources:',
      '  Resize:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.handler',
      '      Runtime: nodejs24.x\n      Role: arn:aws:iam::123456789012:role/resize',
      ...Array.from({ length: resources - 1 }, (_, i) => `  Topic${i}:\n    Type: AWS::SNS::Topic`),
      '',
    ].join('\n'),
  });

const OPTIONS = { path: '/orders' };

/** Functions of SAM, each of which has a role that nobody wrote. */
const withFunctions = (count: number) =>
  hostOf('sam', {
    'template.yaml': [
      'Transform: AWS::Serverless-2016-10-31',
      'Resources:',
      ...Array.from({ length: count }, (_, i) =>
        [
          `  Fn${i}:\n    Type: AWS::Serverless::Function\n    Properties:`,
          '      Handler: index.handler\n      Runtime: nodejs24.x\n      CodeUri: src',
        ].join('\n'),
      ),
      '',
    ].join('\n'),
  });

describe('a template of somebody else', () => {
  it('takes triggers and functions as long as there is room', () => {
    expect(() => addTrigger(template(490), 'Resize', 'sqs')).not.toThrow();
    expect(() => addFunction(template(498), { name: 'thumb' })).not.toThrow();
  });

  it('is not made larger than a stack may be', () => {
    expect(() => addTrigger(template(496), 'Resize', 'sqs')).toThrow(
      /^template\.yaml would have 50\d resources, and CloudFormation allows 500/,
    );
    expect(() => addFunction(template(499), { name: 'thumb' })).toThrow(
      /^template\.yaml would have 501 resources/,
    );
  });

  it('counts what SAM makes of its functions and events', () => {
    // A function with a role, a permission and the API that it is the first to need: 3 of 4 are not written
    expect(() => addTrigger(withFunctions(248), 'Fn0', 'http', OPTIONS)).toThrow(
      /^template\.yaml would have 50\d resources/,
    );
    expect(() => addTrigger(withFunctions(240), 'Fn0', 'http', OPTIONS)).not.toThrow();
    expect(() => addFunction(withFunctions(250), { name: 'thumb' })).toThrow(
      /^template\.yaml would have 502 resources/,
    );
    expect(() => addFunction(withFunctions(249), { name: 'thumb' })).not.toThrow();
  });
});
