import {
  type ClassDeclaration,
  type ConstructorDeclaration,
  Node,
  Project,
  QuoteKind,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph';
import { indentAt } from '../../core/tree/text-edit.ts';
import { NO_CONSTRUCTOR } from '../refusals.ts';
import type { LocateApp } from './app.ts';
import type { LocateStack, MadeConstruct } from './construct.ts';
import type { FileAnchors, NoAnchors } from './syntax/file.ts';

const parse = (text: string) =>
  new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } }).createSourceFile(
    'stack.ts',
    text,
  );

/** The first syntax error. Read from the node: asking a program for it would type-check the file. */
function syntaxError(file: SourceFile): NoAnchors | undefined {
  const node = file.compilerNode as unknown as { parseDiagnostics: readonly { start: number }[] };
  const [error] = node.parseDiagnostics;
  if (!error) return undefined;
  const { line } = file.getLineAndColumnAtPos(error.start);
  return { reason: 'it has a syntax error', line };
}

/** A class is a stack when what it extends is called Stack, or ends in Stack. */
const isStack = (declaration: ClassDeclaration) =>
  /(^|\.)\w*Stack$/.test(declaration.getExtends()?.getExpression().getText() ?? '');

function locateConstructor(file: SourceFile): ConstructorDeclaration | NoAnchors {
  const stacks = file.getClasses().filter(isStack);
  const [stack] = stacks;
  if (!stack) return { reason: 'no class in it extends Stack' };
  if (stacks.length > 1) return { reason: `${stacks.length} classes in it extend Stack` };
  const line = stack.getStartLineNumber();
  return stack.getConstructors()[0] ?? { reason: NO_CONSTRUCTOR, line };
}

const quoteOf = (file: SourceFile) => {
  const literal = file.getImportDeclarations().at(-1)?.getModuleSpecifier();
  return literal?.getQuoteKind() === QuoteKind.Double ? '"' : "'";
};

const identifiersIn = (file: SourceFile) =>
  new Set(file.getDescendantsOfKind(SyntaxKind.Identifier).map((node) => node.getText()));

function locateFile(file: SourceFile): FileAnchors | NoAnchors {
  const imported = file.getImportDeclarations().at(-1);
  if (!imported) return { reason: 'it has no import declaration' };
  return { imports: imported.getEnd(), quote: quoteOf(file), identifiers: identifiersIn(file) };
}

function constructsOf(ctor: ConstructorDeclaration): readonly MadeConstruct[] {
  return ctor.getDescendantsOfKind(SyntaxKind.NewExpression).flatMap((made) => {
    const [scope, id] = made.getArguments();
    if (!Node.isThisExpression(scope)) return [];
    if (!Node.isStringLiteral(id) && !Node.isNoSubstitutionTemplateLiteral(id)) return [];
    return [{ className: made.getExpression().getText(), id: id.getLiteralText() }];
  });
}

/** The call of the base class, which JavaScript has in front of all that uses `this`. */
const baseCall = (ctor: ConstructorDeclaration) =>
  ctor
    .getStatements()
    .find((each) => /^super\b/.test(each.getText()) && Node.isExpressionStatement(each));

/** The statement to insert behind; says why there is none. */
function locateStatement(ctor: ConstructorDeclaration) {
  const line = ctor.getStartLineNumber();
  const statement = ctor.getStatements().at(-1);
  if (!statement) return { reason: 'its constructor is empty', line };
  if (statement.getEndLineNumber() === ctor.getEndLineNumber())
    return { reason: 'its constructor ends on the line of its last statement', line };
  if (Node.isReturnStatement(statement) || Node.isThrowStatement(statement))
    return { reason: 'its constructor ends with a return', line: statement.getStartLineNumber() };
  return statement;
}

/** Finds the anchors in any TypeScript file with one stack class; says why it cannot otherwise. */
export const locateStack: LocateStack = (text) => {
  const file = parse(text);
  const error = syntaxError(file);
  if (error) return error;
  const ctor = locateConstructor(file);
  if ('reason' in ctor) return ctor;
  const anchors = locateFile(file);
  if ('reason' in anchors) return anchors;
  const statement = locateStatement(ctor);
  if ('reason' in statement) return statement;
  return {
    ...anchors,
    base: (baseCall(ctor) ?? statement).getEnd(),
    statements: statement.getEnd(),
    indent: indentAt(text, statement.getStart()),
    constructs: constructsOf(ctor),
  };
};

/** Finds the anchors in any TypeScript file. */
export const locateApp: LocateApp = (text) => {
  const file = parse(text);
  const anchors = syntaxError(file) ?? locateFile(file);
  if ('reason' in anchors) return anchors;
  const behindImports = file.getStatements().filter((node) => !Node.isImportDeclaration(node));
  return { ...anchors, statements: behindImports.map((node) => node.getText()) };
};
