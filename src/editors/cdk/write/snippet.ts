import { ts } from 'ts-morph';
import { constructsIn, type Made, type ResolveClass } from '../syntax/constructs.ts';
import { type Export, type Imported, readImports, resolve } from '../syntax/imports.ts';
import { boundNames } from '../syntax/names.ts';
import { type CdkSource, namesIn, nodesIn, readSource } from '../syntax/source.ts';

/** A place in a snippet where it uses something that it imports. */
export interface Use {
  readonly node: ts.Node;
  readonly of: Export;
}

/** A module whose function `add` holds the statements to insert. */
export interface Snippet {
  readonly source: CdkSource;
  readonly imports: readonly Imported[];
  readonly add: ts.FunctionDeclaration;
  readonly block: ts.Block;
  /** The nodes of the block. */
  readonly nodes: readonly ts.Node[];
  readonly uses: readonly Use[];
  /** The names that its statements declare for each other. */
  readonly variables: readonly string[];
  readonly constructs: readonly Made[];
}

const camel = (pascal: string) => pascal.charAt(0).toLowerCase() + pascal.slice(1);

/** What the names in a snippet's template become; put in together with all its values, so that none is taken for one. */
export const snippetNames = (name: string) => ({ __Name__: name, __name__: camel(name) });

/** The identifiers of a name that a snippet imports; of `sqs.Queue`, the two of them. */
function usesIn(imports: readonly Imported[], nodes: readonly ts.Node[]): readonly Use[] {
  const modules = imports.flatMap(({ bindings }) => bindings);
  return nodes.flatMap((node) => {
    if (!ts.isIdentifier(node)) return [];
    const binding = modules.find(({ local }) => local === node.text);
    if (!binding || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node))
      return [];
    const whole = binding.name === '*' ? node.parent : node;
    const of = resolve(imports, whole);
    return of && namesIn(whole) ? [{ node: whole, of }] : [];
  });
}

const variablesIn = (block: ts.Block) =>
  block.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ name }) => boundNames(name));

/** Reads a template of ours in which names and values are in place of its sentinels. */
export function readSnippet(text: string, resolveClass?: ResolveClass): Snippet {
  const source = readSource(text);
  if ('reason' in source) throw new Error(`The snippet cannot be read: ${source.reason}.`);
  const add = source.file.statements.find(
    (node) => ts.isFunctionDeclaration(node) && node.name?.text === 'add',
  );
  if (!add || !ts.isFunctionDeclaration(add) || !add.body)
    throw new Error('The snippet has no function add.');
  const nodes = nodesIn(add.body);
  const imports = readImports(source.file);
  const constructs = constructsIn(source, imports, resolveClass);
  return {
    source,
    imports,
    add,
    block: add.body,
    nodes,
    uses: usesIn(imports, nodes),
    variables: variablesIn(add.body),
    constructs,
  };
}
