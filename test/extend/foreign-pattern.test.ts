import { describe, expect, it } from 'vitest';
import { offered } from '../../src/core/fold/resolve.ts';
import { parseManifest } from '../../src/core/manifest.ts';
import { fileHash } from '../../src/editors/tokens/hash.ts';
import { loadRegistry } from '../../src/io/load-registry.ts';
import {
  addInstance,
  addPattern,
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removeNamed,
} from '../support/extend.ts';

const STACK = `import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class ShopStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    new cdk.CfnOutput(this, 'Name', { value: 'shop' });
  }
}
`;

const PACKAGE = JSON.stringify(
  { name: 'shop', scripts: {}, dependencies: { 'aws-cdk-lib': '2.276.0', constructs: '^10.0.0' } },
  null,
  2,
);

const TSCONFIG = `{
  "compilerOptions": { "strict": true },
  "exclude": [
    "node_modules"
  ]
}
`;

const CDK = {
  'cdk.json': '{"app": "npx tsx bin/shop.ts"}',
  'package.json': PACKAGE,
  'tsconfig.json': TSCONFIG,
  'lib/shop-stack.ts': STACK,
  'bin/shop.ts': `import { ShopStack } from '../lib/shop-stack';\nnew ShopStack(app, 'Shop');\n`,
};

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: hello/
`;

const SAM = {
  'template.yaml': TEMPLATE,
  'samconfig.toml': '[default.deploy.parameters]\ncapabilities = "CAPABILITY_IAM"\n',
};

const HOSTS: readonly Host[] = [hostOf('cdk', CDK), hostOf('sam', SAM)];

const cdk = (changed: Readonly<Record<string, string>>) => hostOf('cdk', { ...CDK, ...changed });
const sam = (changed: Readonly<Record<string, string>>) => hostOf('sam', { ...SAM, ...changed });

const ids = [...offered(await loadRegistry()).keys()];
const cases = HOSTS.flatMap((host) => ids.map((id) => [host.form, id, host] as const));

describe.each(cases)('in a %s project of somebody else, %s', (_, pattern, host) => {
  const request = { pattern, name: 'shop-floor' };
  const plan = addPattern(host, request);
  const there = after(host, plan);

  it('comes in a folder of its own, and changes what stands by insertion alone', () => {
    const own = plan.changes.filter(({ path }) => path.startsWith('shop-floor/'));
    expect(own.length).toBeGreaterThan(40);
    expect(own.map(({ after: text }) => text).join('\n')).not.toMatch(/__(name|Name|app)\b/);
    for (const { path, before = '', after: text } of plan.changes)
      if (!own.some((each) => each.path === path)) expect(isKept(before, text!), path).toBe(true);
  });

  it('is there once, however often it is asked for', () => {
    expect(addPattern(there, request).changes).toEqual([]);
  });

  it('goes without a trace', () => {
    expect(bytes(after(there, removeNamed(there, 'shop-floor')))).toEqual(bytes(host));
  });
});

/** Whether every character of `before` is still there, in its order. */
function isKept(before: string, now: string): boolean {
  let at = 0;
  for (const char of now) if (char === before[at]) at++;
  return at === before.length;
}

const orders = { pattern: 'rest-api', name: 'orders' };
const withOrders = (host: Host) => after(host, addPattern(host, orders));

describe('a pattern in a CDK app', () => {
  const host = withOrders(cdk({}));

  it('is a construct of the stack, imported as its modules are', () => {
    expect(read(host, 'lib/shop-stack.ts')).toContain(
      "import { Orders } from '../orders/infra/orders';",
    );
    expect(read(host, 'lib/shop-stack.ts')).toContain("    new Orders(this, 'Orders');\n");
    expect(read(host, 'orders/infra/orders.ts')).toContain("from './constructs/function';");
  });

  it('is compiled by the host with the schemas that a construct takes from the functions', () => {
    const request = { ...orders, options: { api: 'rest' } };
    const rest = after(cdk({}), addPattern(cdk({}), request));
    expect(read(rest, 'orders/infra/orders.ts')).toContain("from '../src/orders/item';");
    expect(read(rest, 'orders/src/orders/item.ts')).not.toMatch(/from '\..*\.ts'/);
  });

  it('is deployed by the host: what deploys a project of its own stays out', () => {
    const scripts = Object.keys(bytes(host)).filter((path) => /^orders\/.*scripts\//.test(path));
    expect(scripts).toEqual([]);
  });

  it('runs where cdk.json is: entries of functions begin there', () => {
    expect(read(host, 'orders/infra/orders.ts')).toContain('entry: `orders/src/orders/');
    expect(read(host, 'orders/vitest.config.mts')).toContain(
      "include: ['orders/test/**/*.test.ts']",
    );
  });

  it('brings its packages and one script, and is compiled by itself', () => {
    const { scripts, devDependencies } = JSON.parse(read(host, 'package.json'));
    expect(Object.keys(scripts)).toEqual(['check:orders']);
    expect(devDependencies).toMatchObject({ vitest: expect.anything() });
    expect(devDependencies).not.toHaveProperty('@biomejs/biome');
    expect(JSON.parse(read(host, 'tsconfig.json')).exclude).toEqual(['node_modules', 'orders']);
  });

  it('names modules with an ending where the project does', () => {
    const esm = cdk({ 'bin/shop.ts': "import { ShopStack } from '../lib/shop-stack.js';\n" });
    expect(read(withOrders(esm), 'lib/shop-stack.ts')).toContain("'../orders/infra/orders.js'");
    expect(read(withOrders(esm), 'orders/infra/orders.ts')).toContain("'./constructs/function.js'");
  });

  it('stands beside another one', () => {
    const two = after(host, addPattern(host, { pattern: 'pub-sub', name: 'news' }));
    expect(read(two, 'lib/shop-stack.ts')).toContain("new News(this, 'News');");
    const scripts = Object.keys(JSON.parse(read(two, 'package.json')).scripts);
    expect(scripts).toEqual(['check:orders', 'check:news', 'redrive:news']);
  });

  it.each([
    ['orders', 'news', 'checkout'],
    ['checkout', 'orders', 'news'],
    ['news', 'checkout', 'orders'],
  ])('goes whatever stays: %s, %s, %s', (...names) => {
    const requests = [
      { pattern: 'pub-sub', name: 'news' },
      { pattern: 'workflow', name: 'checkout' },
    ];
    const three = requests.reduce((each, request) => after(each, addPattern(each, request)), host);
    const without = (each: Host, name: string) => after(each, removeNamed(each, name));
    const one = names.slice(0, 2).reduce(without, three);
    const packages = (each: Host) => {
      const { dependencies, devDependencies } = JSON.parse(read(each, 'package.json'));
      return Object.keys({ ...dependencies, ...devDependencies }).sort();
    };
    const last = [...requests, orders].find(({ name }) => name === names.at(-1))!;
    expect(packages(one)).toEqual(packages(after(cdk({}), addPattern(cdk({}), last))));
    expect(bytes(without(one, last.name))).toEqual(bytes(cdk({})));
  });

  it('is below the folder that the app runs in', () => {
    const nested = Object.entries(CDK).map(([path, text]) => [`infra/app/${path}`, text] as const);
    const host = withOrders(hostOf('cdk', Object.fromEntries(nested)));
    expect(read(host, 'infra/app/orders/infra/orders.ts')).toContain('entry: `orders/src/');
    expect(read(host, 'infra/app/lib/shop-stack.ts')).toContain("'../orders/infra/orders'");
  });

  it('has its packages where the CDK is, and its script goes where the app runs', () => {
    const { 'package.json': root, ...app } = CDK;
    const files = Object.entries(app).map(([path, text]) => [`apps/shop/${path}`, text] as const);
    const workspace = { ...Object.fromEntries(files), 'apps/shop/package.json': '{}' };
    const host = withOrders(hostOf('cdk', { ...workspace, 'package.json': root }));
    expect(read(host, 'apps/shop/package.json')).toBe('{}');
    const { scripts } = JSON.parse(read(host, 'package.json'));
    expect(scripts['check:orders']).toMatch(/^cd apps\/shop && tsc --noEmit -p orders && /);
  });

  it('is said to need projen, which would undo what came into its files', () => {
    const marked = PACKAGE.replace(
      '{',
      '{ "//": "~~ Generated by projen. To modify, edit .projenrc.ts",',
    );
    expect(addPattern(cdk({ 'package.json': marked }), orders).warnings).toEqual([
      'package.json is written by projen: make the same change in .projenrc',
    ]);
  });

  it.each(ids)('names no script and no document in its README that is not there: %s', (pattern) => {
    const there = after(cdk({}), addPattern(cdk({}), { pattern, name: 'orders' }));
    const files = bytes(there);
    const { scripts } = JSON.parse(files['orders/package.json'] ?? files['package.json']!);
    const named = (expression: RegExp) =>
      [...files['orders/README.md']!.matchAll(expression)].map(([, name]) => name!);
    expect(named(/npm run ([\w:-]+)/g).filter((name) => !(name in scripts))).toEqual([]);
    expect(named(/\b(docs\/[\w-]+\.md)/g).filter((path) => !files[`orders/${path}`])).toEqual([]);
  });

  it('asks for no configuration of a runner that another pattern has brought', () => {
    const { nextSteps } = addPattern(host, { pattern: 'scheduled-task', name: 'nightly' });
    expect(nextSteps.join()).not.toContain('would run the tests');
  });

  it.each([
    ['package-lock.json', 'npx cdk diff'],
    ['pnpm-lock.yaml', 'pnpm exec cdk diff'],
    ['yarn.lock', 'yarn cdk diff'],
    ['bun.lock', 'bunx cdk diff'],
  ])('is compared with what is deployed by the package manager of %s', (lock, command) => {
    expect(addPattern(cdk({ [lock]: '' }), orders).nextSteps).toContainEqual(
      expect.stringMatching(`^${command} `),
    );
  });

  it('is made under another name where the stack has one of that name', () => {
    const taken = cdk({ 'lib/shop-stack.ts': `${STACK}\nexport class Orders {}\n` });
    const text = read(withOrders(taken), 'lib/shop-stack.ts');
    expect(text).toMatch(/import \{ Orders as (\w+) \} from '\.\.\/orders\/infra\/orders';/);
    expect(text).toMatch(/new (?!Orders\()\w+\(this, 'Orders'\);/);
  });

  it('keeps its declarations in Git where the host leaves them out', () => {
    const compiled = withOrders(cdk({ '.gitignore': '*.js\n*.d.ts\n' }));
    expect(read(compiled, 'orders/.gitignore')).toBe('!*.d.ts\n');
  });

  it('tells what would take its tests for the host’s', () => {
    const jest = cdk({
      'jest.config.js': 'module.exports = {};',
      'package.json': PACKAGE.replace('"name"', '"devDependencies": { "jest": "*" }, "name"'),
    });
    expect(addPattern(jest, orders).nextSteps).toContainEqual(
      expect.stringMatching(/^add .*"<rootDir>\/orders\/".* to the configuration of jest/),
    );
    const steps = addPattern(cdk({}), orders).nextSteps;
    expect(steps.join()).not.toContain('would run the tests');
  });

  it.each([
    ['package.json', { preset: 'ts-jest' }, ['/node_modules/', '<rootDir>/orders/']],
    ['package.json', { testPathIgnorePatterns: ['/cdk.out/'] }, ['/cdk.out/', '<rootDir>/orders/']],
    ['jest.config.json', { preset: 'ts-jest' }, ['/node_modules/', '<rootDir>/orders/']],
    ['package.json', { roots: ['<rootDir>/test'] }, undefined],
  ])(
    'leaves its tests out of what Jest runs, by the settings in %s: %o',
    (path, jest, patterns) => {
      const own = { ...JSON.parse(PACKAGE), devDependencies: { jest: '*' } };
      const isOwn = path === 'package.json';
      const host = cdk({
        'package.json': JSON.stringify(isOwn ? { ...own, jest } : own, null, 2),
        ...(isOwn ? {} : { [path]: JSON.stringify(jest, null, 2) }),
      });
      const plan = addPattern(host, orders);
      const settings = JSON.parse(read(after(host, plan), path));
      expect((isOwn ? settings.jest : settings).testPathIgnorePatterns).toEqual(patterns);
      expect(plan.nextSteps.join()).not.toContain('would run the tests');
      expect(bytes(after(after(host, plan), removeNamed(after(host, plan), 'orders')))).toEqual(
        bytes(host),
      );
    },
  );

  it.each([
    ['orders', 'bills'],
    ['bills', 'orders'],
  ])(
    'leaves a list of settings to the other pattern that is in it: %s goes first',
    (first, second) => {
      const own = { ...JSON.parse(PACKAGE), devDependencies: { jest: '*' }, jest: { preset: 'x' } };
      const host = cdk({
        'package.json': JSON.stringify(own, null, 2),
        'tsconfig.json': '{\n  "compilerOptions": { "strict": true }\n}\n',
      });
      const one = withOrders(host);
      const both = after(one, addPattern(one, { pattern: 'scheduled-task', name: 'bills' }));
      const left = after(both, removeNamed(both, first));
      expect(JSON.parse(read(left, 'tsconfig.json')).exclude).toEqual(['node_modules', second]);
      expect(JSON.parse(read(left, 'package.json')).jest.testPathIgnorePatterns).toEqual([
        '/node_modules/',
        `<rootDir>/${second}/`,
      ]);
      expect(bytes(after(left, removeNamed(left, second)))).toEqual(bytes(host));
    },
  );

  it('says what to do by hand as the folder of the configuration sees it', () => {
    const own = { ...JSON.parse(PACKAGE), devDependencies: { jest: '*' } };
    const { 'package.json': _, ...app } = CDK;
    const host = hostOf('cdk', {
      ...Object.fromEntries(Object.entries(app).map(([path, text]) => [`deploy/${path}`, text])),
      'package.json': JSON.stringify(own, null, 2),
      'jest.config.js': 'module.exports = {};',
    });
    expect(addPattern(host, orders).nextSteps.join()).toContain('"<rootDir>/deploy/orders/"');
  });

  it.each([
    ['a program', { 'jest.config.js': 'module.exports = {};' }, {}],
    ['another root', {}, { jest: { rootDir: 'src' } }],
    ['no settings', {}, {}],
  ])('says what to do by hand where Jest has %s', (_, files, settings) => {
    const own = { ...JSON.parse(PACKAGE), devDependencies: { jest: '*' }, ...settings };
    const host = cdk({ ...files, 'package.json': JSON.stringify(own, null, 2) });
    const plan = addPattern(host, orders);
    expect(plan.nextSteps.join()).toContain('would run the tests of orders/ too');
    expect(read(after(host, plan), 'package.json')).not.toContain('testPathIgnorePatterns');
  });
});

