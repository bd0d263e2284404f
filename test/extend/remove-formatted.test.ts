import { describe, expect, it } from 'vitest';
import { readAnyManifest } from '../../src/core/manifest.ts';
import { IACS } from '../../src/core/project.ts';
import { codeTokens } from '../../src/editors/tokens/code.ts';
import {
  codeHash,
  fileHash,
  isAsMade,
  tokenText,
  withSortedImports,
} from '../../src/editors/tokens/hash.ts';
import { yamlTokens } from '../../src/editors/tokens/yaml.ts';
import { projectStatus } from '../../src/remove/status.ts';
import {
  addFunction,
  addInstance,
  addTrigger,
  after,
  bytes,
  type Host,
  ownHost,
  removalKitOf,
  removeNamed,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';
import { reformatted } from '../support/reformat.ts';

const changedIn = (host: Host) => {
  const context = removalKitOf(host);
  return projectStatus(context, readAnyManifest(context.disk)).changed;
};

/** What neither a formatter nor an import sorter decides; what is derived is written anew. */
function meaning(host: Host) {
  const { 'lambda-app.json': manifest = '{}', 'README.md': _, ...files } = bytes(host);
  const tokens = Object.entries(files).map(([path, text]) => {
    if (/\.[cm]?ts$/.test(path)) return [path, withSortedImports(tokenText(text))];
    if (path.endsWith('.json')) return [path, JSON.parse(text)];
    return [path, path === 'template.yaml' ? yamlTokens(text) : text];
  });
  return { tokens, made: Object.keys(JSON.parse(manifest).made ?? {}) };
}

type Step = (host: Host) => Host;

const trigger =
  (fn: string, type: string): Step =>
  (host) =>
    after(host, addTrigger(host, fn, type));

const noTrigger =
  (fn: string, type: string): Step =>
  (host) =>
    after(host, removeTrigger(host, fn, type));

const without =
  (name: string): Step =>
  (host) =>
    after(host, removeNamed(host, name));

const add =
  (pattern: string, name: string): Step =>
  (host) =>
    after(host, addInstance(host, { pattern, name }));

describe.each(IACS)(
  'after a formatter and an import sorter have gone over a %s project,',
  (form) => {
    const own = ownHost(form, [{ pattern: 'function', name: 'audit' }]);
    const archive = after(FOREIGN[form], addFunction(FOREIGN[form], { name: 'archive' }));

    it.each<readonly [string, Host, Step, Step]>([
      ['a pattern goes', own, add('rest-api', 'orders'), without('orders')],
      ['a pattern with tables of its own goes', own, add('pub-sub', 'news'), without('news')],
      ['a trigger of ours goes', OWN[form], trigger('resize', 's3'), noTrigger('resize', 's3')],
      ['a queue goes', FOREIGN[form], trigger('resize', 'sqs'), noTrigger('resize', 'sqs')],
      [
        'a schedule goes',
        FOREIGN[form],
        trigger('resize', 'schedule'),
        noTrigger('resize', 'schedule'),
      ],
      ['an API goes', FOREIGN[form], trigger('resize', 'http'), noTrigger('resize', 'http')],
      [
        'a function goes',
        FOREIGN[form],
        (host) => after(host, addFunction(host, { name: 'archive' })),
        without('archive'),
      ],
      [
        'a trigger of a function that was added goes',
        archive,
        trigger('archive', 's3'),
        noTrigger('archive', 's3'),
      ],
    ])('%s', (_, host, come, go) => {
      const there = reformatted(come(host));
      expect(bytes(there)).not.toEqual(bytes(come(host)));
      expect(changedIn(there)).toEqual([]);
      expect(meaning(go(there))).toEqual(meaning(host));
    });
  },
);

describe('tokens of code', () => {
  it.each([
    ["a('b');", 'a("b")'],
    ['f({ a, b });', 'f({\n  a,\n  b,\n});'],
    ['x.map((y) => y);', 'x.map(y => y)'],
    ["f({ 'a': 1 });", 'f({ a: 1 });'],
    ['f("it\'s");', "f('it\\'s');"],
    ['a; // b', 'a;\n\n   // b'],
  ])('are the same: %s and %s', (one, other) => {
    expect(codeTokens(one)).toEqual(codeTokens(other));
  });

  it.each([
    ["f('a');", 'f(a);'],
    ['f(a, b);', 'f(b, a);'],
    ["f('a b');", "f('ab');"],
    ['f(a);', 'f(a); // b'],
    ['f(`a`);', "f('a');"],
    ['(x, y) => x', 'x => x'],
  ])('are others: %s and %s', (one, other) => {
    expect(codeTokens(one)).not.toEqual(codeTokens(other));
  });
});

describe('a file that was created', () => {
  const made = `// about all
import first, { b, type C } from './b.ts';
import type { SQSEvent } from 'aws-lambda';
import 'one';
import * as d from 'd';
import 'two';

/** The handler. */
export const handler = (event: SQSEvent) => [first, b, d, event as C];
`;
  const isAsMadeWith = (from: string, to: string) => {
    expect(made).toContain(from);
    return isAsMade('src/a.ts', made.replace(from, to), fileHash('src/a.ts', made));
  };
  const [d, two] = ["import * as d from 'd';\n", "import 'two';\n"];

  it.each([
    ['its imports in another order', d + two, two + d],
    ['groups of imports', d, `\n${d}\n`],
    ['names in another order', '{ b, type C }', '{ type C, b }'],
  ])('is as made with %s', (_, from, to) => {
    expect(isAsMadeWith(from, to)).toBe(true);
  });

  it.each([
    ['an import more', d, `${d}import mine from 'mine';\n`],
    ['an import less', d, ''],
    ['a name more', '{ b,', '{ b, mine,'],
    ['a name less', 'b, type C', 'type C'],
    ['another name for one', 'b, type C', 'b as mine, type C'],
    ['a type as a value', 'type C', 'C'],
    ['another module', "'d'", "'mine'"],
    [
      'a name that moved to another module',
      "{ b, type C } from './b.ts'",
      "{ type C } from './b.ts'",
    ],
    ['a default in braces', 'first, { b,', '{ first, b,'],
    ['a comment more', d, `${d}// mine\n`],
    ['another comment', 'about all', 'about mine'],
    ['modules that run in another order', `import 'one';\n${d}${two}`, `${two}${d}import 'one';\n`],
    ['a statement in front', '// about all', 'mine();\n// about all'],
  ])('is edited with %s', (_, from, to) => {
    expect(isAsMadeWith(from, to)).toBe(false);
  });

  it('may have the hash of an older manifest, and is as made in the order of then', () => {
    const hash = (text: string) => codeHash(text) + '0'.repeat(16);
    expect(isAsMade('src/a.ts', made.replaceAll("'", '"'), hash(made))).toBe(true);
    expect(isAsMade('src/a.ts', made.replace(d + two, two + d), hash(made))).toBe(false);
  });
});

describe('tokens of YAML', () => {
  it.each([
    ["a: 'b'", 'a: "b"'],
    ['a:\n  - b\n  - c', 'a:\n- b\n- c'],
    ['a:\n  b:\n    c: 1', 'a:\n    b:\n        c: 1'],
    ['a: [b, c]', 'a: [ b,\n  c, ]'],
    ['a: {b: 1}', 'a: { b: 1 }'],
    ["'a': b", '"a": b'],
    ['a: b c', 'a: b\n  c'],
    ['a: |\n  b\n    c', 'a: |\n    b\n      c'],
    ['a: !Sub "b"', "a: !Sub 'b'"],
    ['a: b # c', 'a: b    # c'],
    ['- a: 1\n  b: 2', '-   a: 1\n    b: 2'],
  ])('are the same: %j and %j', (one, other) => {
    expect(yamlTokens(one)).toEqual(yamlTokens(other));
  });

  it.each([
    ["a: '1'", 'a: 1'],
    ['a:\n  b: 1\n  c: 2', 'a:\n  b: 1\nc: 2'],
    ['a:\n  - b\n  - c', 'a:\n  - c\n  - b'],
    ['a: b', 'a: b # c'],
    ['a: |\n  b\n  c', 'a: |\n  b c'],
    ['a: [b, c]', 'a: [bc]'],
    ['- a: 1\n  b: 2', '- a: 1\n- b: 2'],
    ['a: !Ref b', 'a: !Sub b'],
  ])('are others: %j and %j', (one, other) => {
    expect(yamlTokens(one)).not.toEqual(yamlTokens(other));
  });
});
