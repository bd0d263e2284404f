import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { substitute } from '../../src/core/fold/render.ts';
import type { Edit } from '../../src/core/tree/text-edit.ts';
import { editCdkStatements, type StatementsOp } from '../../src/editors/cdk/statements.ts';
import { snippetNames } from '../../src/editors/cdk/write/snippet.ts';

export const CORPUS = join(import.meta.dirname, '../corpus/cdk');

const snippet = (name: string) =>
  substitute(
    readFileSync(join(import.meta.dirname, `../corpus/snippets/${name}.ts`), 'utf8'),
    snippetNames('Resize'),
  );

/** The stacks of the corpus by the trap that each of them holds. */
export const STACKS: ReadonlyMap<string, string> = new Map(
  readdirSync(CORPUS)
    .filter((name) => !name.includes('.expected.'))
    .map((name) => [name, readFileSync(join(CORPUS, name), 'utf8')]),
);

const OPS = {
  sqs: { snippet: snippet('sqs'), behind: { functionId: 'Fn' } },
  s3: {
    snippet: snippet('s3-existing'),
    behind: { functionId: 'Fn' },
    resource: 'Bucket',
  },
  function: { snippet: snippet('function'), behind: { stack: 'Host' } },
} as const satisfies Record<string, StatementsOp>;

export type OpName = keyof typeof OPS;

/** Adds to the function "Fn" or to the stack "Host", which every stack of the corpus has. */
export const editWith =
  (op: OpName, changes: Partial<StatementsOp> = {}) =>
  (text: string): Edit =>
    editCdkStatements(text, { ...OPS[op], isTyped: true, ...changes });

/** What becomes of each stack: edited where nothing is said, `present`, or refused with a reason and a line. */
export type Outcome = 'edited' | 'present' | readonly [reason: RegExp, line?: number];

const branch = /in a branch of an expression/;

export const OUTCOMES: Readonly<Record<string, { sqs?: Outcome; function?: Outcome }>> = {
  'arrow-without-block.ts': { sqs: [/function without a block/, 9] },
  'callback.ts': { sqs: [/in a callback/, 10] },
  'class-of-another-file.ts': { sqs: [/not known whether AppFunction is/, 10] },
  'compiled.js': { sqs: [/compiled/, 1], function: [/compiled/, 1] },
  'empty.ts': { sqs: [/has no "Fn"/], function: [/has no stack "Host"/] },
  'fallback.ts': { sqs: [branch, 10] },
  'generated.ts': { sqs: [/generated/, 1], function: [/generated/, 1] },
  'id-with-a-hole.ts': { sqs: [/has no "Fn"/] },
  'if-without-block.ts': { sqs: [/without a block/, 9] },
  'loop.ts': { sqs: [/in a loop/, 10] },
  'minified.js': { sqs: [/minified/, 1], function: [/minified/, 1] },
  'no-constructor.ts': { sqs: [/has no "Fn"/], function: [/no constructor/, 3] },
  'no-function.ts': { sqs: [/has no "Fn"/] },
  'no-stack.ts': { sqs: [/has no "Fn"/], function: [/has no stack "Host"/] },
  'nothing-but-super.ts': { sqs: [/has no "Fn"/] },
  'present.ts': { sqs: 'present', function: 'present' },
  'property.ts': { sqs: [/initial value of a property/, 6], function: [/no constructor/, 5] },
  'returned.ts': { sqs: [/returned where it is made/, 12] },
  'same-id-twice.ts': { sqs: [/"Fn" more than once/, 20] },
  'switch.ts': { sqs: [/without a block/, 11] },
  'syntax-error.ts': { sqs: [/syntax error/, 7], function: [/syntax error/, 7] },
  'unnamed-scope.ts': { sqs: [/scope has no name/, 9] },
  'version-1.ts': { sqs: [/version 1/], function: [/version 1/] },
};

export const outcomeOf = (stack: string, op: 'sqs' | 'function'): Outcome =>
  OUTCOMES[stack]?.[op] ?? 'edited';
