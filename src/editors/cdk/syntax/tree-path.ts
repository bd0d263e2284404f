import { ts } from 'ts-morph';
import type { Made, Making } from './constructs.ts';
import { namesIn, nodesIn } from './source.ts';

/** Whether an expression has the same value, and no other effect, each time it is evaluated. */
export const isPure = (node: ts.Node) =>
  nodesIn(node).every(
    (each) =>
      ts.isLiteralExpression(each) ||
      ts.isTemplateExpression(each) ||
      ts.isTemplateSpan(each) ||
      ts.isTemplateLiteralToken(each) ||
      ts.isIdentifier(each) ||
      ts.isPropertyAccessExpression(each) ||
      each.kind === ts.SyntaxKind.ThisKeyword,
  );

/** How a construct is found by its id, as in `this.node.findChild('Orders')`; undefined where its id is not plain. */
export function foundInTree({ node, scope }: Pick<Made<Making>, 'node' | 'scope'>) {
  const id = ts.isNewExpression(node) && !node.typeArguments ? node.arguments?.[1] : undefined;
  const names = namesIn(scope)?.join('.');
  return id && names && isPure(id) ? `${names}.node.findChild(${id.getText()})` : undefined;
}

/** Whether a way through the construct tree may lead to nothing. */
export const isSometimes = (found: string) => /\.node\.tryFindChild\([^()]*\)$/.test(found);

/** A text of code with the quotes of a file: an id may come from another file. */
export const quotedIn = (code: string, quote: string) =>
  code.replace(/(['"])([^'"`\\]*)\1/g, `${quote}$2${quote}`);

const bare = (code: string) => code.replace(/\s|,(?=\s*\))/g, '').replaceAll('"', "'");

/** Whether two ways through the construct tree are the same, whatever their quotes and line breaks. */
export const isSameWay = (one: string, other: string) => bare(one) === bare(other);

/** The variable or field of a block that holds what an expression finds, with or without a type assertion. */
export function holderOf(block: ts.Block | ts.SourceFile, found: string): string | undefined {
  for (const each of block.statements) {
    const [first] = ts.isVariableStatement(each) ? each.declarationList.declarations : [];
    const assigned = ts.isExpressionStatement(each) ? each.expression : undefined;
    const [name, value] =
      assigned && ts.isBinaryExpression(assigned)
        ? [assigned.left, assigned.right]
        : [first?.name, first?.initializer];
    const plain = value && ts.isAsExpression(value) ? value.expression : value;
    if (name && plain && isSameWay(plain.getText(), found)) return name.getText();
  }
  return undefined;
}
