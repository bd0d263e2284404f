const stack = (body: string, head = '') => `import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
${head}
export class AppStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${body}  }
}
`;

/** Stacks by the trap that each of them holds. */
export const HOSTS: Readonly<Record<string, string>> = {
  'nothing but super': stack(''),
  'no final newline': stack('').trimEnd(),
  tabs: stack('').replaceAll('  ', '\t'),
  'four spaces': stack('').replaceAll('  ', '    '),
  'double quotes': stack("    new Bucket(this, 'B');\n").replaceAll("'", '"'),
  'a namespace import': `import * as cdk from 'aws-cdk-lib';
export class AppStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
  }
}
`,
  'an import on several lines': `import {\n  Stack, // it\n} from 'aws-cdk-lib'; // cdk\n/* below */\n${stack('').split('\n').slice(1).join('\n')}`,
  'no semicolons': stack('').replaceAll(';', ''),
  'comments behind the last statement': stack('    // more soon\n    /* or\n     not */\n'),
  'a comment on the last line': stack("    new Bucket(this, 'B'); // the bucket\n"),
  'an if block last': stack('    if (id) {\n      this.node;\n    }\n'),
  'an if and else last': stack('    if (id) this.node;\n    else {\n      this.region;\n    }\n'),
  'a loop last': stack('    for (const x of id) new Bucket(this, x);\n'),
  'a statement on several lines last': stack(
    "    new Bucket(this, 'B', {\n      versioned: true,\n    });\n",
  ),
  'a chain last': stack('    this.node\n      .addMetadata("a", 1);\n'),
  'a template literal last': stack('    this.templateOptions.description = `\n  a id;\n`;\n'),
  'two statements on a line': stack('    this.node; this.region;\n'),
  decorators: stack('', '@tagged({ a: 1 })').replace('export class', '@sealed\nexport class'),
  'a constructor in the middle': stack('').replace(
    '  constructor',
    '  readonly x = 1;\n  get y() {\n    return 1;\n  }\n\n  constructor',
  ),
  'a class beside it': stack('', "class Other {\n  constructor() {\n    'x';\n  }\n}"),
  'the app in one file': `${stack('')}\nnew AppStack(new App(), 'app');\n`,
  'methods behind': stack('').replace(/\n}\n$/, '\n\n  other(): void {\n    this.node;\n  }\n}\n'),
  'a default export': stack('').replace('export class AppStack', 'export default class'),
  'a class that extends BaseStack': stack('').replace('extends Stack', 'extends BaseStack'),
  'constructor overloads': stack('').replace(
    '  constructor',
    '  constructor(scope: Construct);\n  constructor',
  ),
  'its name in a comment and a string': stack("    // Orders\n    this.addDependency('Orders');\n"),
  'the id in another scope': stack("    new Bucket(this.node.scope, 'Orders');\n"),
  'letters beyond ASCII': stack("    this.node.addMetadata('ä😀', 1); // ü😀\n"),
};

/** Stacks that are not edited, why, and in which line. */
export const REFUSED: readonly (readonly [
  what: string,
  host: string,
  reason: RegExp,
  line?: number,
])[] = [
  ['that is empty', '', /no class in it extends Stack/],
  ['without a stack', 'import a from "a";\nclass A {}\n', /no class in it extends Stack/],
  [
    'with two stacks',
    `${stack('')}${stack('').slice(stack('').indexOf('export')).replace('App', 'Other')}`,
    /2 classes in it extend Stack/,
  ],
  [
    'without a constructor',
    "import { Stack } from 'aws-cdk-lib';\n\nexport class A extends Stack {}\n",
    /no constructor/,
    3,
  ],
  [
    'with an empty constructor',
    "import { Stack } from 'x';\nclass A extends Stack {\n  constructor() {\n  }\n}\n",
    /constructor is empty/,
    3,
  ],
  [
    'with a constructor on one line',
    "import { Stack } from 'x';\nclass A extends Stack {\n  constructor() { super(); }\n}\n",
    /ends on the line of its last statement/,
    3,
  ],
  [
    'with no import',
    'class A extends Stack {\n  constructor() {\n    super();\n  }\n}\n',
    /import/,
  ],
  ['with a return at the end', stack('    return;\n'), /ends with a return/, 7],
  ['with a syntax error', stack('    new (;\n'), /syntax error/, 7],
  ['with a class of that name', stack('', 'class Orders {}'), /Orders of its own/],
  ['with an import of that name', stack('', "import Orders from './o.ts';"), /Orders of its own/],
  ['with a variable of that name', stack('    const Orders = 1;\n'), /Orders of its own/],
  ['with a type of that name', stack('', 'type Orders = 1;'), /Orders of its own/],
  ['with that id', stack("    new Bucket(this, 'Orders');\n"), /another "Orders"/],
  ['with that id as a template', stack('    new Bucket(this, `Orders`);\n'), /another "Orders"/],
  [
    'with a comment that would swallow the line',
    stack('    this.node; /* a\n    b */\n'),
    /cannot be extended safely/,
  ],
];
