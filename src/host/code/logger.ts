import { folderOf, joined, type ProjectPath } from '../../core/paths.ts';
import { quietly } from '../../core/quietly.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isTestPath } from './most-alike.ts';

const POWERTOOLS = '@aws-lambda-powertools/logger';

/** The logger that a module has, which is one of Powertools. */
export interface Logger {
  /** What the module calls it. */
  readonly name: string;
  /** The module of the project that it comes from. */
  readonly module?: ProjectPath;
  /** How it is made where it comes from no module. */
  readonly made?: string;
}

const withEndings = (path: string) =>
  ['', '.ts', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'].map((end) => path + end);

/** An expression that makes a logger of literals alone; what it needs beside it is left out. */
const MADE = /\bconst (\w+) = new Logger\(([^;\n]*)\)/;
const LITERALS = /^\{(?:\s*\w+: (?:'[^']*'|"[^"]*"|\w+)\s*,?)*\s*\}$/;

function madeHere(text: string): Logger | undefined {
  const [, name, given = ''] = (text.includes(POWERTOOLS) && MADE.exec(text)) || [];
  if (!name) return undefined;
  const options = LITERALS.test(given) ? given.replaceAll('"', "'") : '';
  return { name, made: `new Logger(${options})` };
}

/** What a module imports by one of its names, from a module of the project. */
const IMPORTED =
  /(?:import|const) \{\s*(\w*[lL]ogger)\s*\}\s*(?:from|= require\()\s*['"](\.{1,2}\/[^'"]+)['"]/;

function imported(disk: Disk, path: string, text: string): Logger | undefined {
  const [, name, specifier] = IMPORTED.exec(text) ?? [];
  if (!name || !specifier) return undefined;
  const found = joined(folderOf(path), specifier.replace(/\.[cm]?[jt]s$/, ''));
  const module =
    found &&
    withEndings(found).find((each) => quietly(disk, each as ProjectPath)?.includes(POWERTOOLS));
  return module ? { name, module: module as ProjectPath } : undefined;
}

/** How many files around a handler are searched for a logger; a large project has too many. */
const MOST_READ = 50;

/** The logger that the code around a handler imports from one module: then what is deployed has that module. */
function ofNeighbours(disk: Disk, handler: string): Logger | undefined {
  const around = folderOf(folderOf(handler).replace(/\/$/, ''));
  const found = disk
    .list(around)
    .filter((path) => /\.[cm]?[jt]s$/.test(path) && path !== handler && !isTestPath(path))
    .slice(0, MOST_READ)
    .flatMap((path) => imported(disk, path, quietly(disk, path) ?? '') ?? []);
  const modules = new Set(found.map(({ module }) => module));
  return modules.size === 1 ? found[0] : undefined;
}

/** The logger of Powertools that a handler has, or, where it logs nothing, that of the code around it. */
export const loggerOf = (disk: Disk, path: string, text: string): Logger | undefined =>
  imported(disk, path, text) ??
  madeHere(text) ??
  (/\bconsole\./.test(text) ? undefined : ofNeighbours(disk, path));

const CONSOLE =
  /console\.(log|error)\(\s*JSON\.stringify\(\{ level: '\w+', message: ('\w+'), (.*?) \}\),?\s*\);/g;

const importLine = ({ name, module }: Logger, specifier: string) =>
  module
    ? `import { ${name} } from '${specifier}';\n`
    : `import { Logger } from '${POWERTOOLS}';\n`;

/** Code of our templates with that logger in place of the console; `specifier` is the logger's module. */
export function withLogger(code: string, logger: Logger, specifier: string): string {
  const { name, made } = logger;
  const logged = code.replace(CONSOLE, (_, kind: string, message: string, data: string) => {
    const level = kind === 'log' ? 'info' : 'error';
    return `${name}.${level}(${message}, { ${data.replace('error: String(error)', 'error')} });`;
  });
  if (logged === code) return code;
  const imports = /^(?:import .*\n)*/.exec(logged)![0];
  const rest = logged.slice(imports.length).replace(/^\n/, '');
  const constant = made ? `\nconst ${name} = ${made};\n` : '';
  return `${importLine(logger, specifier)}${imports}${constant}\n${rest}`;
}
