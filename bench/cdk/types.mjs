// Type-checks what an addition changes.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { ts } from 'ts-morph';

const isCode = (path) => /\.[cm]?[jt]s$/.test(path);

const COMPILER = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  allowJs: true,
  esModuleInterop: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  paths: Object.fromEntries(
    ['aws-cdk-lib', 'constructs'].flatMap((name) => {
      const folder = join(import.meta.dirname, '../../node_modules', name);
      return [
        [name, [folder]],
        [`${name}/*`, [`${folder}/*`]],
      ];
    }),
  ),
};

/** The files of the language itself, which the compiler of ts-morph has in memory. */
const { getLibFiles } = createRequire(import.meta.resolve('ts-morph'))('@ts-morph/common');
const LIB = '/lib-of-typescript';
const languageFiles = new Map(
  getLibFiles().map(({ fileName, text }) => [join(LIB, fileName), text]),
);

const parsed = new Map();

/** What TypeScript says of a changed module, beyond what it said before. */
export function typeErrors(dir, changes) {
  const texts = new Map(
    changes
      .filter(({ path, before }) => isCode(path) && before !== undefined)
      .map(({ path, after }) => [join(dir, path), after]),
  );
  const errorsWith = (overlay) => {
    const host = ts.createCompilerHost(COMPILER);
    host.getDefaultLibLocation = () => LIB;
    host.getDefaultLibFileName = (options) => join(LIB, ts.getDefaultLibFileName(options));
    const read = host.readFile;
    const parse = host.getSourceFile;
    host.readFile = (path) => overlay.get(path) ?? languageFiles.get(path) ?? read(path);
    host.fileExists = (path) => overlay.has(path) || languageFiles.has(path) || existsSync(path);
    host.getSourceFile = (path, ...more) => {
      if (overlay.has(path))
        return ts.createSourceFile(path, overlay.get(path), ts.ScriptTarget.ES2023, true);
      parsed.set(path, parsed.get(path) ?? parse(path, ...more));
      return parsed.get(path);
    };
    const roots = [...texts.keys()].filter((path) => overlay.has(path) || existsSync(path));
    const program = ts.createProgram(roots, COMPILER, host);
    return roots.flatMap((path) =>
      program
        .getSemanticDiagnostics(program.getSourceFile(path))
        .map(
          ({ messageText }) =>
            `${relative(dir, path)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        ),
    );
  };
  const old = errorsWith(new Map());
  return errorsWith(texts).filter((error) => {
    const at = old.indexOf(error);
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
}
