import { ts } from 'ts-morph';
import { indentAt } from '../../core/tree/text-edit.ts';
import { quoteOf } from '../code-style.ts';
import { EMPTY_CONSTRUCTOR, NO_CONSTRUCTOR } from '../refusals.ts';
import type { LocateApp } from './app.ts';
import type { LocateStack, MadeConstruct } from './construct.ts';
import { constructsIn } from './syntax/constructs.ts';
import type { FileAnchors, NoAnchors } from './syntax/file.ts';
import { type Imported, readImports } from './syntax/imports.ts';
import { stackClasses } from './syntax/kinds.ts';
import { type CdkSource, lineOf, readSource } from './syntax/source.ts';

/** The constructor of the only stack of a file, with its block. */
type Constructor = ts.ConstructorDeclaration & { readonly body: ts.Block };

const constructorOf = ({ members }: ts.ClassDeclaration) =>
  members.filter(ts.isConstructorDeclaration).find((each): each is Constructor => !!each.body);

function locateConstructor(
  source: CdkSource,
  imports: readonly Imported[],
): Constructor | NoAnchors {
  const stacks = stackClasses(source, imports);
  const [stack] = stacks;
  if (!stack) return { reason: 'no class in it extends Stack' };
  if (stacks.length > 1) return { reason: `${stacks.length} classes in it extend Stack` };
  return constructorOf(stack) ?? { reason: NO_CONSTRUCTOR, line: lineOf(source.file, stack) };
}

function locateFile({ file, nodes }: CdkSource): FileAnchors | NoAnchors {
  const imported = file.statements.filter(ts.isImportDeclaration).at(-1);
  if (!imported) return { reason: 'it has no import declaration' };
  return {
    imports: imported.end,
    quote: quoteOf(imported.moduleSpecifier.getText()),
    identifiers: new Set(nodes.filter(ts.isIdentifier).map(({ text }) => text)),
  };
}

const isIn = (node: ts.Node, outer: ts.Node) => outer.pos <= node.pos && node.end <= outer.end;

/** The constructs that a constructor makes in the stack itself, under an id that is written out. */
const constructsOf = (
  source: CdkSource,
  imports: readonly Imported[],
  ctor: Constructor,
): readonly MadeConstruct[] =>
  constructsIn(source, imports).filter(
    ({ node, scope }) =>
      isIn(node, ctor) &&
      scope.kind === ts.SyntaxKind.ThisKeyword &&
      ts.isStringLiteralLike(node.arguments![1]!),
  );

/** The call of the base class, which JavaScript has in front of all that uses `this`. */
const baseCall = ({ body }: Constructor) =>
  body.statements.find((each) => ts.isExpressionStatement(each) && /^super\b/.test(each.getText()));

/** The statement to insert behind; says why there is none. */
function locateStatement({ file }: CdkSource, ctor: Constructor): ts.Statement | NoAnchors {
  const line = lineOf(file, ctor);
  const statement = ctor.body.statements.at(-1);
  if (!statement) return { reason: EMPTY_CONSTRUCTOR, line };
  const lineAt = (offset: number) => file.getLineAndCharacterOfPosition(offset).line;
  if (lineAt(statement.end) === lineAt(ctor.end))
    return { reason: 'its constructor ends on the line of its last statement', line };
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement))
    return { reason: 'its constructor ends with a return', line: lineOf(file, statement) };
  return statement;
}

/** Finds the anchors in any TypeScript file with one stack class; says why it cannot otherwise. */
export const locateStack: LocateStack = (text) => {
  const source = readSource(text);
  if ('reason' in source) return source;
  const imports = readImports(source.file);
  const ctor = locateConstructor(source, imports);
  if ('reason' in ctor) return ctor;
  const anchors = locateFile(source);
  if ('reason' in anchors) return anchors;
  const statement = locateStatement(source, ctor);
  if ('reason' in statement) return statement;
  return {
    ...anchors,
    base: (baseCall(ctor) ?? statement).end,
    statements: statement.end,
    indent: indentAt(text, statement.getStart()),
    constructs: constructsOf(source, imports, ctor).map(({ className, id }) => ({ className, id })),
  };
};

/** Finds the anchors in any TypeScript file. */
export const locateApp: LocateApp = (text) => {
  const source = readSource(text);
  if ('reason' in source) return source;
  const anchors = locateFile(source);
  if ('reason' in anchors) return anchors;
  const behindImports = source.file.statements.filter((node) => !ts.isImportDeclaration(node));
  return { ...anchors, statements: behindImports.map((node) => node.getText()) };
};
