import { describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { modelOf } from '../../src/editors/sam/model.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import {
  addInstance,
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  ownHost,
  read,
  removeNamed,
  removeTrigger,
} from '../support/extend.ts';

const edited = (host: Host, files: Readonly<Record<string, (text: string) => string>>): Host => {
  const changed = Object.entries(files).map(([path, edit]) => [
    path,
    edit(host.files.get(path) ?? ''),
  ]);
  return hostOf(host.form, { ...bytes(host), ...Object.fromEntries(changed) });
};

const written = (text: string) => () => text;

const resourcesOf = (host: Host) => {
  const source = readSource(read(host, 'template.yaml'));
  if ('reason' in source) throw new Error(source.reason);
  return (modelOf(source.root) as { Resources: Record<string, object> }).Resources;
};

const manifestOf = (host: Host) => JSON.parse(read(host, 'lambda-app.json'));
const instancesIn = (host: Host) =>
  manifestOf(host).instances.map(({ name }: { name: string }) => name);
const audit = { pattern: 'function', name: 'audit' };
const items = { pattern: 'rest-api', name: 'items' };
const orders = { pattern: 'rest-api', name: 'orders' };

const RECORDED =
  'lambda-app.json keeps a record of what stays of audit: remove it again when that is no longer edited or used';

const PARTIAL = { isPartial: true };

/** What a removal says that could only be partial. */
function refusalOf(remove: () => unknown): string {
  try {
    remove();
  } catch (error) {
    const { kind, message, hint } = error as { kind: string; message: string; hint: string };
    expect(kind).toBe('refused');
    return `${message}\n${hint}`;
  }
  throw new Error('It was not refused');
}

describe('a line of the user’s in what goes from a template', () => {
  const whole = ownHost('sam', [items, audit]);
  const line = '      ReservedConcurrentExecutions: 5\n';
  const at = /( {2}Audit:\n(?: {4}.*\n)*? {4}Properties:\n)/;
  const host = edited(whole, { 'template.yaml': (text) => text.replace(at, `$1${line}`) });
  const plan = removeNamed(host, 'audit', PARTIAL);
  const left = after(host, plan);
  const number = read(host, 'template.yaml').split('\n').indexOf('  Audit:') + 1;

  it('is named with its place, and nothing goes unless that is asked for', () => {
    const said = refusalOf(() => removeNamed(host, 'audit'));
    expect(said).toMatch(/^Not all of "audit" can be removed\nNothing was written\./);
    expect(said).toContain(`template.yaml:${number}: Audit was edited since it was made`);
    expect(said).toContain('--partial');
  });

  it('stays where it is, with the resource that has it', () => {
    const [before, now] = [resourcesOf(host), resourcesOf(left)];
    expect(Object.keys(now).filter((id) => id.startsWith('Audit'))).toEqual([
      'AuditLogs',
      'AuditRole',
      'Audit',
    ]);
    expect(now.Audit).toEqual(before.Audit);
    for (const [id, resource] of Object.entries(now)) expect(resource, id).toEqual(before[id]);
    expect(plan.notices).toContain(
      `template.yaml:${number}: Audit was edited since it was made: it stays`,
    );
  });

  it('keeps the code that the resource runs, and what that imports', () => {
    expect(plan.notices).toContain('src/audit/audit.ts is used by template.yaml: it stays');
    expect(plan.notices).toContain('src/audit/input.ts is used by src/audit/audit.ts: it stays');
    expect([...left.files.keys()].filter((path) => /audit/.test(path)).sort()).toEqual([
      'src/audit/audit.ts',
      'src/audit/input.ts',
    ]);
  });

  it('keeps the project’s own record of it, so that it goes when the line is gone', () => {
    expect(plan.notices).toContain(RECORDED);
    expect(instancesIn(left)).toEqual(['items', 'audit']);
    expect(read(left, 'README.md')).toBe(read(host, 'README.md'));
    const back = edited(left, { 'template.yaml': (text) => text.replace(line, '') });
    const again = removeNamed(back, 'audit');
    expect(again.notices).toEqual([]);
    expect(bytes(after(back, again))).toEqual(bytes(ownHost('sam', [items])));
  });

  it.each(['behind', 'in front'])(
    'changes nothing of what goes when it stands %s of it',
    (where) => {
      const mine = '\n  Mine:\n    Type: AWS::SNS::Topic\n';
      const place = (text: string) =>
        where === 'behind'
          ? text.replace('\nOutputs:', `${mine}$&`)
          : text.replace(/\n+ {2}AuditLogs:/, `\n${mine}$&`);
      const beside = edited(whole, { 'template.yaml': place });
      const gone = removeNamed(beside, 'audit');
      expect(gone.notices).toEqual([]);
      const { Mine, ...others } = resourcesOf(after(beside, gone));
      expect(Mine).toEqual({ Type: 'AWS::SNS::Topic' });
      expect(others).toEqual(resourcesOf(ownHost('sam', [items])));
    },
  );
});

