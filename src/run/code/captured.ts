/** A bundling command that a CDK app would have run, as it is kept in the place of the bundle. */
export interface Captured {
  readonly captured: 'esbuild' | 'docker';
  readonly words: readonly string[];
  readonly cwd: string;
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

/** The words behind `esbuild` in a command, as far as that command goes; undefined when it runs something else. */
export function esbuildWords(words: readonly string[]): readonly string[] | undefined {
  const at = words.findIndex((word) => /(^|[\\/])esbuild(\.exe|\.cmd)?$/.test(word));
  if (at < 0 || !words.some((word) => word.startsWith('--outfile'))) return undefined;
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => OPERATORS.has(word));
  return end < 0 ? rest : rest.slice(0, end);
}
