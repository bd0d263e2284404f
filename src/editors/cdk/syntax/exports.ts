import { ts } from 'ts-morph';
import { classesIn, classOf } from './constructs.ts';
import { type Export, readImports } from './imports.ts';
import { type CdkSource, readSource } from './source.ts';

/** What a module exports of others that could be called so: `export * from './a'`, `export { A as B } from './a'`. */
const exportsAgain = ({ file }: CdkSource, name: string): readonly Export[] =>
  file.statements.filter(ts.isExportDeclaration).flatMap(({ moduleSpecifier, exportClause }) => {
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const module = moduleSpecifier.text;
    if (!exportClause || !ts.isNamedExports(exportClause)) return [{ module, name }];
    const named = exportClause.elements.find((each) => each.name.text === name);
    return named ? [{ module, name: (named.propertyName ?? named.name).text }] : [];
  });

/** What a class extends that a module exports, or the modules that it may be exported from again. */
export function exportedClass(
  marked: string,
  name: string,
): { readonly base?: Export; readonly from: readonly Export[] } {
  const source = readSource(marked.replace(/^\uFEFF/, ''));
  if ('reason' in source) return { from: [] };
  const classes = classesIn(source);
  const base = classes.get(name);
  if (base) return { base: classOf(readImports(source.file), classes, base), from: [] };
  return { from: exportsAgain(source, name) };
}
