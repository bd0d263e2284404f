import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/core/options.ts';
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

const STORAGE = `import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Storage extends Construct {
  public readonly bucket: Bucket;
  private readonly hidden: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.bucket = new Bucket(this, 'Uploads');
    this.hidden = new Queue(this, 'Hidden');
    const table = new Table(this, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new Queue(this, 'Jobs');
    for (const name of ['a', 'b']) {
      new Queue(this, \`Each\${name}\`);
    }
  }
}
`;

const WORKERS = `import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class Workers extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const resize = new NodejsFunction(this, 'Resize', { entry: 'lambda/resize.ts' });
  }
}
`;

const STACK = `import { Stack, StackProps } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Storage } from './storage';
import { Workers } from './workers';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    new Storage(this, 'Storage');

    const workers = new Workers(this, 'Workers');

    const topic = new Topic(this, 'News');
    const audit = new NodejsFunction(this, 'Audit', { entry: 'lambda/audit.ts' });
  }
}
`;

const HANDLER = 'export const handler = async () => {\n  return 1;\n};\n';

const APP = `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`;

const FILES = {
  'cdk.json': '{"app": "npx tsx bin/app.ts"}',
  'package.json': '{"devDependencies": {"jest": "*"}}',
  'bin/app.ts': APP,
  'lib/app-stack.ts': STACK,
  'lib/storage.ts': STORAGE,
  'lib/workers.ts': WORKERS,
  'lambda/resize.ts': HANDLER,
  'lambda/audit.ts': HANDLER,
};

const foreign = (files: Readonly<Record<string, string>> = {}) =>
  hostOf('cdk', { ...FILES, ...files });

const HOST = foreign();

