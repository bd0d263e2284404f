import { describe, expect, it } from 'vitest';
import { addTrigger, after, bytes, hostOf, read, removeTrigger } from '../support/extend.ts';
import { ofType, PROPS, synthesised } from '../support/synth.ts';

const IMPORTS = `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
`;

const HOUSE = `${IMPORTS}
export class House extends Construct {
  readonly fn: Function;
  readonly queue: Queue;
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue');
    this.fn = new Function(this, 'Fn', ${PROPS});
  }
}

export const fnOf = (scope: Construct, id: string) => new House(scope, id).fn;

export const queueOf = (scope: Construct, id: string) => new House(scope, id).queue;

export function partsOf(scope: Construct, id: string) {
  const house = new House(scope, id);
  const own = new Queue(scope, \`\${id}Own\`);
  return { house, fn: house.fn, jobs: own };
}

export function chosen(scope: Construct, id: string, isPlain: boolean) {
  if (isPlain) return new House(scope, id).fn;
  return new House(scope, \`\${id}Rich\`).fn;
}
`;

const LISTS = `
export function fnsOf(scope: Construct, id: string) {
  const house = new House(scope, id);
  const rest = { jobs: house.queue, fn: new House(scope, \`\${id}Plain\`).fn };
  return [house.fn, { ...rest, fn: house.fn }, [house.queue]] as const;
}

export function nested(scope: Construct, id: string) {
  const [fn, parts] = fnsOf(scope, id);
  return { ...partsOf(scope, \`\${id}In\`), fns: [fn], deep: { 'by-key': 1, own: parts } };
}

export function pushed(scope: Construct, id: string, isOn: boolean) {
  const fns = [];
  fns.push(new House(scope, id).fn);
  fns.push(new House(scope, \`\${id}2\`).fn, new House(scope, \`\${id}3\`).fn);
  if (isOn) fns.push(new House(scope, \`\${id}4\`).fn);
  return fns;
}

export function partly(scope: Construct, id: string, more: any[], names: any) {
  const known = [...more, new House(scope, id).fn];
  return { list: [...known, new House(scope, \`\${id}2\`).fn], ...{ fn: new House(scope, \`\${id}3\`).fn, ...names } };
}

export function watched(scope: Construct, id: string) {
  const fns = [new House(scope, id).fn] as Function[];
  const other = fns;
  other.unshift(new House(scope, \`\${id}2\`).fn);
  return fns;
}

export function emptied(scope: Construct, id: string) {
  const fns = [new House(scope, id).fn] as Function[];
  fns.length = 0;
  return fns;
}

export function later(scope: Construct, id: string) {
  const fns = [new House(scope, id).fn];
  const other = fns;
  other.push(new House(scope, \`\${id}2\`).fn);
  fns.push(new House(scope, \`\${id}3\`).fn);
  return fns;
}

export const dashed = (scope: Construct, id: string) => ({
  'a-b': new House(scope, id).fn,
  '01': new House(scope, \`\${id}2\`).fn,
});

export function moved(scope: Construct, id: string) {
  const fns = [new House(scope, id).fn];
  fns.unshift(new House(scope, \`\${id}2\`).fn);
  return fns;
}
`;

const project = (lines: readonly string[], fields = '') =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { ShopStack } from '../lib/shop-stack';\n\nnew ShopStack(new App(), 'Shop', true);\n",
    'lib/house.ts': HOUSE + LISTS,
    'lib/shop-stack.ts': `${IMPORTS}import { House, chosen, dashed, emptied, fnOf, fnsOf, later, moved, nested, partly, partsOf, pushed, queueOf, watched } from './house';

export class ShopStack extends Stack {
${fields}  constructor(scope: Construct, id: string, isOn: boolean) {
    super(scope, id);
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`,
  });

const STACK = 'lib/shop-stack.ts';

/** What a stack makes twice, the function and the queue that are connected, and their names in the stack. */
const NAMED: Readonly<
  Record<string, readonly [lines: readonly string[], fn: string, queue: string, names: string]>
