import type { OwnedFiles } from '../core/manifest.ts';
import { projectPath } from '../core/paths.ts';
import type { Tree } from '../core/tree/tree.ts';

/** The hashes of files as they are after edits of ours; one that somebody else has edited keeps its own. */
export function rehashed(
  files: OwnedFiles,
  tree: Tree,
  hashOf: (path: string, text: string) => string,
): OwnedFiles {
  const staged = [...tree.staged()].flatMap(([path, text]) => {
    const before = tree.original(path);
    return text === undefined || before === undefined ? [] : [{ path, before, text }];
  });
  const anew = ([path, hash]: readonly [string, string]) => {
    const found = staged.find((each) => each.path === projectPath(path));
    const isOurs = found && hashOf(path, found.before) === hash;
    return [path, isOurs ? hashOf(path, found.text) : hash] as const;
  };
  return Object.fromEntries(
    Object.entries(files).map(([owner, owned]) => [
      owner,
      Object.fromEntries(Object.entries(owned).map(anew)),
    ]),
  );
}
