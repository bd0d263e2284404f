import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .sort();

/** Whether two folders hold the same bytes. */
function isSame(one, other) {
  if (!existsSync(other)) return false;
  const [files, others] = [filesOf(one), filesOf(other)];
  return (
    files.join() === others.join() &&
    files.every((file) => readFileSync(one + file).equals(readFileSync(other + file)))
  );
}

/** Puts a folder in the place of another; one with the same bytes stays, for something may run from it. */
export function putInPlace(made, place) {
  if (isSame(made, place)) return rmSync(made, { recursive: true });
  const old = `${made}-old`;
  for (let tries = 0; ; tries += 1) {
    try {
      if (existsSync(place)) renameSync(place, old);
      renameSync(made, place);
      return rmSync(old, { recursive: true, force: true });
    } catch (error) {
      // Another build has put its own there in between
      rmSync(old, { recursive: true, force: true });
      if (tries === 5) throw error;
    }
  }
}