> = {
  'a member of what a helper makes': [
    [
      "const clean = fnOf(this, 'Clean');",
      "const jobs = queueOf(this, 'Jobs');",
      "fnOf(this, 'A');",
    ],
    'Clean',
    'Jobs',
    'clean jobs',
  ],
  'members of an object that a helper returns': [
    ["const parts = partsOf(this, 'Clean');", "partsOf(this, 'Pack');"],
    'Clean',
    'CleanOwn',
    'parts.fn parts.jobs',
  ],
  'what a pattern takes out of that object': [
    ["const { fn, jobs: own } = partsOf(this, 'Clean');", "partsOf(this, 'Pack');"],
    'Clean',
    'CleanOwn',
    'fn own',
  ],
  'a member of a construct in that object': [
    ["const { fn, house } = partsOf(this, 'Clean');", "partsOf(this, 'Pack');"],
    'Clean',
    'Clean/Queue',
    'fn house.queue',
  ],
  'elements of a list that a helper returns': [
    ["const fns = fnsOf(this, 'Clean');", "fnsOf(this, 'Pack');"],
    'Clean',
    'Clean/Queue',
    'fns[0] fns[1].jobs',
  ],
  'what a pattern takes out of that list': [
    ["const [fn, , [own]] = fnsOf(this, 'Clean');", "fnsOf(this, 'Pack');"],
    'Clean',
    'Clean/Queue',
    'fn own',
  ],
  'an element where it is taken': [
    ["const [clean, { jobs }] = fnsOf(this, 'Clean');", "fnsOf(this, 'Pack')[1].fn.node;"],
    'Clean',
    'Clean/Queue',
    'clean jobs',
  ],
  'a member of an element': [
    ["const parts = fnsOf(this, 'Clean')[1];", "fnsOf(this, 'Pack');"],
    'Clean',
    'Clean/Queue',
    'parts.fn parts.jobs',
  ],
  'parts of objects in each other, and of what is spread': [
    ["const all = nested(this, 'Clean');", "nested(this, 'Pack');"],
    'Clean',
    'CleanInOwn',
    'all.fns[0] all.jobs',
  ],
  'what a pattern takes out of objects in each other': [
    ["const { fns: [clean], jobs: own } = nested(this, 'Clean');", "nested(this, 'Pack');"],
    'Clean',
    'CleanInOwn',
    'clean own',
  ],
  'what is pushed onto a list': [
    [
      "const all = pushed(this, 'Clean', isOn);",
      "const [a] = pushed(this, 'Pack', isOn);",
      "const jobs = queueOf(this, 'Jobs');",
    ],
    'Clean3',
    'Jobs',
    'all[2] jobs',
  ],
  'what a helper returns in the one case that is known': [
    ["const clean = chosen(this, 'Clean', true);", "const jobs = queueOf(this, 'Jobs');"],
    'Clean',
    'Jobs',
    'clean jobs',
  ],
};

