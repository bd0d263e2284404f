import { describe, expect, it } from 'vitest';
import { cdkFunctions } from '../../src/infrastructure/cdk/functions.ts';
import { uniqueName } from '../../src/infrastructure/match.ts';
import { samFunctions } from '../../src/infrastructure/sam/functions.ts';
import { addTrigger, after, type Host, kitOf, ownHost, read } from '../support/extend.ts';

const instances = [
  { pattern: 'rest-api', name: 'items' },
  { pattern: 'pub-sub', name: 'notifications' },
  { pattern: 'workflow', name: 'orders' },
  { pattern: 'file-processing', name: 'uploads' },
  { pattern: 'scheduled-task', name: 'cleanup' },
  { pattern: 'user-auth', name: 'users' },
  { pattern: 'function', name: 'send-invoice' },
];

const HOSTS = { cdk: ownHost('cdk', instances), sam: ownHost('sam', instances) };

function namesOf(host: Host) {
  const { disk } = kitOf(host);
  const all = host.form === 'cdk' ? cdkFunctions(disk) : samFunctions(disk);
  return all.map((each) => ({ name: uniqueName(each, all), shown: each.shown }));
}

const NAMES = namesOf(HOSTS.sam).map(({ name }) => name);

const added = (host: Host) =>
  JSON.parse(read(host, 'lambda-app.json')).additions as readonly { function: string }[];

describe('a function of a project of ours', () => {
  it('has the same name in both forms', () => {
    expect(
      namesOf(HOSTS.cdk)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(NAMES.toSorted());
  });

  it('is shown by the name that commands take', () => {
    for (const host of Object.values(HOSTS))
      for (const { name, shown } of namesOf(host))
        expect(shown).toMatch(new RegExp(`^${name} \\(`));
  });

  it.each(NAMES)('takes a trigger under its name, and has it under the same one: %s', (name) => {
    const [cdk, sam] = [HOSTS.cdk, HOSTS.sam].map((host) =>
      added(after(host, addTrigger(host, name, 'schedule'))),
    );
    expect(cdk).toEqual(sam);
  });

  it.each([
    ['sqs', /\bwork\(getFunction, getQueue/],
    ['function-url', /getFunction\.addFunctionUrl\(/],
    ['kinesis', /getFunction\.addEventSource\(/],
  ])('is found in the construct tree as what the project makes: %s', (type, uses) => {
    const host = HOSTS.cdk;
    const text = read(after(host, addTrigger(host, 'ItemsGet', type)), 'infra/items.ts');
    expect(text).toContain("const getFunction = this.node.findChild('Get') as LambdaFunction;");
    expect(text).toMatch(uses);
    expect(text.match(/import .*\bLambdaFunction\b/g)).toHaveLength(1);
  });
});