describe('what the compiler of a CDK app leaves out', () => {
  const TSCONFIGS = { compilerOptions: { strict: true } };
  const json = (config: object) => JSON.stringify({ ...TSCONFIGS, ...config }, null, 2);

  /** What it excludes when the pattern is there, and what is left to do by hand. */
  function excludes(config: object, others: Readonly<Record<string, string>> = {}) {
    const host = cdk({ 'tsconfig.json': json(config), ...others });
    const plan = addPattern(host, orders);
    const { exclude } = JSON.parse(read(after(host, plan), 'tsconfig.json'));
    return { exclude, byHand: plan.nextSteps.filter((step) => step.includes('"exclude"')) };
  }
  const just = (...exclude: string[]) => ({ exclude, byHand: [] });
  const ITSELF = { exclude: undefined, byHand: [] };

  it('is what it left out when nothing said so: what it writes', () => {
    const compilerOptions = { outDir: './dist', declarationDir: 'types', declaration: true };
    expect(excludes({ compilerOptions })).toEqual(
      just('node_modules', './dist', 'types', 'orders'),
    );
  });

  it.each([
    ['./tsconfig.base.json', 'tsconfig.base.json', ['cdk.out', 'orders']],
    ['./tsconfig.base', 'tsconfig.base.json', ['cdk.out', 'orders']],
    ['./config/base.json', 'config/base.json', ['config/cdk.out', 'orders']],
    [
      '@team/base',
      'node_modules/@team/base/tsconfig.json',
      ['node_modules/@team/base/cdk.out', 'orders'],
    ],
    [
      '@team/base/strict',
      'node_modules/@team/base/strict.json',
      ['node_modules/@team/base/cdk.out', 'orders'],
    ],
  ])('stays what %s leaves out', (name, path, exclude) => {
    const base = '{ /* of the team */ "exclude": ["cdk.out"], "compilerOptions": {"outDir": "x"} }';
    expect(excludes({ extends: name }, { [path]: base })).toEqual(just(...exclude));
  });

  it('is found through all that extends, the last word first', () => {
    const bases = {
      'a.json': '{ "exclude": ["a"] }',
      'b/b.json': '{ "extends": "./c", "compilerOptions": { "outDir": "../dist" } }',
      'b/c.json': `{ "exclude": ["\${configDir}/gen", "../c/**/*.spec.ts"] }`,
    };
    const all = excludes({ extends: ['./a.json', './b/b.json'] }, bases);
    expect(all).toEqual(just(`\${configDir}/gen`, 'c/**/*.spec.ts', 'orders'));
    expect(excludes({ extends: './a.json', exclude: ['own'] }, bases)).toEqual(
      just('own', 'orders'),
    );
    const { 'b/c.json': _, ...rest } = bases;
    expect(excludes({ extends: './b/b.json' }, { ...rest, 'b/c.json': '{}' })).toEqual(
      just('node_modules', 'dist', 'orders'),
    );
  });

  it('is the subproject’s already where what it extends names its files', () => {
    expect(excludes({ extends: './a.json' }, { 'a.json': '{ "include": ["lib"] }' })).toEqual(
      ITSELF,
    );
    expect(excludes({ extends: './gone.json', include: ['lib'] })).toEqual(ITSELF);
    expect(excludes({ extends: './a.json' }, { 'a.json': '{ "include": ["."] }' })).toEqual(
      just('node_modules', 'orders'),
    );
  });

  it.each([
    ['is not there', './gone.json', {}],
    ['is not installed', '@team/base', {}],
    ['is no configuration', './a.json', { 'a.json': '[]' }],
    ['extends itself', './a.json', { 'a.json': '{ "extends": "./tsconfig.json" }' }],
    ['is outside of the project', '../../a.json', {}],
  ])('is left to be said by hand where what it extends %s', (_, name, others) => {
    const { exclude, byHand } = excludes({ extends: name }, others);
    expect(exclude).toBeUndefined();
    expect(byHand).toEqual([expect.stringMatching(/tsconfig\.json.*"orders"/)]);
  });
});

