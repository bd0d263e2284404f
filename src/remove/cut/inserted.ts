import type { Addition } from '../../core/additions.ts';
import { refusal } from '../../core/errors.ts';
import { type ProjectPath, projectPath } from '../../core/paths.ts';
import { lineOf } from '../../editors/sam/source.ts';
import type { Removal } from '../../host/kit.ts';
import { cut, fieldsIn, firstLine, isTraced, makes } from './cut.ts';
import { isPackage } from './packages.ts';
import { cutTemplate, isTemplate } from './template.ts';

/** A file with what was inserted into it: for what goes, and for others. */
interface Passage {
  readonly path: ProjectPath;
  readonly now: string;
  readonly parts: readonly string[];
  readonly theirs: readonly string[];
}

/** What stays of what was inserted. */
interface Kept {
  readonly part: string;
  /** As a notice calls it, with its place. */
  readonly what: string;
  /** Whether it can be told when it is gone. */
  readonly isKnown: boolean;
}

interface Cut {
  readonly text: string;
  readonly needed: readonly Kept[];
  readonly changed: readonly Kept[];
}

/** Inserted texts by the file that they are in. */
export type Inserted = Addition['inserted'];

/** What stays because something needs it, and what stays as somebody changed it. */
export interface Left {
  readonly needed: Inserted;
  readonly changed: Inserted;
}

const keptIn =
  ({ path, now }: Passage) =>
  (part: string): Kept => {
    const at = now.indexOf(firstLine(part));
    const place = at < 0 ? path : `${path}:${lineOf(now, at)}`;
    return { part, what: `${place}: "${firstLine(part)}"`, isKnown: makes(part, now) };
  };

/** The code of all other files. */
const codeBeside = ({ kit, tree }: Removal, path: ProjectPath) =>
  kit.disk
    .list()
    .filter((other) => /\.[cm]?[jt]s$/.test(other) && other !== path)
    .map((other) => tree.read(other) ?? '')
    .join('\n');

function cutFromCode(removal: Removal, passage: Passage): Cut {
  const { path, now, parts, theirs } = passage;
  const hasFields = parts.some((part) => fieldsIn(part).length > 0);
  const { text, kept, lost } = cut(now, parts, theirs, hasFields ? codeBeside(removal, path) : '');
  const needed = kept.filter((part) => !lost.includes(part)).map(keptIn(passage));
  const changed = lost.filter((part) => isTraced(part, now)).map(keptIn(passage));
  return { text, needed, changed };
}

function cutFromTemplate(passage: Passage): Cut {
  const { path, now, parts, theirs } = passage;
  const result = cutTemplate(now, parts, theirs);
  if ('reason' in result)
    throw refusal(`${path} was not changed: ${result.reason}`, {
      at: { path, ...(result.line ? { line: result.line } : {}) },
      hint: 'Nothing was written. Take out by hand what was added to it, and run this again.',
    });
  const keptFor = (reason: 'used' | 'changed') =>
    result.kept
      .filter(({ why }) => why === reason)
      .map(({ inserted, keys, line }) => ({
        part: inserted,
        what: `${path}:${line}: ${keys.at(-1)}`,
        isKnown: true,
      }));
  const lost = result.lost.filter((part) => isTraced(part, now)).map(keptIn(passage));
  return { text: result.text, needed: keptFor('used'), changed: [...keptFor('changed'), ...lost] };
}

/** Whichever nested application it came with, the others may not be deployed without it either. */
const isOfAll = (path: string, others: readonly Addition[]) =>
  /(^|\/)samconfig\.toml$/.test(path) && others.some(({ kind }) => kind === 'pattern');

/** Takes out what was inserted into files that stand; says what stays, and answers it. Packages go by themselves. */
export function cutInserted(
  removal: Removal,
  inserted: Inserted,
  others: readonly Addition[],
): Left {
  const { tree, notices } = removal;
  const needed: Record<string, readonly string[]> = {};
  const changed: Record<string, readonly string[]> = {};
  // What uses a field goes before the field itself
  for (const [key, parts] of Object.entries(inserted).toReversed()) {
    const path = projectPath(key);
    const now = tree.read(path);
    if (now === undefined || isPackage(path)) continue;
    if (isOfAll(path, others)) {
      needed[path] = parts;
      continue;
    }
    const theirs = others.flatMap((other) => other.inserted[path] ?? []);
    const passage = { path, now, parts, theirs };
    const result = isTemplate(path, now) ? cutFromTemplate(passage) : cutFromCode(removal, passage);
    tree.write(path, result.text);
    needed[path] = result.needed.map(({ part }) => part);
    changed[path] = result.changed.filter(({ isKnown }) => isKnown).map(({ part }) => part);
    notices.push(...result.needed.map(({ what }) => `${what} is in use: it stays`));
    notices.push(
      ...result.changed.map(({ what }) => `${what} was changed since it was added: it stays`),
    );
  }
  return { needed, changed };
}
