import { ts } from 'ts-morph';
import { nodesIn } from './source.ts';

const HERE = /^(__dirname|import\.meta\.dirname|process\.cwd\(\))$/;

/** The value of the only variable of that name in the file. */
function initialValue(node: ts.Identifier): ts.Expression | undefined {
  const declared = nodesIn(node.getSourceFile())
    .filter(ts.isVariableDeclaration)
    .filter(({ name }) => ts.isIdentifier(name) && name.text === node.text);
  return declared.length === 1 ? declared[0]!.initializer : undefined;
}

const isJoin = (node: ts.CallExpression) => /(^|\.)(join|resolve)$/.test(node.expression.getText());

function joined(parts: readonly (string | undefined)[], between: string): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join(between) : undefined;
}

/**
 * A path that is written out, in one literal or several: `path.join(__dirname, 'a', 'b')`, `FOLDER + '/b'`; the
 * folder of the file counts as nothing.
 */
export function pathOf(node: ts.Expression | undefined, depth = 0): string | undefined {
  if (!node || depth > 4) return undefined;
  const inner = (each: ts.Expression) => pathOf(each, depth + 1);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (HERE.test(node.getText())) return '';
  if (ts.isIdentifier(node)) return pathOf(initialValue(node), depth + 1);
  if (ts.isTemplateExpression(node))
    return joined(
      [
        node.head.text,
        ...node.templateSpans.flatMap((span) => [inner(span.expression), span.literal.text]),
      ],
      '',
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return joined([inner(node.left), inner(node.right)], '');
  if (!ts.isCallExpression(node) || !isJoin(node)) return undefined;
  const parts = node.arguments.map(inner);
  return joined(
    parts.filter((part) => part !== ''),
    '/',
  );
}
