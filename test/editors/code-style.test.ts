import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/editors/cdk/syntax/source.ts';
import { styleOf } from '../../src/editors/cdk/write/style.ts';
import { codeStyleOf } from '../../src/editors/code-style.ts';

const stack = (unit: string) =>
  [
    'import * as lambda from "aws-cdk-lib/aws-lambda"',
    'export class Host extends Stack {',
    '/**',
    ' * Makes a function.',
    ' */',
    'constructor() {',
    '>super()',
    '>new Table(this, "A", {',
    '>>key: one +',
    '          two,',
    '>})',
    '}',
    '}',
  ]
    .map((line) => line.replace(/^>+/, (levels) => unit.repeat(levels.length)))
    .join('\n');

function cdkStyle(text: string) {
  const source = readSource(text);
  if ('reason' in source) throw new Error(source.reason);
  return styleOf(source, 100);
}

describe.each([['    '], ['  '], ['\t'], ['   ']])('code that is indented by %j', (unit) => {
  it('is read the same for a new module and for what comes into it', () => {
    const text = stack(unit);
    const { unit: own, quote, semicolons } = codeStyleOf(text);
    expect(cdkStyle(text)).toMatchObject({ unit: own, quote, semicolons });
    expect({ own, quote, semicolons }).toEqual({ own: unit, quote: '"', semicolons: false });
  });
});
