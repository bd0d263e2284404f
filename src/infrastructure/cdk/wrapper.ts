import { ts } from 'ts-morph';
import { remembered } from '../../core/memo.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isLambda } from '../../editors/cdk/syntax/kinds.ts';
import { constructorOf, makerOf } from '../../editors/cdk/syntax/makers.ts';
import { boundNames } from '../../editors/cdk/syntax/names.ts';
import { nodesIn } from '../../editors/cdk/syntax/source.ts';
import type { MakerAt } from './maker-at.ts';
import { isReturned } from './returned.ts';
import { chainOf } from './source/classes.ts';

/** The properties that say what a function runs. */
const CODE = /^(entry|code|handler)$/;

const uses = (node: ts.Node, names: ReadonlySet<string>) =>
  [node, ...nodesIn(node)].some(
    (each) =>
      ts.isIdentifier(each) &&
      names.has(each.text) &&
      !(ts.isPropertyAccessExpression(each.parent) && each.parent.name === each),
  );

/** What a property adds to an object that says which code runs: its value, or what is spread. */
function codeOf(property: ts.ObjectLiteralElementLike): ts.Node | undefined {
  if (ts.isSpreadAssignment(property)) return property.expression;
  if (ts.isShorthandPropertyAssignment(property))
    return CODE.test(property.name.text) ? property.name : undefined;
  return ts.isPropertyAssignment(property) && CODE.test(property.name.getText())
    ? property.initializer
    : undefined;
}

/** Whether what runs in a construct comes from the parameters of what makes it. */
function isGiven({ arguments: args }: ts.NewExpression, names: ReadonlySet<string>): boolean {
  const props = args?.[2];
  if (!props) return false;
  if (!ts.isObjectLiteralExpression(props)) return ts.isIdentifier(props) && names.has(props.text);
  return props.properties.some((each) => {
    const code = codeOf(each);
    return code !== undefined && uses(code, names);
  });
}

function makesGiven(disk: Disk, { module, maker: { node, kind } }: MakerAt): boolean {
  if (kind === 'module') return false;
  const fn = ts.isClassLike(node) ? constructorOf(node) : (node as ts.SignatureDeclaration);
  const names = new Set(fn?.parameters.flatMap(({ name }) => boundNames(name)));
  if (!fn || names.size === 0) return false;
  const isFunction = ({ expression }: ts.NewExpression) => {
    const { end } = chainOf(disk, module.source, expression);
    return end !== undefined && isLambda(end);
  };
  const making = nodesIn(fn).filter(
    (each) =>
      ts.isNewExpression(each) &&
      makerOf(each).node === node &&
      isGiven(each, names) &&
      (ts.isClassLike(node) || isReturned(fn, each)) &&
      isFunction(each),
  );
  return making.length === 1;
}

/**
 * Whether a class or a function makes one Lambda function from its arguments. A trigger is then added where it is used,
 * even if there is only one use today.
 */
export const isWrapper: (disk: Disk, at: MakerAt) => boolean = remembered(
  (_disk, { maker }) => maker.node,
  makesGiven,
);
