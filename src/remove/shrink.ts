import { applyPatch, structuredPatch } from 'diff';
import type { Addition } from '../core/additions.ts';
import { refusal } from '../core/errors.ts';
import { SAM_TEMPLATE } from '../core/fold/apply.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Files } from '../core/tree/memory.ts';
import { withEndOfLine } from '../core/tree/text-edit.ts';
import { takeDifference } from '../editors/sam/difference.ts';
import type { Removal } from '../host/kit.ts';
import { firstLine, isTraced } from './cut/cut.ts';
import { cutInserted, type Inserted } from './cut/inserted.ts';
import { passagesLost, standsOnce } from './cut/lost-lines.ts';

/** A project of ours as it is made, with and without what goes. */
export interface Difference {
  readonly whole: Files;
  readonly rest: Files;
  /** What the trigger inserted that goes, if it is one. */
  readonly inserted: Inserted;
  /** The additions that stay. */
  readonly others: readonly Addition[];
}

/** Something of a file that was to go, and stays. */
export interface Kept {
  readonly notice: string;
  /** Its name in a template. */
  readonly entry?: string;
}

/** A file as it stands, and as it is made with and without what goes. */
interface Shrinking {
  readonly path: ProjectPath;
  readonly now: string;
  readonly whole: string;
  readonly rest: string;
}

const REASONS = { changed: 'was changed since it was made', used: 'is in use' } as const;

function shrinkTemplate({ tree }: Removal, { path, now, whole, rest }: Shrinking): readonly Kept[] {
  const result = takeDifference(now, whole, rest);
  if ('reason' in result)
    throw refusal(`${path} was not changed: ${result.reason}`, {
      at: { path, ...(result.line ? { line: result.line } : {}) },
      hint: 'Nothing was written. Mend it first, or restore it from version control.',
    });
  tree.write(path, result.text);
  return result.kept.map(({ keys, line, why }) => {
    const entry = keys.at(-1)!;
    return { entry, notice: `${path}:${line}: ${entry} ${REASONS[why]}: it stays` };
  });
}

/** Takes texts out as they were inserted. */
function cutOut(
  removal: Removal,
  { path }: Shrinking,
  parts: readonly string[],
  others: readonly Addition[],
) {
  const notices: string[] = [];
  cutInserted({ ...removal, notices }, { [path]: parts }, others);
  return notices.map((notice): Kept => ({ notice }));
}

/** All of it or nothing: half of what replaces the other half would be neither. */
function replace({ tree }: Removal, { path, now, whole, rest }: Shrinking): void {
  const result = applyPatch(now, structuredPatch(path, path, whole, rest), { fuzzFactor: 0 });
  if (result === false)
    throw refusal(
      `${path} was changed since it was made, and is made otherwise without what goes`,
      {
        at: { path },
        hint: 'Nothing was written. Restore it first, and make your changes again afterwards.',
      },
    );
  tree.write(path, result);
}

/** Takes lines out that stand as they were made, wherever they stand by now. */
function shrinkCode(
  removal: Removal,
  file: Shrinking,
  others: readonly Addition[],
): readonly Kept[] {
  const passages = passagesLost(file.whole, file.rest);
  if (!passages) {
    replace(removal, file);
    return [];
  }
  const found = passages.filter((each) => standsOnce(file.now, each));
  const changed = passages.filter(
    (each) => !found.includes(each) && isTraced(each.lines, file.now),
  );
  return [
    ...cutOut(
      removal,
      file,
      found.map(({ lines }) => lines),
      others,
    ),
    ...changed.map(({ lines }) => ({
      notice: `${file.path}: "${firstLine(lines)}" was changed since it was made: it stays`,
    })),
  ];
}

function shrinkFile(removal: Removal, file: Shrinking, difference: Difference): readonly Kept[] {
  const { path, now, whole, rest } = file;
  const { inserted, others } = difference;
  if (now === withEndOfLine(whole, now)) {
    removal.tree.write(path, withEndOfLine(rest, now));
    return [];
  }
  if (path === SAM_TEMPLATE) return shrinkTemplate(removal, file);
  if (inserted[path]) return cutOut(removal, file, inserted[path], others);
  return shrinkCode(removal, file, others);
}

function shrinkingIn({ tree }: Removal, { whole, rest }: Difference, path: ProjectPath) {
  const [now, made, left] = [tree.read(path), whole.get(path), rest.get(path)];
  const isMissing = now === undefined || made === undefined || left === undefined;
  return isMissing || made === left ? undefined : { path, now, whole: made, rest: left };
}

/** Takes out of files that stay what goes; answers what stays of it. */
export const shrinkFiles = (
  removal: Removal,
  difference: Difference,
  paths: readonly ProjectPath[],
): readonly Kept[] =>
  paths.flatMap((path) => {
    const file = shrinkingIn(removal, difference, path);
    return file ? shrinkFile(removal, file, difference) : [];
  });