describe('a threshold that the user edited', () => {
  const raised = (path: string, threshold: RegExp, form: Iac) => {
    const whole = ownHost(form, [items, orders]);
    const host = edited(whole, { [path]: (text) => text.replace(threshold, '$17') });
    expect(read(host, path)).not.toBe(read(whole, path));
    return host;
  };

  it('keeps its alarm and what that watches, and nothing else of the pattern', () => {
    const at = /(\n {2}OrdersErrorsAlarm:\n(?: {4}.*\n)*? {6}Threshold: )\d+/;
    const host = raised('template.yaml', at, 'sam');
    expect(refusalOf(() => removeNamed(host, 'orders'))).toContain(
      'OrdersErrorsAlarm was edited since it was made',
    );
    const left = after(host, removeNamed(host, 'orders', PARTIAL));
    const ids = Object.keys(resourcesOf(left)).filter((id) => id.startsWith('Orders'));
    expect(ids).toEqual(['OrdersApiAccessLogs', 'OrdersApi', 'OrdersErrorsAlarm']);
    expect([...left.files.keys()].filter((path) => /order/.test(path))).toEqual([]);
    const back = edited(left, { 'template.yaml': (text) => text.replace(at, '$11') });
    expect(bytes(after(back, removeNamed(back, 'orders')))).toEqual(bytes(ownHost('sam', [items])));
  });

  it('stays in the construct that other patterns use, and the pattern goes', () => {
    const path = 'infra/constructs/api-alarms.ts';
    const host = raised(path, /(threshold: )\d+/, 'cdk');
    const left = after(host, removeNamed(host, 'orders'));
    expect(read(left, path)).toBe(read(host, path));
    expect(instancesIn(left)).toEqual(['items']);
  });
});

describe('what goes from a CDK stack', () => {
  const whole = ownHost('cdk', [items, audit]);
  const statement = "new Audit(this, 'Audit');";

  it('goes from among the user’s own lines', () => {
    const host = edited(whole, {
      'infra/stack.ts': (text) =>
        text
          .replace(statement, `${statement}\n    new Mine(this, 'Mine');`)
          .replace(/(import \{ Audit \}.*\n)/, "$1import { Mine } from './mine.ts';\n"),
    });
    const plan = removeNamed(host, 'audit');
    expect(plan.notices).toEqual([]);
    const stack = read(after(host, plan), 'infra/stack.ts');
    expect(stack).not.toContain('Audit');
    expect(stack).toContain("import { Mine } from './mine.ts';");
  });

  it('stays as the user has changed it, with the module that it imports', () => {
    const changed = `const audit = ${statement}\n    audit.grantInvoke(admin);`;
    const host = edited(whole, { 'infra/stack.ts': (text) => text.replace(statement, changed) });
    const plan = removeNamed(host, 'audit', PARTIAL);
    const left = after(host, plan);
    expect(read(left, 'infra/stack.ts')).toBe(read(host, 'infra/stack.ts'));
    expect(left.files.has('infra/audit.ts')).toBe(true);
    expect(left.files.has('src/audit/audit.ts')).toBe(true);
    expect(plan.notices.join('\n')).toMatch(
      /^infra\/stack\.ts:\d+: the import of Audit from \.\/audit\.ts is used in line \d+: it stays$/m,
    );
    expect(plan.notices).toContain('infra/audit.ts is used by infra/stack.ts: it stays');
    expect(instancesIn(left)).toEqual(['items', 'audit']);
  });
});

