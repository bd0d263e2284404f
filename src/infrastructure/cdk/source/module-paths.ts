import { remembered } from '../../../core/memo.ts';
import { folderOf, joined, type ProjectPath, upward } from '../../../core/paths.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import { isMap } from '../../../core/values/json.ts';
import { jsonIn } from '../../../editors/json/nodes.ts';
import { textAt } from './files.ts';

const ENDINGS = ['.ts', '.mts', '.tsx', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];
const DECLARED = ['.d.ts', '/index.d.ts', '.d.mts', '.d.cts'];

const exists = (disk: Disk, path: ProjectPath | undefined): path is ProjectPath =>
  path !== undefined && textAt(disk, path) !== undefined;

/** The first file that a module's path could be, with any of its endings. */
function withEnding(disk: Disk, path: string, endings: readonly string[]) {
  const bare = path.replace(/(\.d)?\.[cm]?[jt]s$/, '');
  return endings.map((ending) => joined(bare + ending)).find((each) => exists(disk, each));
}

const isPackaged = (path: string) => /(^|\/)node_modules\//.test(path);

/** The source of a module; of a package, whose code is compiled, the declarations beside it. */
const inFolder = (disk: Disk, path: string | undefined) =>
  path === undefined
    ? undefined
    : withEnding(
        disk,
        path,
        isPackaged(path) ? [...DECLARED, ...ENDINGS] : [...ENDINGS, ...DECLARED],
      );

type Json = Readonly<Record<string, unknown>>;

const isObject = isMap<Json>;

function readJson(disk: Disk, path: ProjectPath | undefined): Json | undefined {
  const text = path && textAt(disk, path);
  if (!text) return undefined;
  const json = jsonIn(text);
  return isObject(json) ? json : undefined;
}

interface Aliases {
  /** What the paths are relative to. */
  readonly folder: string;
  readonly paths: Json;
}

/** `baseUrl` and `paths` of a tsconfig.json, or of the one that it extends. */
function aliasesIn(disk: Disk, path: ProjectPath | undefined, depth = 0): Aliases | undefined {
  const config = readJson(disk, path);
  if (!path || !config || depth > 4) return undefined;
  const { baseUrl, paths } = isObject(config.compilerOptions) ? config.compilerOptions : {};
  if (isObject(paths) || typeof baseUrl === 'string') {
    const folder = folderOf(path) + (typeof baseUrl === 'string' ? `${baseUrl}/` : '');
    return { folder, paths: { ...(isObject(paths) ? paths : {}), '*': ['*'] } };
  }
  const [base] = [config.extends].flat();
  if (typeof base !== 'string' || !base.startsWith('.')) return undefined;
  const file = base.endsWith('.json') ? base : `${base}.json`;
  return aliasesIn(disk, joined(folderOf(path), file), depth + 1);
}

const aliasesOf = (disk: Disk, from: string) =>
  upward(folderOf(from))
    .map((folder) => joined(`${folder}tsconfig.json`))
    .filter((path) => exists(disk, path))
    .map((path) => aliasesIn(disk, path))
    .find((each) => each !== undefined);

/** The paths of an alias in tsconfig.json: `@lib/*` for `@lib/queue`. */
function aliased({ folder, paths }: Aliases, module: string): readonly string[] {
  return Object.entries(paths).flatMap(([alias, to]) => {
    const [head = '', tail = ''] = alias.split('*');
    const isWild = alias.includes('*');
    const fits = isWild ? module.startsWith(head) && module.endsWith(tail) : module === alias;
    if (!fits || !Array.isArray(to)) return [];
    const rest = module.slice(head.length, module.length - tail.length);
    return to
      .filter((each) => typeof each === 'string')
      .map((each) => folder + each.replace('*', rest));
  });
}

/** The name of a package, and the path in it that a module names: `@acme/platform` and `lib/queue`. */
function packageOf(module: string) {
  const parts = module.split('/');
  const length = module.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), path: parts.slice(length).join('/') };
}

