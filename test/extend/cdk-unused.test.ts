import { describe, expect, it } from 'vitest';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import { cdkFunctions } from '../../src/infrastructure/cdk/functions.ts';
import { addTrigger, hostOf } from '../support/extend.ts';
import { PROPS } from '../support/synth.ts';

const IMPORTS = `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
`;

const fn = (id: string, scope = 'this') => `new Function(${scope}, '${id}', ${PROPS});`;

const BASE = `${IMPORTS}
export abstract class BaseStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.setUp();
  }
  protected setUp(): void {
    ${fn('Default')}
  }
  protected addAudit(): void {
    ${fn('Audit')}
  }
  protected addOld(): void {
    ${fn('Old')}
  }
}

function makeOld(scope: Construct) {
  return ${fn('Helper', 'scope')}
}

const makeOlder = (scope: Construct) => ${fn('Older', 'scope')}

`;

const stack = (body: string, more = '') => `${IMPORTS}import { BaseStack } from './base-stack';

export class ShopStack extends BaseStack {
  constructor(scope: Construct) {
    super(scope, 'Shop');
    this.addAudit();
${body}  }
${more}}
`;

const host = (shop: string, files: Readonly<Record<string, string>> = {}) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { ShopStack } from '../lib/shop-stack';\n\nnew ShopStack(new App());\n",
    'lib/base-stack.ts': BASE,
    'lib/shop-stack.ts': shop,
    ...files,
  });

const listed = (of: ReturnType<typeof host>) =>
  cdkFunctions(memoryDisk(of.files))
    .map(({ fn: { id } }) => id)
    .toSorted();

describe('what nobody calls', () => {
  it('makes no function', () => {
    const shop = host(stack(''));
    expect(listed(shop)).toEqual(['Audit', 'Default']);
    expect(() => addTrigger(shop, 'Old', 'sqs')).toThrow();
  });

  it.each([
    ['called', '    this.addOld();\n'],
    ['called with types', '    (this as any).addOld<string>();\n'],
    ['called if it is there', '    this.addOld?.();\n'],
    ['passed on', '    [this.addOld].forEach((each) => each.call(this));\n'],
    ['called by a name that is computed', '    (this as any)[scope.node.id]();\n'],
    [
      'taken by such a name',
      '    const name = scope.node.id as keyof this;\n    void this[name];\n',
    ],
    ['named by a text', "    (this as any)['addOld']();\n"],
  ])('but for a method that is %s', (_, body) => {
    expect(listed(host(stack(body)))).toContain('Old');
  });

  it('but for what a module without constructs calls', () => {
    const run = "import { stack } from './stacks';\n\nstack.addOld();\n";
    expect(listed(host(stack(''), { 'bin/run.ts': run }))).toContain('Old');
  });

  it('but for a method that the class calls which is extended', () => {
    const own = `  protected override setUp(): void {\n    ${fn('Own')}\n  }\n`;
    expect(listed(host(stack('', own)))).toContain('Own');
  });

  it('but for a method that the one calls which overrides it', () => {
    const own = '  protected override addAudit() {\n    super.addAudit();\n  }\n';
    const shop = host(stack('', own));
    expect(listed(shop)).toEqual(['Audit', 'Default']);
    const plain = stack('', own.replace('super.addAudit();', 'this.node.path;'));
    expect(listed(host(plain))).toEqual(['Default']);
  });

  it('but for a function that is exported, which may be what runs the app', () => {
    const base = BASE.replace('function makeOld(', 'export function makeOld(');
    expect(listed(host(stack(''), { 'lib/base-stack.ts': base }))).toContain('Helper');
  });

  it('but for what a package may call', () => {
    const visitor = `${IMPORTS}import { IAspect } from 'aws-cdk-lib';
import { House } from 'house-constructs';

export class Visitor implements IAspect {
  visit(node: Construct) {
    ${fn('Visited', 'node')}
  }
}

export class Own extends House {
  make() {
    ${fn('Own')}
  }
}
`;
    const body = '    new Visitor();\n    new Own(this, "House");\n';
    const shop = stack(body).replace('\n\n', "\nimport { Own, Visitor } from './visitor';\n\n");
    const all = listed(host(shop, { 'lib/visitor.ts': visitor }));
    expect(all).toContain('Visited');
    expect(all).toContain('Own');
  });

  it('but for a class that others import under any name', () => {
    const house = `${IMPORTS}\nexport default class House extends Construct {
  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    ${fn('Housed')}\n  }\n}\n`;
    const body = stack("    new Home(this, 'Home');\n").replace(
      '\n\n',
      "\nimport Home from './house';\n\n",
    );
    expect(listed(host(body, { 'lib/house.ts': house }))).toContain('Housed');
  });

  it('also where a script or a program has the name of an entry', () => {
    const manifest = '{ "bin": "bin/app.js", "scripts": { "main": "a", "types": "b" } }';
    expect(listed(host(stack(''), { 'package.json': manifest }))).toEqual(['Audit', 'Default']);
  });

  it.each(['main', 'module', 'exports', 'types', 'typings'])(
    'but for what a package of constructs exports by %s',
    (entry) => {
      const exported = { 'package.json': `{ "name": "shop", "${entry}": "lib/index.js" }` };
      expect(listed(host(stack(''), exported))).toEqual([
        'Audit',
        'Default',
        'Helper',
        'Old',
        'Older',
      ]);
    },
  );
});