describe('what the user’s own code uses', () => {
  const whole = ownHost('sam', [{ pattern: 'function', name: 'audit' }, orders]);
  const run = `import { documents } from '../shared/dynamodb.ts';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';

export const handler = () => documents.send(new ScanCommand({ TableName: 'audits' }));
`;
  const host = edited(whole, { 'src/audit/audit.ts': written(run) });
  const plan = removeNamed(host, 'orders', PARTIAL);
  const left = after(host, plan);
  const packagesIn = (each: Host) =>
    Object.keys(JSON.parse(read(each, 'package.json')).dependencies);

  it('stays, and is named with what uses it', () => {
    expect(plan.notices[0]).toBe(
      'src/shared/dynamodb.ts is used by src/audit/audit.ts: it stays, and so does all of parts/dynamodb',
    );
    for (const notice of plan.notices)
      expect(notice).toMatch(/ so does all of parts\/(local-)?dynamodb$/);
    expect(packagesIn(left)).toContain('@aws-sdk/lib-dynamodb');
    expect([...left.files.keys()].filter((path) => path.includes('orders'))).toEqual([]);
  });

  it('goes with the next thing that goes when it is no longer used', () => {
    const news = { pattern: 'function', name: 'news' };
    const more = after(left, addInstance(left, news));
    const unused = edited(more, { 'src/audit/audit.ts': () => read(whole, 'src/audit/audit.ts') });
    const again = removeNamed(unused, 'news');
    expect(again.notices).toEqual([]);
    expect(bytes(after(unused, again))).toEqual(bytes(ownHost('sam', [audit])));
  });

  it('is a package by itself, too', () => {
    const only = edited(whole, {
      'src/audit/audit.ts': (text) => `import '@aws-sdk/lib-dynamodb';\n${text}`,
    });
    const alone = removeNamed(only, 'orders', PARTIAL);
    const kept =
      /^package\.json:\d+: @aws-sdk\/lib-dynamodb is used by src\/audit\/audit\.ts: it stays/;
    expect(alone.notices).not.toEqual([]);
    for (const notice of alone.notices) expect(notice).toMatch(kept);
    const now = packagesIn(after(only, alone));
    expect(now).toContain('@aws-sdk/lib-dynamodb');
  });

  it('is what an own test of the user’s imports, and all that this imports', () => {
    const path = 'test/mine/create.test.ts';
    const mine = edited(whole, { [path]: written("import '../../src/orders/create.ts';\n") });
    const kept = removeNamed(mine, 'orders', PARTIAL);
    const now = after(mine, kept);
    expect(kept.notices).toContain(`src/orders/create.ts is used by ${path}: it stays`);
    for (const file of ['src/orders/create.ts', 'src/orders/item.ts', 'src/shared/http.ts'])
      expect(now.files.has(file), file).toBe(true);
    expect(now.files.has('src/orders/list.ts')).toBe(false);
    expect(instancesIn(now)).toEqual(['audit']);
    expect(manifestOf(now).files.orders).toHaveProperty(['src/orders/create.ts']);
  });

  it('is a program that a script runs', () => {
    const news = ownHost('sam', [audit, { pattern: 'pub-sub', name: 'news' }]);
    const seeded = edited(news, {
      'package.json': (text) =>
        text.replace('"scripts": {', '"scripts": {\n    "seed": "fauxqs --port 4566",'),
    });
    const kept = removeNamed(seeded, 'news', PARTIAL);
    expect(kept.notices[0]).toMatch(/^package\.json:\d+: fauxqs is used by a script: it stays/);
    expect(JSON.parse(read(after(seeded, kept), 'package.json')).devDependencies).toHaveProperty(
      'fauxqs',
    );
  });
});

it('what another pattern has taken does not go before that one', () => {
  const users = { pattern: 'user-auth', name: 'users' };
  const host = ownHost('sam', [users, items]);
  expect(() => removeNamed(host, 'users')).toThrow('"users" is used by "items"');
  expect(() => removeNamed(host, 'users', PARTIAL)).toThrow('"users" is used by "items"');
});

