import { basename, join } from 'node:path';
import { type Script, scriptCommand } from '../core/commands.ts';
import type { PackageManager } from '../core/project.ts';
import { type Origin, originOf, packageRoot } from '../io/package-root.ts';

/** What runs a package without installing it, by the package manager that says it started this process. */
const RUNNERS: Readonly<Record<string, string>> = {
  npm: 'npx create-lambda-app',
  pnpm: 'pnpm dlx create-lambda-app',
  bun: 'bunx create-lambda-app',
};

/** What runs a command of a package that the project has installed. */
const INSTALLED: Readonly<Record<string, string>> = {
  npm: 'npx lambda-gen',
  pnpm: 'pnpm exec lambda-gen',
  yarn: 'yarn lambda-gen',
  bun: 'bunx lambda-gen',
};

/** The command that this process is, by the file that Node runs. */
const commandOf = (file = '') => basename(file).replace(/\.\w+$/, '');

/** Version 1 of Yarn has no `dlx`. */
const runnerOf = (name: string, version: string) =>
  name === 'yarn' && !version.startsWith('1.') ? 'yarn dlx create-lambda-app' : RUNNERS[name];

const quoted = (path: string) => (/[^\w./:\\-]/.test(path) ? `"${path}"` : path);

/** A checkout or a tarball is named by its path: what the registry has under the name is another version, or nothing. */
function fromPath({ kind, path }: Exclude<Origin, { kind: 'registry' }>): string {
  // npx would run the file itself, were it named alone with a slash in front
  if (kind === 'tarball') return `npx --package ${quoted(path)} create-lambda-app`;
  return `node ${quoted(join(path, 'bin/create-lambda-app.js'))}`;
}

/** Where npx, pnpm, Yarn and Bun put a package that they run without installing it. */
const UNINSTALLED = /[\\/](_npx|dlx(-[^\\/]*)?|bunx-[^\\/]*)[\\/]/;

/** How this user starts the commands: through a package manager as here, or by the name of the installed one. */
export function invocation(
  { npm_config_user_agent: agent = '' } = process.env,
  origin: Origin = originOf(),
  command = commandOf(process.argv[1]),
  root = packageRoot,
): string {
  const isKept = origin.kind !== 'checkout' && !UNINSTALLED.test(root);
  const isInstalled = command === 'lambda-gen' && isKept;
  if (!isInstalled && origin.kind !== 'registry') return fromPath(origin);
  const [, name = '', version = ''] = /^(\w+)\/(\S+)/.exec(agent) ?? [];
  if (name === '') return 'lambda-gen';
  if (isInstalled) return INSTALLED[name] ?? 'npx lambda-gen';
  return runnerOf(name, version) ?? 'npx create-lambda-app';
}

/** A text whose commands begin as this user starts them; without the name in front, `lambda-gen` is but a name. */
export const asInvoked = (text: string) =>
  text.replace(
    /\blambda-gen (?=(add|remove|invoke|dev|status|list|completion)\b)/g,
    () => `${invocation()} `,
  );

/** A script of an emitted project that runs this package; from a checkout or a tarball, the command itself. */
export const ownScript = (manager: PackageManager, script: Script, origin: Origin = originOf()) =>
  origin.kind === 'registry' ? scriptCommand(manager, script) : `${fromPath(origin)} ${script}`;
