import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { OF_STACK } from '../../../src/infrastructure/cdk/source/left-out.ts';

const STACK = 'aws-cdk-lib/core/lib/stack.d.ts';

/** What the interface `StackProps` of the CDK declares, itself. */
function stackProps(): readonly string[] {
  const cdk = createRequire(import.meta.url).resolve('aws-cdk-lib/package.json');
  const path = cdk.replace('aws-cdk-lib/package.json', STACK);
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = file.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === 'StackProps')!;
  expect(found.heritageClauses).toBeUndefined();
  return found.members.map(({ name }) => name!.getText()).toSorted();
}

it('what a stack takes is what the CDK says that it takes', () => {
  const names = OF_STACK.source.replace(/^\^\(|\)\$$/g, '').split('|');
  expect(names).toEqual(stackProps());
});
