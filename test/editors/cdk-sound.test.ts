import { describe, expect, it } from 'vitest';
import { constructsIn } from '../../src/editors/cdk/syntax/constructs.ts';
import { readImports } from '../../src/editors/cdk/syntax/imports.ts';
import { readSource } from '../../src/editors/cdk/syntax/source.ts';
import { behindFunction } from '../../src/editors/cdk/target.ts';
import { readSnippet } from '../../src/editors/cdk/write/snippet.ts';
import { isSound } from '../../src/editors/cdk/write/sound.ts';

const BEFORE = `import { Function } from 'aws-cdk-lib/aws-lambda';
const fn = new Function(stack, 'Fn');
other();
`;
const SNIPPET = 'export function add(__fn__: Function) {\n  __fn__.addAlias();\n}\n';

function soundness(after: string): boolean {
  const source = readSource(BEFORE);
  if ('reason' in source) throw new Error(source.reason);
  const imports = readImports(source.file);
  const host = { source, imports, constructs: constructsIn(source, imports) };
  const target = behindFunction(host, { functionId: 'Fn' });
  if ('reason' in target) throw new Error(target.reason);
  return isSound(host, target, readSnippet(SNIPPET).block.statements.length, after);
}

const ADDED = BEFORE.replace('other', 'fn.addAlias();\nother');

describe('an edit', () => {
  it.each([
    ['adds the statements', ADDED],
    ['adds an import, too', `import * as sqs from 'aws-cdk-lib/aws-sqs';\n${ADDED}`],
  ])('that %s is sound', (_, after) => {
    expect(soundness(after)).toBe(true);
  });

  it.each([
    ['adds nothing', BEFORE],
    ['adds them in a comment', BEFORE.replace('other', '/* fn.addAlias(); */\nother')],
    ['adds them behind', `${BEFORE}fn.addAlias();\n`],
    ['adds them twice', ADDED.replace('other', 'fn.addAlias();\nother')],
    ['joins them to what follows', ADDED.replace('();\nother', '()\n(other)')],
    ['changes what stands behind', ADDED.replace('other', 'others')],
    ['changes what stands before', ADDED.replace("'Fn'", "'Fm'")],
    ['breaks the syntax', ADDED.replace('fn.', 'fn..')],
  ])('that %s is not', (_, after) => {
    expect(soundness(after)).toBe(false);
  });
});