/** The declaration file that `exports` of a package.json names for a path, whatever the conditions. */
function exported(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  for (const condition of ['types', 'import', 'require', 'node', 'default']) {
    const found = exported(value[condition]);
    if (found) return found;
  }
  return undefined;
}

/** What `exports` says of a path, by its name or by a pattern: `"./*": "./src/*.ts"`. */
function entryOf(exports: Json, key: string): string | undefined {
  const own = exported(exports[key]);
  if (own) return own;
  for (const [pattern, value] of Object.entries(exports)) {
    const [head = '', tail] = pattern.split('*');
    const fits = tail !== undefined && key.startsWith(head) && key.endsWith(tail);
    const rest = fits ? key.slice(head.length, key.length - tail.length) : '';
    if (rest) return exported(value)?.replace('*', rest);
  }
  return undefined;
}

function mainOf(json: Json, path: string): readonly string[] {
  const entry = isObject(json.exports)
    ? entryOf(json.exports, path ? `./${path}` : '.')
    : undefined;
  const named = path ? [path] : [json.types, json.typings, json.main, 'index', 'lib/index'];
  return [entry, ...named].filter((each) => typeof each === 'string');
}

/** The declarations of an installed package, as far as it has some. */
function installed(disk: Disk, from: string, module: string): ProjectPath | undefined {
  const { name, path } = packageOf(module);
  for (const around of upward(folderOf(from))) {
    const folder = `${around}node_modules/${name}/`;
    const json = readJson(disk, joined(`${folder}package.json`));
    if (!json) continue;
    const files = mainOf(json, path).map((each) => withEnding(disk, folder + each, DECLARED));
    return files.find((each) => each !== undefined) ?? sourceIn(disk, folder, path);
  }
  return undefined;
}

/** Where the code of a package of the same repository begins; its declarations may not be built. */
const sourceIn = (disk: Disk, folder: string, path: string) =>
  (path ? [path, `src/${path}`] : ['src/index', 'index', 'lib/index'])
    .map((each) => withEnding(disk, folder + each, ENDINGS))
    .find((each) => each !== undefined);

/** The folders of the packages of a repository, by the names that their package.json say. */
const ownFolders = remembered(
  (disk: Disk) => disk,
  (disk) => {
    const folders = new Map<unknown, string>();
    for (const each of disk.list()) {
      const name = /(^|\/)package\.json$/.test(each) ? readJson(disk, each)?.name : undefined;
      if (!folders.has(name)) folders.set(name, folderOf(each));
    }
    return folders;
  },
);

/**
 * The source of a package of the same repository. Its workspace installs it as a link; what was built of it there says
 * less, and is written over.
 */
function ownPackage(disk: Disk, module: string): ProjectPath | undefined {
  const { name, path } = packageOf(module);
  const folder = ownFolders(disk).get(name);
  return folder === undefined ? undefined : sourceIn(disk, folder, path);
}

function findFile(disk: Disk, from: string, module: string): ProjectPath | undefined {
  if (module.startsWith('.')) return inFolder(disk, joined(folderOf(from), module) ?? undefined);
  const aliases = isPackaged(from) ? undefined : aliasesOf(disk, from);
  const own = aliases && aliased(aliases, module).map((each) => inFolder(disk, joined(each)));
  return (
    own?.find((each) => each !== undefined) ??
    ownPackage(disk, module) ??
    installed(disk, from, module)
  );
}

/** What was found of a project: the same modules are imported by many. */
const FOUND = new WeakMap<Disk, Map<string, ProjectPath | undefined>>();

/** The file that a module is in, as another one imports it: of the app, or the declarations of a package. */
export function fileOf(disk: Disk, from: string, module: string): ProjectPath | undefined {
  const found = FOUND.get(disk) ?? new Map<string, ProjectPath | undefined>();
  FOUND.set(disk, found);
  const key = `${folderOf(from)}:${module}`;
  if (!found.has(key)) found.set(key, findFile(disk, from, module));
  return found.get(key);
}