describe('a file that was edited', () => {
  const whole = ownHost('sam', [items, audit]);
  const host = edited(whole, { 'src/audit/input.ts': (text) => `${text}\n// mine\n` });
  const plan = removeNamed(host, 'audit', PARTIAL);
  const left = after(host, plan);

  it('stays on record, and is no longer in the project', () => {
    expect(plan.notices).toEqual([
      'src/audit/input.ts was edited since it was made: it stays',
      RECORDED,
    ]);
    expect(instancesIn(left)).toEqual(['items']);
    expect(Object.keys(manifestOf(left).files.audit)).toEqual(['src/audit/input.ts']);
    expect(read(left, 'README.md')).toBe(read(ownHost('sam', [items]), 'README.md'));
  });

  it.each([
    ['as it was made', () => read(whole, 'src/audit/input.ts')],
    ['deleted', () => undefined],
  ])('goes when it is %s', (_, text) => {
    const path = 'src/audit/input.ts';
    const back = after(left, { changes: [{ path, before: '', after: text() } as never] });
    const again = removeNamed(back, 'audit');
    expect(again.notices).toEqual([]);
    expect(bytes(after(back, again))).toEqual(bytes(ownHost('sam', [items])));
  });
});

const IMPORT = "import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';";
const STATEMENT = `
    const mine = new NodejsFunction(this, 'Mine', {
      entry: 'src/mine/run.ts',
    });`;
const RESOURCE = `
  Mine:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/mine/run.handler
`;

/** A project of ours with a function of the user's own. */
const withMine: Readonly<Record<Iac, (own: Host) => Host>> = {
  sam: (own) =>
    edited(own, { 'template.yaml': (text) => text.replace('\nOutputs:', `${RESOURCE}$&`) }),
  cdk: (own) =>
    edited(own, {
      'infra/stack.ts': (text) =>
        text.replace('\n\nexport', `\n${IMPORT}$&`).replace(/new Items\(.*\);/, `$&\n${STATEMENT}`),
    }),
};

describe.each(IACS)(
  'a trigger of a function that the user wrote, in a %s project of ours,',
  (form) => {
    const host = edited(withMine[form](ownHost(form, [items])), {
      'src/mine/run.ts': written('export const handler = async (event: unknown) => event;\n'),
    });

    it.each(['sqs', 'kinesis', 'schedule', 's3', 'http'])('%s, goes without a trace', (type) => {
      const there = after(host, addTrigger(host, 'mine', type));
      expect(read(there, 'README.md')).not.toBe(read(host, 'README.md'));
      const plan = removeTrigger(there, 'mine', type);
      expect(plan.notices).toEqual([]);
      expect(bytes(after(there, plan))).toEqual(bytes(host));
    });

    it('leaves the parts that another trigger needs', () => {
      const add = (to: Host, type: string) => after(to, addTrigger(to, 'mine', type));
      const both = ['sqs', 'kinesis'].reduce(add, host);
      const left = after(both, removeTrigger(both, 'mine', 'sqs'));
      const one = add(host, 'kinesis');
      expect([...left.files.keys()].sort()).toEqual([...one.files.keys()].sort());
      expect(read(left, 'README.md')).toBe(read(one, 'README.md'));
      expect(bytes(after(left, removeTrigger(left, 'mine', 'kinesis')))).toEqual(bytes(host));
    });
  },
);

it.each([
  ['sam', 'template.yaml'],
  ['cdk', 'infra/stack.ts'],
] as const)('nothing is removed from a project as %s without %s', (form, path) => {
  const whole = ownHost(form, [audit]);
  const { [path]: _, ...files } = bytes(whole);
  const host = hostOf(form, files);
  expect(() => removeNamed(host, 'audit')).toThrow(`${path} is missing`);
  expect(() => removeTrigger(host, 'audit', 'sqs')).toThrow(`${path} is missing`);
});

it('what is not there is refused, with the nearest name', () => {
  const host = ownHost('sam', [items, audit]);
  const said = refusalOf(() => removeNamed(host, 'itms'));
  expect(said).toContain('There is no pattern "itms" in lambda-app.json');
  expect(said).toContain('Did you mean "items"? Known: items.');
  const option = refusalOf(() => removeNamed(host, 'vpcs', { as: 'option' }));
  expect(option).toContain('Only what lambda-gen has added can be removed.');
  expect(refusalOf(() => removeTrigger(host, 'audit', 'sqs'))).toContain('There is no trigger');
  const added = after(host, addTrigger(host, 'audit', 'sqs'));
  const other = refusalOf(() => removeTrigger(added, 'bills', 'sns'));
  expect(other).toContain('There is no trigger "bills sns" in lambda-app.json\nKnown: audit sqs.');
});
