import { posix } from 'node:path';
import { folderOf, type ProjectPath, projectPath, upward } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';
import { importedModules } from '../infrastructure/cdk/imported-modules.ts';
import { isCdkApp } from '../infrastructure/forms.ts';
import { runnerOf } from './code/runner.ts';
import { packageIn } from './package-file.ts';

/** A path of code outside the template's folder; a comment may follow. */
const CODE_URI = /["']?\bCode(?:Uri)?["']?\s*:\s*["']?(\.\.[^\s"',}#]*)/g;

/** A text that leads out of the folder of the module that has it. */
const OUTSIDE = /(["'`])(\.\.(?:\/[\w@.-]*)*)\1/g;

/** `path.join(__dirname, '..', 'src')` */
const JOINED = /\b(?:join|resolve)\(\s*[\w.]+((?:\s*,\s*(["'`])[^"'`\n]*\2)+)/g;

/** `Code.fromAsset('../resize')`, `entry: '../resize/index.ts'`: the CDK reads them from the folder of its app. */
const FROM_APP = /\b(?:fromAsset\(|entry:)\s*(["'`])(\.\.\/[^"'`$\n]*)\1/g;

const partsOf = (list: string) =>
  [...list.matchAll(/["'`]([^"'`]*)["'`]/g)].map(([, part]) => part).join('/');

/** Imports are not searched: a module does not deploy the files that it imports. */
const IMPORTS = /\bfrom\s*["'][^"'\n]*["']|\b(?:require|import)\(\s*["'][^"'\n]*["']/g;

const isModule = (path: string) => /(?<!\.d)\.[cm]?[jt]s$/.test(path);

/** The paths outside of its folder at which a template or a module has code; none of them need exist. */
function outsidePaths(path: string, text: string): readonly string[] {
  if (!text.includes('..')) return [];
  if (!isModule(path)) return [...text.matchAll(CODE_URI)].map(([, found]) => found!);
  const code = text.replace(IMPORTS, '');
  const single = [...code.matchAll(OUTSIDE)].map(([, , found]) => found!);
  return [...single, ...[...code.matchAll(JOINED)].map(([, list]) => partsOf(list!))];
}

/** A path seen from the repository's root, with a slash behind it; undefined where it leads out. */
function inRepository(folder: string, path: string): string | undefined {
  const found = posix.join('/', folder, path);
  const isOut = posix.join(folder, path).startsWith('..');
  return isOut ? undefined : found.replace(/^\/|\/$/g, '').replace(/(?<=.)$/, '/');
}

/** Whether there is a file of that path, or of that module, or a folder with files. */
const exists = (disk: Disk, folder: string) => {
  const path = folder.slice(0, -1);
  const isFile = (ending: string) => quietly(disk, projectPath(path + ending)) !== undefined;
  return folder === '' || ['', '.ts', '.js'].some(isFile) || disk.list(folder).length > 0;
};

/** The innermost folder that holds two. */
const around = (one: string, other: string) =>
  upward(one).find((folder) => other.startsWith(folder)) ?? '';

/** Code of a function is in JavaScript or TypeScript, as far as its template says: then a package.json rules it. */
const isNode = (text: string) => /nodejs\d|aws-cdk-lib|BuildMethod:\s*esbuild/.test(text);

/** The folder with the package.json that tests some code, or else with the nearest at all. */
function packageFolder(disk: Disk, folder: string): string | undefined {
  const having = upward(folder).filter(
    (at) => quietly(disk, projectPath(`${at}package.json`)) !== undefined,
  );
  const tested = having.find((at) => runnerOf(packageIn(disk, at) ?? {}));
  return tested ?? having[0];
}

/** A module with constructs is the app's; any other that it imports is a library to it. */
const MAKES = /['"](aws-cdk-lib|constructs)\b/;

/** The modules with constructs that a CDK app imports from outside of its folder. */
const sharedOf = (disk: Disk, app: ProjectPath): readonly ProjectPath[] =>
  isCdkApp(app)
    ? importedModules({ ...disk, scope: folderOf(app) }).filter((path) =>
        MAKES.test(quietly(disk, path) ?? ''),
      )
    : [];

/** The template itself, or the modules of a CDK app. */
const filesOf = (disk: Disk, app: ProjectPath): readonly ProjectPath[] =>
  isCdkApp(app) ? disk.list(folderOf(app)).filter(isModule) : [app];

/**
 * The folder of a repository that holds all of a project, with a slash behind it: its `cdk.json` or template, the code
 * that this names, and the package.json of that code. `app` is the path of the template, or of what names the CDK app.
 */
export function projectFolder(repository: Disk, app: ProjectPath): string {
  const shared = sharedOf(repository, app);
  const texts = [...filesOf(repository, app), ...shared].map(
    (path) => [path, quietly(repository, path) ?? ''] as const,
  );
  const own = folderOf(app);
  const outside = (folder: string, each: string) => {
    const found = inRepository(folder, each);
    const isOutside = found !== undefined && !found.startsWith(own);
    return isOutside && exists(repository, found) ? [found] : [];
  };
  const code = texts.flatMap(([path, text]) => [
    ...outsidePaths(path, text).flatMap((each) => outside(folderOf(path), each)),
    ...[...text.matchAll(FROM_APP)].flatMap(([, , each]) => outside(own, each!)),
  ]);
  const nodes = texts.some(([, text]) => isNode(text)) ? [own, ...code] : [];
  const packages = nodes.flatMap((folder) => packageFolder(repository, folder) ?? []);
  return [...code, ...shared.map(folderOf), ...packages].reduce(around, own);
}
