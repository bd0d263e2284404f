import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { modelOf } from '../../src/editors/sam/model.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import { nameOf } from '../laws/laws.ts';
import {
  addFunction,
  addInstance,
  addTrigger,
  after,
  bytes,
  type Host,
  ownHost,
  removeNamed,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN, OWN, STANDING_NAMES } from '../support/extend-hosts.ts';
import { patternIds, type Variant, variants } from '../support/triggers.ts';

const optionsOf = ({ trigger, hasResource, taken }: Variant): Readonly<Record<string, string>> => {
  const { option, isNamed } = trigger.resource ?? {};
  if (!option) return {};
  if (!hasResource) return isNamed ? { [option]: 'new' } : {};
  return { [option]: taken ? 'OwnRestApi' : STANDING_NAMES[option]! };
};

/** Law 7: what was added goes, and nothing else; the warnings are of what holds data. */
function inverseLaw(
  host: Host,
  there: Host,
  remove: (host: Host) => ReturnType<typeof removeNamed>,
) {
  expect(bytes(there)).not.toEqual(bytes(host));
  const plan = remove(there);
  expect(plan.notices).toEqual([]);
  expect(bytes(after(there, plan))).toEqual(bytes(host));
  return plan.warnings?.join('\n') ?? '';
}

/** A project whatever the order in which its template and package.json have what they have. */
function whatIsThere(host: Host) {
  const {
    'lambda-app.json': manifest,
    'template.yaml': template = '',
    'package.json': packages,
    ...files
  } = bytes(host);
  const { made, ...said } = JSON.parse(manifest!);
  const source = readSource(template || 'a: 1');
  if ('reason' in source) throw new Error(source.reason);
  return {
    ...files,
    said,
    owners: Object.keys(made),
    template: modelOf(source.root),
    packages: JSON.parse(packages!),
  };
}

const STATEFUL = [
  'cognito',
  'dynamodb-stream',
  'kinesis',
  's3',
  'schedule',
  'sns',
  'sqs',
  'eventbridge',
];

describe.each(IACS)('in a %s project of somebody else, remove undoes add', (form) => {
  const host = FOREIGN[form];

  it.each(variants)('of $label', (variant) => {
    const { id } = variant.trigger;
    const there = after(host, addTrigger(host, 'resize', id, optionsOf(variant)));
    const warnings = inverseLaw(host, there, (each) => removeTrigger(each, 'resize', id));
    if (!variant.hasResource)
      expect(/deletes Resize\w+ \(.*\) with the data/.test(warnings)).toBe(STATEFUL.includes(id));
  });

  it('of a function', () => {
    const there = after(host, addFunction(host, { name: 'archive', memory: 256 }));
    inverseLaw(host, there, (each) => removeNamed(each, 'archive'));
  });

  it.each(['sqs', 's3', 'schedule', 'http'])('of %s of a function that was added', (type) => {
    const own = after(host, addFunction(host, { name: 'archive' }));
    const there = after(own, addTrigger(own, 'archive', type));
    inverseLaw(own, there, (each) => removeTrigger(each, 'archive', type));
  });
});

describe.each(IACS)('in a %s project of our own, remove undoes add', (form) => {
  const host = OWN[form];

  it.each(variants.filter(({ hasResource }) => !hasResource))('of $label', (variant) => {
    const { id } = variant.trigger;
    const there = after(host, addTrigger(host, 'resize', id, optionsOf(variant)));
    inverseLaw(host, there, (each) => removeTrigger(each, 'resize', id));
  });

  it('of a pool that another instance makes', () => {
    const options = { pool: 'UsersUserPool', operation: 'pre-authentication' };
    const there = after(host, addTrigger(host, 'resize', 'cognito', options));
    inverseLaw(host, there, (each) => removeTrigger(each, 'resize', 'cognito'));
  });

  it.each(patternIds)('of %s', (pattern) => {
    const first = ownHost(form, [{ pattern: 'rest-api', name: 'first' }]);
    const there = after(first, addInstance(first, { pattern, name: 'second' }));
    inverseLaw(first, there, (each) => removeNamed(each, nameOf(pattern, 'second')));
  });

  const behind = { pattern: 'rest-api', name: 'behind' };

  it.each(patternIds.filter((id) => id !== 'user-auth'))('of %s, with one behind it', (pattern) => {
    const both = ownHost(form, [{ pattern, name: 'first' }, behind]);
    const plan = removeNamed(both, nameOf(pattern, 'first'));
    expect(plan.notices).toEqual([]);
    expect(whatIsThere(after(both, plan))).toEqual(whatIsThere(ownHost(form, [behind])));
  });

  it('but not of a user pool that another pattern takes', () => {
    const both = ownHost(form, [{ pattern: 'user-auth', name: 'first' }, behind]);
    expect(() => removeNamed(both, 'first')).toThrow('"first" is used by "behind"');
    const left = after(both, removeNamed(both, 'behind'));
    expect(whatIsThere(left)).toEqual(
      whatIsThere(ownHost(form, [{ pattern: 'user-auth', name: 'first' }])),
    );
  });
});
