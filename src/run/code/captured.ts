/** A bundling command that a CDK app would have run, as it is kept in the place of the bundle. */
export interface Captured {
  readonly captured: 'esbuild' | 'docker';
  readonly words: readonly string[];
  readonly cwd: string;
  /** What the command runs apart from the bundler, which nothing here runs. */
  readonly beside?: readonly string[];
}

/** The command that a file holds in the place of a bundle, if it does. */
export function capturedIn(text: string): Captured | undefined {
  if (!text.startsWith('{"captured":')) return undefined;
  return JSON.parse(text) as Captured;
}

/** The words of a shell command: quotes taken off, `\\` before a character of double quotes as well. */
export function shellWords(command: string): readonly string[] {
  const parts = /(?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\\[\s\S]|[^\s"'\\;&|])+|&&|\|\||[;&|]/g;
  return [...command.matchAll(parts)].map(([word]) =>
    word.replaceAll(/"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'|\\([\s\S])/g, (_, double, single, one) =>
      double !== undefined ? double.replaceAll(/\\(["\\$`])/g, '$1') : (single ?? one),
    ),
  );
}

const OPERATORS = new Set(['&&', '||', ';', '&', '|']);

const isEsbuild = (word: string) => /(^|[\\/])esbuild(\.exe|\.cmd)?$/.test(word);

/** The commands of a line, each without the operator behind it. */
function commandsOf(words: readonly string[]): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const word of words)
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)!.push(word);
  return commands.filter((command) => command.length > 0);
}

const isInstall = ([program = '', verb = '']: readonly string[]) =>
  /^(npm|pnpm|yarn|bun)$/.test(program) && /^(ci|install)$/.test(verb);

/**
 * The commands of a line apart from esbuild, such as hooks that copy files. Modules that the CDK installs beside a
 * bundle are found where the project has them: up to the installation, its commands are left out.
 */
export function commandsBeside(words: readonly string[]): readonly string[] {
  const commands = commandsOf(words);
  const at = commands.findIndex((command) => command.some(isEsbuild));
  const installs = commands.findIndex((command, place) => place > at && isInstall(command));
  const after = commands.slice(Math.max(at, installs) + 1);
  return [...commands.slice(0, at), ...after]
    .map((command) => command.join(' '))
    .filter((command) => !command.includes('.modules.yaml'));
}

/** The words behind `esbuild` in a command, as far as that command goes; undefined when it runs something else. */
export function esbuildWords(words: readonly string[]): readonly string[] | undefined {
  const at = words.findIndex(isEsbuild);
  if (at < 0 || !words.some((word) => word.startsWith('--outfile'))) return undefined;
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => OPERATORS.has(word));
  return end < 0 ? rest : rest.slice(0, end);
}