const CASES: readonly (readonly [string, string, OptionValues, readonly RegExp[]])[] = [
  [
    'resize',
    's3',
    { bucket: 'Uploads' },
    [/const storage = new Storage/, /storage\.bucket\.addEventNotification\(/],
  ],
  ['resize', 'sqs', { queue: 'jobs' }, [/workers\.resize\.addEventSource\(/, /storage\.jobs,/]],
  ['resize', 'dynamodb-stream', { table: 'orders' }, [/new DynamoEventSource\(storage\.table/]],
  ['resize', 'sns', { topic: 'news' }, [/topic\.addSubscription/, /workers\.resize\.add/]],
  ['audit', 'dynamodb-stream', { table: 'StorageOrders' }, [/audit\.addEventSource/]],
];

describe('a function and a resource of different modules', () => {
  it.each(CASES)('%s takes %s with %j', (fn, type, options, parts) => {
    const there = after(HOST, addTrigger(HOST, fn, type, options));
    for (const part of parts) expect(read(there, 'lib/app-stack.ts')).toMatch(part);
    expect(addTrigger(there, fn, type, options).changes).toEqual([]);
    expect(bytes(after(there, removeTrigger(there, fn, type)))).toEqual(bytes(HOST));
  });

  it('are made fields that all may read, as the class writes its own', () => {
    const first = after(HOST, addTrigger(HOST, 'resize', 'dynamodb-stream', { table: 'orders' }));
    const both = after(first, addTrigger(first, 'resize', 'sqs', { queue: 'jobs' }));
    expect(read(both, 'lib/workers.ts')).toContain('  readonly resize: NodejsFunction;\n\n  con');
    expect(read(both, 'lib/workers.ts')).toContain('    this.resize = resize;\n');
    const storage = read(both, 'lib/storage.ts');
    expect(storage).toContain('  public readonly table: Table;\n  public readonly jobs: Queue;\n');
    expect(storage).toContain("    this.jobs = new Queue(this, 'Jobs');\n");
    expect(storage).toContain('      stream: StreamViewType.NEW_AND_OLD_IMAGES,\n    });\n');
  });

  it('are made with what the trigger needs where that is written out, or else it is said', () => {
    const storage = STORAGE.replace(/\{\n\s+partitionKey[\s\S]*?\n {4}\}/, 'props');
    const plan = addTrigger(foreign({ 'lib/storage.ts': storage }), 'audit', 'dynamodb-stream', {
      table: 'orders',
    });
    expect(plan.notices).toContain(
      'lib/storage.ts:16: make sure that Orders is made with stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES',
    );
    const again = after(HOST, addTrigger(HOST, 'audit', 'dynamodb-stream', { table: 'orders' }));
    expect(read(again, 'lib/storage.ts').match(/stream: /g)).toHaveLength(1);
  });

  it('stay fields as long as another trigger needs them', () => {
    const first = after(HOST, addTrigger(HOST, 'audit', 'dynamodb-stream', { table: 'orders' }));
    const both = after(first, addTrigger(first, 'resize', 'dynamodb-stream', { table: 'orders' }));
    const left = after(both, removeTrigger(both, 'audit', 'dynamodb-stream'));
    expect(read(left, 'lib/storage.ts')).toContain('this.table = table;');
    expect(read(left, 'lib/app-stack.ts')).toContain('storage.table');
    expect(read(left, 'lib/app-stack.ts')).not.toContain('audit.add');
  });
});

describe('a private resource', () => {
  it('gets a public getter, which goes with the trigger', () => {
    const there = after(HOST, addTrigger(HOST, 'resize', 'sqs', { queue: 'hidden' }));
    expect(read(there, 'lib/storage.ts')).toContain(
      '  }\n\n  public get publicHidden() {\n    return this.hidden;\n  }\n}\n',
    );
    const gone = after(there, removeTrigger(there, 'resize', 'sqs'));
    expect(bytes(gone)).toEqual(bytes(HOST));
  });
});

describe('a resource that cannot be reached', () => {
  const refusal = (host: Host, fn: string, type: string, options: OptionValues) => {
    try {
      return addTrigger(host, fn, type, options).notices.join();
    } catch (error) {
      const { message, hint, at, paste } = error as Record<string, unknown>;
      return JSON.stringify({ message, hint, at, paste });
    }
  };

  it('is private and may be undefined: the place and the statements are said', () => {
    const files = new Map(HOST.files);
    const path = 'lib/storage.ts';
    files.set(path, files.get(path)!.replace('hidden: Queue', 'hidden?: Queue'));
    const said = refusal({ ...HOST, files }, 'resize', 'sqs', { queue: 'hidden' });
    expect(said).toMatch(/\\"hidden\\" is private: make it public.*lib\/storage.ts","line":9/);
    expect(said).toContain('fn.addEventSource(');
  });

  it('is made in a loop', () => {
    const said = refusal(HOST, 'resize', 'sqs', { queue: 'eacha' });
    expect(said).toMatch(/it is made in a loop.*fn\.addEventSource/);
  });

  it('is of a class that is made twice: each is one', () => {
    const twice = STACK.replace(/( +)(new Storage.*)/, "$1$2\n$1new Storage(this, 'Second');");
    const host = foreign({ 'lib/app-stack.ts': twice });
    expect(refusal(host, 'resize', 's3', { bucket: 'uploads' })).toMatch(
      /could be any of these:\\n {4}Storage: .*app-stack.ts:12\)\\n {4}Second: /,
    );
    const there = after(host, addTrigger(host, 'audit', 's3', { bucket: 'second' }));
    expect(read(there, 'lib/app-stack.ts')).toContain('second.bucket.addEventNotification(');
  });

  it('is of another stack', () => {
    const stack = STORAGE.replace('Construct {\n', 'Stack {\n').replace(
      '{ RemovalPolicy }',
      '{ RemovalPolicy, Stack }',
    );
    const said = refusal(foreign({ 'lib/storage.ts': stack }), 'audit', 's3', {
      bucket: 'Uploads',
    });
    expect(said).toMatch(/Storage is a stack of its own/);
  });

  it('is none of that kind', () => {
    expect(refusal(HOST, 'resize', 'kinesis', { stream: 'clicks' })).toContain('no stream');
  });
});

describe('in a project of our own', () => {
  const OWN = ownHost('cdk', [
    { pattern: 'user-auth', name: 'users' },
    { pattern: 'rest-api', name: 'items' },
    { pattern: 'pub-sub', name: 'news' },
    { pattern: 'file-processing', name: 'uploads' },
    { pattern: 'function', name: 'resize' },
  ]);

  const TAKEN: readonly (readonly [string, OptionValues, string, RegExp])[] = [
    ['cognito', { pool: 'users', operation: 'custom-message' }, 'UsersUserPool', /users\.userPool/],
    ['dynamodb-stream', { table: 'items' }, 'ItemsTable', /items\.table/],
    ['sns', { topic: 'news' }, '', /news\.topic\.addSub/],
    ['s3', { bucket: 'uploads-input', prefix: 'in/' }, 'UploadsInput', /uploads\.input\.notify/],
    ['http', { api: 'items', path: '/resize' }, 'ItemsApi', /items\.api\.addRoutes/],
  ];

  it.each(TAKEN)('%s takes what another instance makes: %j', (type, options, id, statement) => {
    const there = after(OWN, addTrigger(OWN, 'resize', type, options));
    expect(read(there, 'infra/stack.ts')).toMatch(statement);
    const tests = [...there.files].filter(([path]) => path.startsWith(`test/infra/resize-${type}`));
    expect(tests.map(([, text]) => text).join()).toContain(id);
    expect(addTrigger(there, 'resize', type, options).changes).toEqual([]);
    const plan = removeTrigger(there, 'resize', type);
    expect(plan.notices).toEqual([]);
    expect(bytes(after(there, plan))).toEqual(bytes(OWN));
  });

  it('refuses a bucket that a class of ours does not make: it has no method that adds notifications', () => {
    const stack = 'infra/stack.ts';
    const made = read(OWN, stack).replace(/^( +)new Resize\(/m, "$1new Bucket(this, 'Plain');\n$&");
    const text = `import { Bucket } from 'aws-cdk-lib/aws-s3';\n${made}`;
    const plain = { ...OWN, files: new Map([...OWN.files, [stack, text]]) };
    expect(() => addTrigger(plain, 'resize', 's3', { bucket: 'Plain' })).toThrow(
      'Plain takes no s3 trigger: it is not a PrivateBucket, the class that such a trigger needs in this project',
    );
  });

  it('refuses an operation that the pool has a function for already', () => {
    expect(() => addTrigger(OWN, 'resize', 'cognito', { pool: 'users' })).toThrow(
      'UserPool has such a trigger already: PreSignUp calls PreSignUp (infra/users.ts:',
    );
  });

  it('keeps what triggers of others stand on', () => {
    const there = after(OWN, addTrigger(OWN, 'resize', 'sns', { topic: 'news' }));
    expect(() => removeNamed(there, 'news')).toThrow(
      expect.objectContaining({
        message: 'Not all of "news" can be removed',
        hint: expect.stringMatching(
          /infra\/stack\.ts:\d+: "const news = new News\(this, 'News'\);" is used in line \d+/,
        ),
      }),
    );
  });

  it('takes patterns afterwards, and gives the trigger back', () => {
    const there = after(OWN, addTrigger(OWN, 'resize', 'sns', { topic: 'news' }));
    const more = after(there, addInstance(there, { pattern: 'scheduled-task', name: 'nightly' }));
    const plan = removeTrigger(more, 'resize', 'sns');
    expect(plan.notices).toEqual([]);
    const plain = after(OWN, addInstance(OWN, { pattern: 'scheduled-task', name: 'nightly' }));
    expect(read(after(more, plan), 'infra/stack.ts')).toBe(read(plain, 'infra/stack.ts'));
  });
});