describe('what a helper returns has the name of the call’s value', () => {
  it.each(Object.entries(NAMED))('%s', (_, [lines, fn, queue, names]) => {
    const host = project(lines);
    const there = after(host, addTrigger(host, fn, 'sqs', { queue }));
    const [fnName, queueName] = names.split(' ');
    expect(read(there, STACK)).toContain(`    ${fnName}.addEventSource(`);
    expect(read(there, STACK)).toContain(`new SqsEventSource(${queueName},`);
    expect(read(there, STACK)).not.toContain('findChild');
    expect(read(there, 'lib/house.ts')).toBe(HOUSE + LISTS);
  });

  it('is synthesised, and goes again', async () => {
    const hosts = Object.values(NAMED).map(([lines, fn, queue]) => {
      const host = project(lines);
      return [host, after(host, addTrigger(host, fn, 'sqs', { queue }))] as const;
    });
    for (const app of await synthesised(hosts.map(([, { files }]) => files)))
      expect(ofType(app.Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
    for (const [host, there] of hosts.slice(0, 1))
      expect(bytes(after(there, removeTrigger(there, 'clean', 'sqs')))).toEqual(bytes(host));
  });
});

describe('what each branch of a helper makes with one id', () => {
  const EITHER = `
export function tuned(scope: Construct, id: string, isRich: boolean) {
  if (isRich) {
    const rich = new Function(scope, id, { ...PROPS, timeout: Duration.minutes(5) });
    rich.addEnvironment('RICH', '1');
    return rich;
  }
  return new Function(scope, id, PROPS);
}

export function either(scope: Construct, id: string, isRich: boolean) {
  return isRich ? new Function(scope, id, { ...PROPS }) : new Function(scope, id, PROPS);
}

const PROPS = ${PROPS};
`;
  const host = (lines: readonly string[]) => {
    const { form, files } = project(lines);
    const stack = files.get(STACK)!.replace('{ House,', '{ either, tuned, House,');
    const house = `${HOUSE.replace('{ Stack }', '{ Duration, Stack }')}${LISTS}${EITHER}`;
    return { form, files: new Map([...files, [STACK, stack], ['lib/house.ts', house]] as const) };
  };

  it.each(['tuned', 'either'])('is one function, named by the call’s value: %s', (helper) => {
    const shop = host([
      `const clean = ${helper}(this, 'Clean', isOn);`,
      `${helper}(this, 'B', isOn);`,
    ]);
    const there = after(shop, addTrigger(shop, 'Clean', 'sqs'));
    expect(read(there, STACK)).toContain('    clean.addEventSource(');
    // The timeout is that of the branch that runs, which is not known
    expect(read(there, STACK)).toContain('Six times the longest timeout');
    expect(bytes(after(there, removeTrigger(there, 'clean', 'sqs')))).toEqual(bytes(shop));
  });

  it('is one function where the helper is called once, too', () => {
    const shop = host(["const clean = tuned(this, 'Clean', isOn);"]);
    const there = after(shop, addTrigger(shop, 'Clean', 'sqs'));
    expect(read(there, STACK)).toContain('    clean.addEventSource(');
    expect(read(there, 'lib/house.ts')).toBe(read(shop, 'lib/house.ts'));
  });

  it('is not known where one of them is of another id', () => {
    const shop = host(["const clean = chosen(this, 'Clean', isOn);"]);
    expect(() => addTrigger(shop, 'CleanRich', 'sqs')).toThrow('under a condition');
  });
});

it.each([
  ["private readonly all = { clean: new House(this, 'Clean').fn };", 'all.clean'],
  ["private readonly clean = new House(this, 'Clean').fn;", 'clean'],
])('a member of what a field is set to has the name of the field: %s', (field, name) => {
  const host = project([], `  ${field}\n`);
  const there = after(host, addTrigger(host, 'Clean', 'sqs'));
  expect(read(there, STACK)).toContain(`    this.${name}.addEventSource(`);
});

it('what is awaited has the name of the value', () => {
  const METHODS = `  private async make(): Promise<void> {
    const clean = await this.fnOf('Clean');
    const pack = (await this.fnOf('Pack'))!;
  }

  private async fnOf(id: string) {
    return new House(this, id).fn;
  }

`;
  const host = project(['void this.make();'], METHODS);
  for (const [id, name] of [
    ['Clean', 'clean'],
    ['Pack', 'pack'],
  ] as const) {
    const there = after(host, addTrigger(host, id, 'sqs'));
    expect(read(there, STACK)).toContain(`    ${name}.addEventSource(`);
    expect(bytes(after(there, removeTrigger(there, name, 'sqs')))).toEqual(bytes(host));
  }
});

const UNSURE = [
  [
    "const clean = chosen(this, 'Clean', isOn);",
    'CleanRich',
    'chosen returns it under a condition',
  ],
  [
    "const clean = isOn ? fnOf(this, 'Clean') : fnOf(this, 'Wash');",
    'Clean',
    'in a branch of an expression',
  ],
  ["const clean = isOn && new House(this, 'Clean').fn;", 'Clean', 'in a branch of an expression'],
] as const;

describe('what may not be there behind the code that makes it', () => {
  it.each(UNSURE)('takes no trigger: %s', (line, fn, reason) => {
    expect(() => addTrigger(project([line]), fn, 'sqs')).toThrow(reason);
  });

  it('is looked for in the tree where a statement in front of it may leave', () => {
    const host = (guard: string) =>
      project([
        'const make = (at: Construct) => {',
        `  ${guard}`,
        "  console.log(new House(at, 'Clean'));",
        '};',
        'make(this);',
      ]);
    expect(() => addTrigger(host('if (!isOn) return;'), 'Clean', 'sqs')).not.toThrow();
    const made = (guard: string) => {
      const { files, form } = host(guard);
      const text = files
        .get(STACK)!
        .replace('    make(this);\n', '    make(this);\n    make(new Construct(this, "In"));\n');
      return { form, files: new Map([...files, [STACK, text]]) };
    };
    const nth = (guard: string) =>
      `${STACK}:${
        read(made(guard), STACK)
          .split('\n')
          .findIndex((line) => line.includes('make(this)')) + 1
      }`;
    const add = (guard: string) => addTrigger(made(guard), nth(guard), 'sqs');
    const found = (guard: string) => read(after(made(guard), add(guard)), STACK);
    expect(found('if (!isOn) return;')).toContain("tryFindChild('Clean')?.node.tryFindChild(");
    expect(found("if (!isOn) throw new Error('off');")).not.toContain('tryFindChild');
  });
});

describe('the name of what a helper returns', () => {
  const lines = [
    "const [fn, { jobs }] = fnsOf(this, 'Clean');",
    "const all = nested(this, 'Pack');",
    "const { fns } = nested(this, 'Send');",
  ];

  it.each([
    ['fn', 'clean'],
    ['all.fns[0]', 'pack'],
    ['fns[0]', 'send'],
  ])('means it: %s', (name, id) => {
    const host = project(lines);
    const there = after(host, addTrigger(host, name, 'sqs'));
    expect(read(there, STACK)).toContain(`    ${name}.addEventSource(`);
    expect(bytes(after(there, removeTrigger(there, id, 'sqs')))).toEqual(bytes(host));
  });

  it('is what rules know it by', () => {
    const queue = "const queue = new Queue(this, 'Own');";
    const host = project([...lines, queue]);
    for (const [name, other] of [
      ['fn', 'all.fns[0]'],
      ['all.fns[0]', 'fns[0]'],
      ['fns[0]', 'fn'],
    ] as const) {
      const there = after(host, addTrigger(host, name, 'sqs', { queue: 'Own' }));
      expect(() => addTrigger(there, other, 'sqs', { queue: 'Own' })).toThrow('Own');
      expect(addTrigger(there, name, 'sqs', { queue: 'Own' }).changes).toEqual([]);
    }
  });

  it('is not known of a list whose elements move, or of what may not be there', () => {
    const host = project(["const all = moved(this, 'Clean');", "moved(this, 'Pack');"]);
    const there = read(after(host, addTrigger(host, 'Clean', 'sqs')), STACK);
    expect(there).toContain("node.findChild('Clean')");
    expect(there).not.toContain('all[');
    const some = project([
      "const all = pushed(this, 'Clean', isOn);",
      "pushed(this, 'Pack', isOn);",
    ]);
    expect(() => addTrigger(some, 'Clean4', 'sqs')).toThrow('under a condition');
  });
});

describe('parts that are not known, or change', () => {
  const tree = (lines: readonly string[], fn: string) => {
    const host = project(lines);
    return read(after(host, addTrigger(host, fn, 'sqs')), STACK);
  };

  it.each([
    ['partly', 'Clean', ', [], {}'],
    ['partly', 'Clean2', ', [], {}'],
    ['partly', 'Clean3', ', [], {}'],
    ['watched', 'Clean', ''],
    ['emptied', 'Clean', ''],
    ['later', 'Clean3', ''],
  ])('give no name: %s, %s', (helper, id, more) => {
    const args = more && ', props.more, props.names';
    const lines = ['const props = process.env as any;'].concat(
      `const all = ${helper}(this, 'Clean'${args});`,
      `${helper}(this, 'Pack'${args});`,
    );
    const there = tree(lines, id);
    expect(there).toContain(`node.findChild('${id}')`);
    expect(there).not.toMatch(/all[.[]/);
  });

  it.each(['all.unshift(all[1]!);', 'all.sort();', 'all.length = 0;', 'all.splice(0, 1);'])(
    'give no name where the caller changes them: %s',
    (change) => {
      const there = tree(
        ["const all: any[] = later(this, 'Clean');", change, "later(this, 'Pack');"],
        'Clean',
      );
      expect(there).toContain("node.findChild('Clean')");
    },
  );

  it('give the name of what comes in front of them', () => {
    expect(tree(["const all = later(this, 'Clean');", "later(this, 'Pack');"], 'Clean')).toContain(
      'all[0].addEventSource(',
    );
  });
});

it.each([
  ['Clean', "all['a-b']"],
  ['Clean2', "all['01']"],
])('a key that is no name stands in brackets: %s', (id, name) => {
  const host = project(["const all = dashed(this, 'Clean');", "dashed(this, 'Pack');"]);
  const there = after(host, addTrigger(host, id, 'sqs'));
  expect(read(there, STACK)).toContain(`    ${name}.addEventSource(`);
  const taken = project([
    "const { 'a-b': fn, '01': two } = dashed(this, 'Clean');",
    "dashed(this, 'Pack');",
  ]);
  expect(read(after(taken, addTrigger(taken, id, 'sqs')), STACK)).toContain(
    `    ${id === 'Clean' ? 'fn' : 'two'}.addEventSource(`,
  );
});

it('what a trigger brought for a function that the tree has stays for the next one, and goes with it', () => {
  const { form, files } = project(["moved(this, 'Clean');", "moved(this, 'Pack');"]);
  const text = files.get(STACK)!.replace(/import \{ Code.*\n/, '');
  const host = { form, files: new Map([...files, [STACK, text]]) };
  const one = after(host, addTrigger(host, 'Clean', 'sqs'));
  expect(read(one, STACK)).toContain('as Function;');
  const both = after(one, addTrigger(one, 'Clean', 'sns'));
  const second = after(both, removeTrigger(both, 'Clean', 'sqs'));
  expect(read(second, STACK)).toMatch(/import \{ Function \} from 'aws-cdk-lib\/aws-lambda';/);
  expect(bytes(after(second, removeTrigger(second, 'Clean', 'sns')))).toEqual(bytes(host));
});
