import { lstatSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { foldersAround, isRepository } from './project-root.ts';

/** What Git ignores below a folder: https://git-scm.com/docs/gitignore. */
export interface Ignored {
  /** Of a path from the folder; that of a folder ends with a slash. Not asked of what is in an ignored folder. */
  has(path: string): boolean;
  /** With the rules of a folder's own .gitignore; its path ends with a slash, or is empty. */
  and(folder: string): Ignored;
}

const RULES = '.gitignore';

/** Rules are case-sensitive even on a file system that is not, as in Git by default. */
const rulesFor = () => ignore({ ignorecase: process.platform !== 'linux' });

/** The text of a regular file; Git does not follow a link there. */
function textOf(file: string): string {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

const escaped = (folder: string) => folder.replace(/[\\*?[\]!#]/g, '\\$&');

/** A rule of a folder, as one of the folder that its path begins at. */
function ruleFrom(folder: string, line: string): string {
  if (folder === '' || /^\s*(#|$)/.test(line)) return line;
  const [, not = '', rule = ''] = /^(!?)(.*)$/s.exec(line)!;
  const isAnchored = rule.slice(0, -1).includes('/');
  return `${not}${escaped(folder)}${isAnchored ? rule.replace(/^\//, '') : `**/${rule}`}`;
}

const rulesOf = (text: string, folder: string) =>
  text.split(/\r?\n/).map((line) => ruleFrom(folder, line));

/** Paths begin at `top`, the repository; those that are asked for, at `base` in it. */
const ignoredWith = (rules: Ignore, top: string, base: string): Ignored => ({
  has: (path) => rules.ignores(base + path),
  and(folder) {
    const text = textOf(join(top, base, folder, RULES));
    if (text === '') return this;
    return ignoredWith(
      rulesFor()
        .add(rules)
        .add(rulesOf(text, base + folder)),
      top,
      base,
    );
  },
});

const wayFrom = (top: string, folder: string) => {
  const way = relative(top, folder).split(sep).join('/');
  return way && `${way}/`;
};

/** What is ignored below a folder, by the rules of its repository around it; its own .gitignore is not in yet. */
export function ignoredBelow(root: string): Ignored {
  const around = foldersAround(root);
  const top = around.at(-1)!;
  if (!isRepository(top)) return ignoredWith(rulesFor(), root, '');
  const rules = rulesFor().add(textOf(join(top, '.git/info/exclude')));
  for (const folder of around.slice(1).reverse())
    rules.add(rulesOf(textOf(join(folder, RULES)), wayFrom(top, folder)));
  const base = wayFrom(top, root);
  // A project in an ignored folder does not belong to that repository
  return base && rules.ignores(base)
    ? ignoredWith(rulesFor(), root, '')
    : ignoredWith(rules, top, base);
}
