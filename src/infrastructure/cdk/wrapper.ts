import { ts } from 'ts-morph';
import { remembered } from '../../core/memo.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isLambda } from '../../editors/cdk/syntax/kinds.ts';
import { classAround, constructorOf, makerOf } from '../../editors/cdk/syntax/makers.ts';
import { boundNames } from '../../editors/cdk/syntax/names.ts';
import { nodesIn } from '../../editors/cdk/syntax/source.ts';
import type { MakerAt } from './maker-at.ts';
import { isReturned } from './returned.ts';
import { type ClassDeclaration, chainOf } from './source/classes.ts';
import type { SourceFile } from './source/files.ts';

/** The properties that say what a function runs. */
const CODE = /^(entry|code|handler)$/;

/** What an expression names: `entry`, or a field as `this.entry`. */
const nameOf = (node: ts.Node): string | undefined => {
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword)
    return node.getText();
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  return ts.isIdentifier(node) && !isMember ? node.text : undefined;
};

const isNamed = (node: ts.Node, names: ReadonlySet<string>) => names.has(nameOf(node) ?? '');

const uses = (node: ts.Node, names: ReadonlySet<string>) =>
  [node, ...nodesIn(node)].some((each) => isNamed(each, names));

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
  if (!ts.isObjectLiteralExpression(props)) return isNamed(props, names);
  return props.properties.some((each) => {
    const code = codeOf(each);
    return code !== undefined && uses(code, names);
  });
}

const parametersOf = (fn: ts.SignatureDeclaration) =>
  fn.parameters.flatMap(({ name }) => boundNames(name));

/** The fields that a constructor or a method sets to what it is given: `withEntry(entry)`. */
function givenFields(fn: ts.ConstructorDeclaration | ts.MethodDeclaration): readonly string[] {
  const names = new Set(parametersOf(fn));
  const own = fn.parameters.filter((each) => ts.isParameterPropertyDeclaration(each, fn));
  const set = nodesIn(fn)
    .filter(ts.isBinaryExpression)
    .filter((each) => isAssignment(each) && uses(each.right, names))
    .flatMap(({ left }) => /^this\.[\w$]+/.exec(left.getText()) ?? []);
  return [...own.map(({ name }) => `this.${name.getText()}`), ...set];
}

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression) =>
  kind === ts.SyntaxKind.EqualsToken;

const fieldsOf = ({ node }: ClassDeclaration) =>
  node.members.flatMap((each) =>
    ts.isConstructorDeclaration(each) || ts.isMethodDeclaration(each) ? givenFields(each) : [],
  );

/** What the method of a builder is given through the object that it is called on; a construct makes what is its own. */
function givenToBuilder(disk: Disk, module: SourceFile, method: ts.Node): readonly string[] {
  const name = classAround(method)?.name;
  const chain = name && chainOf(disk, module, name);
  return !chain || chain.end ? [] : chain.classes.flatMap(fieldsOf);
}

function makesGiven(disk: Disk, { module, maker: { node, kind } }: MakerAt): boolean {
  if (kind === 'module') return false;
  const fn = ts.isClassLike(node) ? constructorOf(node) : (node as ts.SignatureDeclaration);
  const fields = kind === 'method' ? givenToBuilder(disk, module.source, node) : [];
  const names = new Set([...(fn ? parametersOf(fn) : []), ...fields]);
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
