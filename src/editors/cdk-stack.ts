import {
  type ClassDeclaration,
  type ConstructorDeclaration,
  Project,
  QuoteKind,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph';
import { indentAt } from '../core/text-edit.ts';
import type { LocateStack, NoAnchors } from './cdk.ts';

const parse = (text: string) =>
  new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } }).createSourceFile(
    'stack.ts',
    text,
  );

/** A class is a stack when what it extends is called Stack, or ends in Stack. */
const isStack = (declaration: ClassDeclaration) =>
  /(^|\.)\w*Stack$/.test(declaration.getExtends()?.getExpression().getText() ?? '');

function locateConstructor(file: SourceFile): ConstructorDeclaration | NoAnchors {
  const stacks = file.getClasses().filter(isStack);
  const [stack] = stacks;
  if (!stack) return { reason: 'no class in it extends Stack' };
  if (stacks.length > 1) return { reason: `${stacks.length} classes in it extend Stack` };
  const line = stack.getStartLineNumber();
  return stack.getConstructors()[0] ?? { reason: 'the stack has no constructor', line };
}

const quoteOf = (file: SourceFile) => {
  const literal = file.getImportDeclarations().at(-1)?.getModuleSpecifier();
  return literal?.getQuoteKind() === QuoteKind.Double ? '"' : "'";
};

const importedNames = (file: SourceFile) =>
  file
    .getImportDeclarations()
    .flatMap((declaration) => [
      declaration.getDefaultImport()?.getText(),
      declaration.getNamespaceImport()?.getText(),
      ...declaration
        .getNamedImports()
        .map((name) => name.getAliasNode()?.getText() ?? name.getName()),
    ])
    .filter((name) => name !== undefined);

const declaredNames = (file: SourceFile) =>
  new Set([...importedNames(file), ...file.getClasses().map((c) => c.getName() ?? '')]);

function constructsOf(ctor: ConstructorDeclaration): ReadonlyMap<string, string> {
  const created = ctor.getDescendantsOfKind(SyntaxKind.NewExpression);
  return new Map(
    created.map((node) => {
      const id = node.getArguments()[1]?.asKind(SyntaxKind.StringLiteral);
      return [node.getExpression().getText(), id?.getLiteralText() ?? ''] as const;
    }),
  );
}

/** Finds the anchors in any TypeScript file with one stack class; says why it cannot otherwise. */
export const locateStack: LocateStack = (text) => {
  const file = parse(text);
  const ctor = locateConstructor(file);
  if ('reason' in ctor) return ctor;
  const line = ctor.getStartLineNumber();
  const imported = file.getImportDeclarations().at(-1);
  const statement = ctor.getStatements().at(-1);
  if (!imported || !statement) return { reason: 'its constructor or its imports are empty', line };
  if (statement.getEndLineNumber() === ctor.getEndLineNumber())
    return { reason: 'its constructor stands on one line', line };
  return {
    imports: imported.getEnd(),
    statements: statement.getEnd(),
    indent: indentAt(text, statement.getStart()),
    quote: quoteOf(file),
    declared: declaredNames(file),
    constructs: constructsOf(ctor),
  };
};
