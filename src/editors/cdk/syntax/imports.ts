import { ts } from 'ts-morph';
import { remembered } from '../../../core/memo.ts';
import { namesIn } from './source.ts';

/** A name that a file imports: `name` is the export's, `*` for the module itself. */
export interface Binding {
  readonly local: string;
  readonly module: string;
  readonly name: string;
  readonly isType: boolean;
  /** Set for `import x from`, which is the module's default export, or all of it. */
  readonly isDefault?: true;
}

export type ImportForm = 'import' | 'require' | 'import-require';

/** One import of a module that has values: an import declaration, a require, or `import x = require()`. */
export interface Imported {
  readonly module: string;
  readonly form: ImportForm;
  readonly statement: ts.Statement;
  readonly bindings: readonly Binding[];
  /** The braces, when it has some: `{ Queue, Topic as T }`. */
  readonly list?: ts.NamedImports | ts.ObjectBindingPattern;
}

export interface Export {
  readonly module: string;
  readonly name: string;
}

const specifier = (node: ts.Node | undefined) =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined;

function declared(statement: ts.ImportDeclaration): Imported | undefined {
  const module = specifier(statement.moduleSpecifier);
  if (!module) return undefined;
  const clause = statement.importClause;
  const isType = clause?.isTypeOnly ?? false;
  const named = clause?.namedBindings;
  const bindings: Binding[] = [];
  if (clause?.name)
    bindings.push({ local: clause.name.text, module, name: '*', isType, isDefault: true });
  if (named && ts.isNamespaceImport(named))
    bindings.push({ local: named.name.text, module, name: '*', isType });
  const list = named && ts.isNamedImports(named) ? named : undefined;
  for (const each of list?.elements ?? [])
    bindings.push({
      local: each.name.text,
      module,
      name: (each.propertyName ?? each.name).text,
      isType: isType || each.isTypeOnly,
    });
  return { module, form: 'import', statement, bindings, ...(list && !isType && { list }) };
}

type Required = Omit<Imported, 'statement'>;

function required({ declarationList }: ts.VariableStatement): readonly Required[] {
  return declarationList.declarations.flatMap(({ name, initializer: call }): Required[] => {
    if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'require') return [];
    const module = specifier(call.arguments[0]);
    if (!module || ts.isArrayBindingPattern(name)) return [];
    const form = 'require' as const;
    if (ts.isIdentifier(name))
      return [{ module, form, bindings: [{ local: name.text, module, name: '*', isType: false }] }];
    const bindings = name.elements.map((each) => ({
      local: each.name.getText(),
      module,
      name: (each.propertyName ?? each.name).getText(),
      isType: false,
    }));
    return [{ module, form, bindings, list: name }];
  });
}

function equated(statement: ts.ImportEqualsDeclaration): Imported | undefined {
  const { moduleReference: reference, isTypeOnly: isType, name } = statement;
  const module = ts.isExternalModuleReference(reference)
    ? specifier(reference.expression)
    : undefined;
  if (!module) return undefined;
  const bindings = [{ local: name.text, module, name: '*', isType }];
  return { module, form: 'import-require', statement, bindings };
}

function importsIn(statement: ts.Statement): readonly (Imported | undefined)[] {
  if (ts.isImportDeclaration(statement)) return [declared(statement)];
  if (ts.isImportEqualsDeclaration(statement)) return [equated(statement)];
  if (!ts.isVariableStatement(statement)) return [];
  return required(statement).map((each) => ({ ...each, statement }));
}

/** The imports at the top level of a file, in its order. */
export const readImports = (file: ts.SourceFile): readonly Imported[] =>
  file.statements.flatMap(importsIn).filter((each) => each !== undefined);

/** `aws_sqs` of aws-cdk-lib is its module aws-cdk-lib/aws-sqs. */
const submodule = (name: string) => `aws-cdk-lib/${name.replaceAll('_', '-')}`;

/** Bindings by their local names, the first of each. */
const bindingsOf = remembered(
  (imports: readonly Imported[]) => imports,
  (imports): ReadonlyMap<string, Binding> =>
    new Map(
      imports
        .flatMap(({ bindings }) => bindings)
        .toReversed()
        .map((each) => [each.local, each]),
    ),
);

/** What `lambda.Function` or `Function` or `cdk.aws_lambda.Function` is, by the file's imports. */
export function resolve(imports: readonly Imported[], node: ts.Node): Export | undefined {
  const [local, ...names] = namesIn(node) ?? [];
  const binding = local === undefined ? undefined : bindingsOf(imports).get(local);
  if (!binding) return undefined;
  const path = binding.name === '*' ? names : [binding.name, ...names];
  const [first, second] = path;
  if (!first) return binding.isDefault && { module: binding.module, name: 'default' };
  const isBarrel = binding.module === 'aws-cdk-lib' && first.startsWith('aws_');
  if (!isBarrel) return { module: binding.module, name: first };
  return second ? { module: submodule(first), name: second } : undefined;
}
