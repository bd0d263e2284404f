import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const root = join(packageRoot, 'src');

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);

const TEXT = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/** What a person reads as a sentence: a capital first, and four words or more. */
const isSentence = (text: string) => /^[A-Z$]/.test(text) && text.split(/\s/).length >= 4;

/** What stands in a sentence, such as a reason: three words or more in small letters, and no code. */
const isReason = (text: string) =>
  /^[a-z]/.test(text) &&
  text.trim().split(/\s+/).length >= 3 &&
  !/[{}()<>=;]/.test(text.replace(/\$\{[^}]*\}/g, ''));

const sentencesIn = (code: string) =>
  [...code.matchAll(TEXT)]
    .flatMap(([, plain, template]) => (plain ?? template ?? '').split(/(?<=[.:?])\s/))
    .filter((text) => isSentence(text) || isReason(text));

/** The files that have each sentence. */
function places(): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const path of files)
    for (const each of sentencesIn(readFileSync(join(root, path), 'utf8')))
      all.set(each, (all.get(each) ?? new Set()).add(path));
  return all;
}

it('finds sentences in code', () => {
  const code =
    "throw usageError('There is no folder here', `Name one of these. It is there now.`, 'it is empty', 'const a = 1')";
  expect(sentencesIn(code)).toEqual([
    'There is no folder here',
    'Name one of these.',
    'It is there now.',
    'it is empty',
  ]);
});

it('writes each sentence of a message in one file', () => {
  const several = [...places()].filter(([, paths]) => paths.size > 1);
  expect(several.map(([text, paths]) => [text, ...paths])).toEqual([]);
});
