import { folderOf, joined, nameIn } from '../core/paths.ts';
import { escaped } from '../core/values/regexp.ts';

/** A file as it is. */
export interface Remaining {
  readonly path: string;
  readonly text: string;
}

const isCode = (path: string) => /\.[cm]?[jt]sx?$/.test(path);

/** Files that can run or load others; prose and generated files name many files that they do not need. */
export const canUse = (path: string) =>
  isCode(path) || (/\.(ya?ml|json|template)$/.test(path) && !/(^|\/)[\w-]+-lock\./.test(path));

/** A module's path as imports name it, with or without an ending. */
const stemOf = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');

function importedBy({ path, text }: Remaining): ReadonlySet<string> {
  const specifiers = isCode(path) ? text.matchAll(/['"`](\.{1,2}(?:\/[^'"`\n]*)?)['"`]/g) : [];
  const paths = [...specifiers].map(([, specifier]) => joined(folderOf(path), specifier!));
  return new Set(paths.flatMap((each) => (each === undefined ? [] : [stemOf(each)])));
}

/** The code that imports a module, itself or through others. */
export function importersOf(path: string, files: readonly Remaining[]): readonly Remaining[] {
  const imports = files.map((file) => ({ file, imported: importedBy(file) }));
  const found = new Set<string>([stemOf(path)]);
  const importers: Remaining[] = [];
  for (let isDone = false; !isDone; ) {
    const more = imports.filter(
      ({ file, imported }) =>
        !found.has(stemOf(file.path)) && [...imported].some((each) => found.has(each)),
    );
    isDone = more.length === 0;
    importers.push(...more.map(({ file }) => file));
    for (const { file } of more) found.add(stemOf(file.path));
  }
  return importers;
}

/** A path from the nearest common folder; with at least two names, since one alone is ambiguous. */
function fromThere(path: string, user: string): string {
  const [way, other] = [path.split('/'), user.split('/')];
  const shared = way.findIndex((part, n) => other[n] !== part);
  return way.slice(Math.max(Math.min(shared, way.length - 2), 0)).join('/');
}

/** Whether a file names a path, as an entry point is named. */
const names = ({ path: user, text }: Remaining, path: string) =>
  text.includes(fromThere(path, user));

/** Whether a file says each word of a name, in whatever order and spelling: `CreateOrder` names `create-order.ts`. */
function saysWords(text: string, name: string): boolean {
  const small = text.toLowerCase();
  return name
    .toLowerCase()
    .split(/\W+/)
    .every((word) => small.includes(word));
}

/** Whether a file names the folder that a path is in: as a whole, or with a hole for the words of the path's name. */
function namesFolder({ text }: Remaining, path: string): boolean {
  const folder = folderOf(path);
  if (folder.split('/').length <= 2) return false;
  if ([...`'"\``].some((end) => text.includes(folder + end))) return true;
  return text.includes(`${folder}$`) && saysWords(text, nameIn(path));
}

/** Whether a file uses another. */
function usesOf(user: Remaining): (path: string) => boolean {
  const imported = importedBy(user);
  return (path) =>
    path !== user.path &&
    (imported.has(stemOf(path)) || names(user, path) || namesFolder(user, path));
}

/** The folders of a path that say something: not the first one alone. */
const inner = (path: string) => path.split('/').slice(1, -1);

/** What a file says that uses one of these: few do, and the others need not be read any closer. */
function traceOf(paths: readonly string[]): RegExp {
  const words = paths.flatMap((path) => [nameIn(stemOf(path)), ...inner(path).slice(-1)]);
  // From within its folder an index is named by dots alone
  return new RegExp([...new Set(words.map(escaped)), `['"\`]\\.{1,2}/?['"\`]`].join('|'));
}

/** Which of the files that go have to stay, each with the file that uses it: what stays keeps all that it uses. */
export function inUse(
  going: readonly Remaining[],
  staying: readonly Remaining[],
): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  const trace = traceOf(going.map(({ path }) => path));
  const queue = staying.filter(({ text }) => trace.test(text));
  for (const user of queue) {
    const uses = usesOf(user);
    const used = going.filter(({ path }) => !users.has(path) && uses(path));
    for (const { path } of used) users.set(path, user.path);
    queue.push(...used);
  }
  return users;
}

const IMPORT = /\b(?:from|import|require|resolve|mock)\b\s*\(?\s*['"`]([^'"`\n]+)['"`]/g;

/** Types that a package has elsewhere are imported under its own name. */
const typed = (name: string) =>
  name.replace(/^@types\/(?:(\w[\w.-]*)__)?/, (_, scope?: string) => (scope ? `@${scope}/` : ''));

/** The file whose code imports a package, or a module of it. */
export function userOf(name: string, files: readonly Remaining[]): string | undefined {
  const own = typed(name);
  const isOwn = (specifier: string) => specifier === own || specifier.startsWith(`${own}/`);
  return files.find(
    ({ path, text }) =>
      isCode(path) &&
      text.includes(own) &&
      [...text.matchAll(IMPORT)].some(([, specifier]) => isOwn(specifier!)),
  )?.path;
}
