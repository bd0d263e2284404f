import { join } from 'node:path';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import {
  crlf,
  expectEdited,
  expectRefused,
  MARK,
  mutated,
  onlyInserts,
  SEEDS,
} from '../support/edits.ts';
import { newTypeErrors } from '../support/type-errors.ts';
import { CORPUS, editWith, OUTCOMES, outcomeOf, STACKS } from './cdk-corpus.ts';

const CASES = [...STACKS.keys()].flatMap((stack) => [
  { stack, op: 'sqs' as const },
  { stack, op: 'function' as const },
]);

const syntaxErrors = (text: string) =>
  ts.transpileModule(text, { reportDiagnostics: true }).diagnostics;

/** The new names of the snippets, each of which an edited stack holds. */
const CAME = {
  sqs: [/'ResizeDeadLetters\d?'/, /'ResizeQueue\d?'/, /\.addEventSource\(/],
  function: [/NodejsFunction\(\w+, 'Resize'/],
};

/** Two of the stacks with what each trigger on offer adds to a function of anybody's. */
const withShipped = () =>
  [...shippedTemplates.files('triggers')]
    .filter(([path]) => path.endsWith('/cdk/new.ts'))
    .flatMap(([, snippet]) =>
      ['namespace-imports.ts', 'named-imports.ts'].map((name) => {
        const before = STACKS.get(name)!;
        return { name, before, after: expectEdited(editWith('sqs', { snippet }), before) };
      }),
    );

describe('a stack of the corpus', () => {
  it('stands there for each outcome', () => {
    expect([...STACKS.keys()]).toEqual(expect.arrayContaining(Object.keys(OUTCOMES)));
  });

  it.each(CASES)('$stack takes $op, or says why not', ({ stack, op }) => {
    const host = STACKS.get(stack)!;
    const edit = editWith(op);
    const outcome = outcomeOf(stack, op);
    if (outcome === 'present') return expect(edit(host)).toEqual({ status: 'present' });
    if (outcome !== 'edited') {
      const paste = expectRefused(edit, host, ...outcome).replaceAll('"', "'");
      for (const part of CAME[op]) expect(paste).toMatch(part);
      return expect(paste).not.toMatch(/\bscope\b|__/);
    }
    const text = expectEdited(edit, host);
    expect(onlyInserts(edit(host))).toBe(true);
    expect(syntaxErrors(text)).toEqual([]);
    for (const part of CAME[op]) expect(text.replaceAll('"', "'")).toMatch(part);
    expect(expectEdited(edit, MARK + host)).toBe(MARK + text);
    expect(expectEdited(edit, crlf(host))).toBe(crlf(text));
  });

  it('has no new type error', () => {
    const edited = CASES.filter(({ stack, op }) => outcomeOf(stack, op) === 'edited').map(
      ({ stack, op }) => {
        const before = STACKS.get(stack)!;
        return { name: stack, before, after: expectEdited(editWith(op), before) };
      },
    );
    expect(edited.length).toBeGreaterThan(100);
    expect(newTypeErrors(CORPUS, [...edited, ...withShipped()])).toEqual([]);
  }, 300_000);

  it.each([
    'app-level.ts',
    'barrel.ts',
    'class-of-that-name.ts',
    'comments-everywhere.ts',
    'commonjs-by-name.js',
    'double-quotes-in-code-alone.ts',
    'id-of-another-class.ts',
    'ids-of-another-class.ts',
    'import-require.ts',
    'imports-in-two-places.ts',
    'imports-of-the-app-behind.ts',
    'named-on-lines.ts',
    'no-semicolons-and-a-bracket-behind.ts',
    'nothing-named.ts',
    'one-name-in-an-import.ts',
    'one-line-constructor.ts',
    'parameter-of-an-alias.ts',
    'routes-of-an-api.ts',
    'sorted-imports.ts',
    'type-only-imports.ts',
    'used-far-behind.ts',
    'used-in-outputs.ts',
    'wide-import.ts',
  ])('%s becomes what is expected', async (stack) => {
    const text = expectEdited(editWith('sqs'), STACKS.get(stack)!);
    const file = stack.replace('.', '.expected.');
    await expect(text).toMatchFileSnapshot(join(CORPUS, file));
  });

  it.each(['bucket.ts', 'bucket-behind.ts', 'bucket-without-a-name.ts', 'bucket-around.ts'])(
    '%s is the source of events',
    async (stack) => {
      const text = expectEdited(editWith('s3'), STACKS.get(stack)!);
      const file = stack.replace('.', '.expected.');
      await expect(text).toMatchFileSnapshot(join(CORPUS, file));
    },
  );

  it.each([
    ['bucket-of-another-method.ts', /"Bucket" cannot be used where the function is made/, 20],
    ['namespace-imports.ts', /it has no "Bucket"/, undefined],
  ])('%s has no bucket at hand', (stack, reason, line) => {
    expectRefused(editWith('s3'), STACKS.get(stack)!, reason, line);
  });

  it.each([
    ['same-id-twice.ts', { functionId: 'Fn', owner: 'Other' }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the id as it is written
    ['id-with-a-hole.ts', { functionId: '`${id}-fn`' }],
    ['id-with-a-hole.ts', { functionId: 'fn' }],
    ['two-stacks.ts', { stack: 'Other' }],
  ])('%s is edited where %j says', (stack, behind) => {
    const host = STACKS.get(stack)!;
    const text = expectEdited(editWith('sqs', { behind }), host);
    const expected = JSON.stringify(behind).includes('Other')
      ? /class Other[\s\S]*ResizeQueue/
      : /`\$\{id\}-fn`[\s\S]*ResizeQueue/;
    expect(text).toMatch(expected);
  });

  it.each(['comments-everywhere.ts', 'constructor-parameters.ts', 'no-semicolons.ts'])(
    '%s in any broken form is edited soundly, or refused',
    (stack) => {
      for (const seed of SEEDS) {
        const host = mutated(STACKS.get(stack)!, seed);
        const result = editWith('sqs')(host);
        if (result.status !== 'edited') continue;
        expect(onlyInserts(result)).toBe(true);
        expect(syntaxErrors(applyEdits(host, result.edits))).toEqual([]);
      }
    },
  );
});
