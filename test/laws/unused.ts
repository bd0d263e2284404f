import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Files } from '../../src/core/tree/memory.ts';

interface Module {
  readonly path: string;
  /** What it exports, and how often the module itself names that. */
  readonly exports: ReadonlyMap<string, number>;
  /** `path#name` of what it imports; `path#*` is all of a module. */
  readonly imports: readonly string[];
}

/** Files that a tool finds by their name. */
const FOUND = /\.test\.ts$|\.d\.ts$|^vitest\.config\.ts$/;

/** Prose names files, and does not run them; the manifest names each. */
const SILENT = /\.md$|^lambda-app\.json$/;

/** Modules that nothing runs, and exports that nothing uses, not even their own module. */
export function unusedOf(files: Files): string[] {
  const modules = [...files].filter(([path]) => path.endsWith('.ts')).map(moduleOf);
  const imports = modules.flatMap((module) => module.imports);
  return modules.flatMap(({ path, exports }) => {
    const used = imports.filter((one) => one.startsWith(`${path}#`));
    if (used.length === 0) return FOUND.test(path) || isNamed(path, files) ? [] : [path];
    const dead = [...exports].filter(([name, uses]) => uses === 1 && !isUsed(path, name, used));
    return dead.map(([name]) => `${path}#${name}`);
  });
}

/** Modules that others import, and that are not there. */
export function missingOf(files: Files): string[] {
  const modules = [...files].filter(([path]) => path.endsWith('.ts')).map(moduleOf);
  return modules.flatMap(({ path, imports }) => {
    const named = new Set(imports.map((one) => one.split('#')[0]!));
    const missing = [...named].filter((one) => !files.has(one) && /^[^$]+\.ts$/.test(one));
    return missing.map((one) => `${path} imports ${one}`);
  });
}

const isUsed = (path: string, name: string, used: readonly string[]) =>
  used.includes(`${path}#*`) || used.includes(`${path}#${name}`);

/** Infrastructure, package.json and workflows name what they run: `src/orders/get.ts`, or `'get'`. */
function isNamed(path: string, files: Files): boolean {
  const texts = [...files].filter(([other]) => other !== path && !SILENT.test(other));
  const quoted = `'${posix.basename(path, '.ts')}'`;
  return texts.some(([, text]) => text.includes(path) || text.includes(quoted));
}

/** Most files of one project are those of another, too. */
const parsed = new Map<string, Module>();

function moduleOf([path, text]: readonly [string, string]): Module {
  const key = `${path}\n${text}`;
  const module = parsed.get(key) ?? parse(path, text);
  parsed.set(key, module);
  return module;
}

function parse(path: string, text: string): Module {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const nodes = descendants(source);
  const words = nodes.filter(ts.isIdentifier).map((word) => word.text);
  const names = source.statements.flatMap(exportedBy);
  return {
    path,
    exports: new Map(names.map((name) => [name, words.filter((word) => word === name).length])),
    imports: nodes.flatMap((node) => importedBy(node, posix.dirname(path))),
  };
}

const descendants = (node: ts.Node): ts.Node[] => {
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  return [node, ...children.flatMap(descendants)];
};

function exportedBy(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) return reExported(statement).map(({ name }) => name.text);
  if (!ts.canHaveModifiers(statement)) return [];
  const modifiers = ts.getModifiers(statement) ?? [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (!ts.isVariableStatement(statement))
    return [(statement as ts.DeclarationStatement).name?.text ?? 'default'];
  const { declarations } = statement.declarationList;
  return declarations.flatMap(({ name }) =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.map((one) => (one as ts.BindingElement).name.getText()),
  );
}

function importedBy(node: ts.Node, folder: string): string[] {
  const [module, names] = importOf(node) ?? [];
  if (!module?.startsWith('.') || !names) return [];
  const path = posix.join(folder, module.replace(/\?.*/, ''));
  return names.map((name) => `${path}#${name}`);
}

/** The module that a node imports, and what of it. */
function importOf(node: ts.Node): [module: string, names: string[]] | undefined {
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    const isNamed = bindings && ts.isNamedImports(bindings);
    return [textOf(node.moduleSpecifier), isNamed ? bindings.elements.map(nameOf) : ['*']];
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return [textOf(node.moduleSpecifier), reExported(node).map(nameOf)];
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return [textOf(node.arguments[0]!), ['*']];
  return undefined;
}

const reExported = ({ exportClause }: ts.ExportDeclaration) =>
  exportClause && ts.isNamedExports(exportClause) ? [...exportClause.elements] : [];

const nameOf = ({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier) =>
  (propertyName ?? name).text;

const textOf = (node: ts.Node) =>
  ts.isStringLiteralLike(node) ? node.text : node.getText().replaceAll('`', '');
