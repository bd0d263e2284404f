import { ts } from 'ts-morph';
import { remembered } from '../../../core/memo.ts';

/** What declares a name. */
export type Named = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** What declares a name in a pattern: `{ entry, minutes = 1 }`. */
function inPattern(node: Named, name: string): Named | undefined {
  if (ts.isIdentifier(node.name)) return node.name.text === name ? node : undefined;
  for (const each of node.name.elements) {
    const found = ts.isBindingElement(each) ? inPattern(each, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

function namedIn(scope: ts.Node): readonly Named[] {
  if (ts.isFunctionLike(scope)) return scope.parameters;
  if (ts.isForOfStatement(scope) || ts.isForInStatement(scope) || ts.isForStatement(scope))
    return scope.initializer && ts.isVariableDeclarationList(scope.initializer)
      ? scope.initializer.declarations
      : [];
  const isBlock = ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope);
  if (!isBlock) return [];
  return scope.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
}

/** What declares a name where it is used: a variable, a parameter, or a part of one. */
export const declarationAround: (node: ts.Identifier) => Named | undefined = remembered(
  (node) => node,
  (node) => {
    for (let at: ts.Node = node.parent; at; at = at.parent)
      for (const each of namedIn(at)) {
        const found = inPattern(each, node.text);
        if (found) return found;
      }
    return undefined;
  },
);
