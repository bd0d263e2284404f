import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Insertion, OwnerRecord } from '../core/record.ts';
import { withEndOfLine } from '../core/tree/text-edit.ts';
import type { Disk } from '../core/tree/tree.ts';
import { escaped } from '../core/values/regexp.ts';

/** An import, or a name in front of what was there, is no sign of an addition: others use them as well. */
const isSign = ({ at, hash, isFound }: Insertion) =>
  hash !== undefined && !isFound && at[0] !== 'import' && at[0] !== 'name';

const lastWord = ({ at }: Insertion) =>
  at
    .at(-1)!
    .match(/[\w$]+/g)
    ?.at(-1) ?? '';

const longest = (texts: readonly string[]) =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '').trim();

/** Whether something of what an owner inserted is still there, by its name. */
export function isPresent(disk: Disk, record: OwnerRecord | undefined): boolean {
  const read = (path: string) => disk.read(projectPath(path) as ProjectPath) ?? '';
  const isNamed = (path: string) => (each: Insertion) =>
    new RegExp(`\\b${escaped(lastWord(each))}\\b`).test(read(path));
  const isText = ([path, texts]: readonly [string, readonly string[]]) => {
    const text = longest(texts);
    return text !== '' && read(path).includes(withEndOfLine(text, read(path)));
  };
  return (
    Object.entries(record?.inserted ?? {}).some(([path, all]) =>
      all.filter(isSign).some(isNamed(path)),
    ) || Object.entries(record?.texts ?? {}).some(isText)
  );
}