describe('a pattern in a SAM project', () => {
  it('is an application that the template nests', () => {
    const host = withOrders(sam({}));
    expect(read(host, 'template.yaml')).toBe(
      `${TEMPLATE}  Orders:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: orders/template.yaml\n`,
    );
    expect(read(host, 'samconfig.toml')).toContain('"CAPABILITY_IAM CAPABILITY_AUTO_EXPAND"');
  });

  it.each([
    ['capabilities = ["CAPABILITY_IAM"]', 'sam build && sam deploy'],
    ['capabilities = [["CAPABILITY_IAM"]]', expect.stringContaining('CAPABILITY_AUTO_EXPAND')],
  ])('is deployed with %s by the next step', (capabilities, step) => {
    const config = `[default.deploy.parameters]\n${capabilities}\n`;
    expect(addPattern(sam({ 'samconfig.toml': config }), orders).nextSteps).toContainEqual(step);
  });

  it('may be deployed when another one has gone that it stood beside', () => {
    const one = withOrders(sam({}));
    const two = after(one, addPattern(one, { pattern: 'pub-sub', name: 'news' }));
    const left = after(two, removeNamed(two, 'orders'));
    expect(read(left, 'samconfig.toml')).toContain('CAPABILITY_AUTO_EXPAND');
    expect(bytes(after(left, removeNamed(left, 'news')))).toEqual(bytes(sam({})));
  });

  it('gets a free id', () => {
    const taken = sam({ 'template.yaml': TEMPLATE.replace('Hello:', 'Orders:') });
    expect(read(withOrders(taken), 'template.yaml')).toContain('\n  Orders2:\n');
  });

  it('says in its README where it is nested, and that its parameters have their defaults', () => {
    const readme = read(withOrders(sam({})), 'orders/README.md');
    expect(readme).toMatch(/^# .*\n\nNested in `template\.yaml` as `Orders`, and deployed with it/);
    expect(readme).toContain('        Stage: prod\n');
  });

  it('brings no workflows, which are the repository’s, and knows of none', () => {
    const host = withOrders(sam({}));
    expect([...host.files.keys()].filter((path) => path.includes('.github'))).toEqual([]);
    expect(read(host, 'orders/lambda-app.json')).not.toContain('.github');
    expect(read(host, 'orders/README.md')).not.toContain('GitHub');
  });

  it('is a project of ours in which nothing has been edited, whatever the host has', () => {
    const host = withOrders(sam({ 'biome.json': '{}', '.gitignore': '*.d.ts\n' }));
    const { files } = parseManifest(read(host, 'orders/lambda-app.json'));
    const hashes = Object.assign({}, ...Object.values(files)) as Record<string, string>;
    expect(Object.keys(hashes)).toEqual(expect.arrayContaining(['biome.json', '.gitignore']));
    for (const [path, hash] of Object.entries(hashes))
      expect(fileHash(path, read(host, `orders/${path}`)), path).toBe(hash);
  });

  it('leaves the root to the host’s Biome', () => {
    const host = withOrders(sam({ 'biome.json': '{}' }));
    expect(JSON.parse(read(host, 'orders/biome.json')).root).toBe(false);
  });
});

/** The project that a folder of the host is, as `change` leaves it. */
function inFolder(host: Host, folder: string, change: (own: Host) => Host): Host {
  const [own, others] = [true, false].map((isIn) =>
    [...host.files].filter(([path]) => path.startsWith(folder) === isIn),
  );
  const stripped = own!.map(([path, text]) => [path.slice(folder.length), text] as const);
  const changed = change(hostOf(host.form, Object.fromEntries(stripped)));
  const back = [...changed.files].map(([path, text]) => [folder + path, text] as const);
  return hostOf(host.form, Object.fromEntries([...others!, ...back]));
}

describe('a subproject that was extended as a project', () => {
  const audit = { pattern: 'function', name: 'audit' };
  const extended = inFolder(withOrders(sam({})), 'orders/', (own) =>
    after(own, addInstance(own, audit)),
  );

  it('does not go before what was added to it, which is named with its command', () => {
    const triggered = inFolder(extended, 'orders/', (own) =>
      after(own, addTrigger(own, 'audit', 'sqs')),
    );
    const list = (...commands: string[]) =>
      expect.objectContaining({
        kind: 'refused',
        hint: ['Remove first what was added to it:', ...commands].join('\n    '),
      });
    const remove = 'lambda-gen remove function audit --cwd orders';
    const trigger = 'lambda-gen remove trigger audit sqs --cwd orders';
    expect(() => removeNamed(extended, 'orders')).toThrow(list(remove));
    expect(() => removeNamed(triggered, 'orders')).toThrow(list(trigger, remove));
  });

  it('goes when that is gone', () => {
    const again = inFolder(extended, 'orders/', (own) => after(own, removeNamed(own, 'audit')));
    expect(bytes(after(again, removeNamed(again, 'orders')))).toEqual(bytes(sam({})));
  });

  it('does not go while its manifest is another for any other reason', () => {
    const emptied = inFolder(withOrders(sam({})), 'orders/', (own) =>
      after(own, removeNamed(own, 'orders')),
    );
    expect(() => removeNamed(emptied, 'orders')).toThrow(
      'orders/lambda-app.json has changed since',
    );
  });
});

describe('a pattern is refused, and nothing is planned,', () => {
  const refused = (host: Host, request = orders) => expect(() => addPattern(host, request));

  it('where its folder is another’s', () => {
    refused(cdk({ 'orders/index.ts': '' })).toThrow('orders/ is in the way');
  });

  it('where it is there with other options', () => {
    const there = withOrders(sam({}));
    refused(there, { ...orders, pattern: 'pub-sub' }).toThrow('"orders" is already in the project');
  });

  it('where packages are too old for it', () => {
    const old = cdk({ 'package.json': PACKAGE.replace('2.276.0', '^2.150.0') });
    refused(old).toThrow('aws-cdk-lib ^2.150.0, which needs 2.257 or later');
  });

  it('but for a version that is installed', () => {
    const installed = cdk({
      'package.json': PACKAGE.replace('2.276.0', '^2.150.0'),
      'node_modules/aws-cdk-lib/package.json': '{"version": "2.260.0"}',
    });
    expect(addPattern(installed, orders).changes).not.toEqual([]);
  });

  it('where the stack is JavaScript', () => {
    const { 'lib/shop-stack.ts': _, 'bin/shop.ts': __, ...rest } = CDK;
    refused(
      hostOf('cdk', {
        ...rest,
        'lib/shop-stack.js': STACK.replace(/: [\w.?]+(?=[,)])/g, '').replace('props?', 'props'),
      }),
    ).toThrow('lib/shop-stack.js is JavaScript');
  });

  it('where the template is plain CloudFormation', () => {
    refused(sam({ 'template.yaml': TEMPLATE.replace(/^Transform.*\n/, '') })).toThrow(
      'template.yaml is plain CloudFormation',
    );
  });
});
