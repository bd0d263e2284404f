import { ts } from 'ts-morph';
import { indentAt } from '../../core/tree/text-edit.ts';
import type { Imported } from '../../editors/cdk/syntax/imports.ts';
import { declaredBy, namesUsed } from '../../editors/cdk/syntax/names.ts';
import { type CdkSource, nodesIn } from '../../editors/cdk/syntax/source.ts';
import type { SourceFile } from './source/files.ts';

/** A property as it is written: `runtime: lambda.Runtime.NODEJS_22_X`. */
export interface WrittenProp {
  /** Undefined for a spread. */
  readonly name?: string;
  /** Its text, with two blanks for each level below the first line. */
  readonly text: string;
  /** Where else what it names means the same: in the whole file, or behind it in its constructor. */
  readonly reach: 'file' | 'constructor' | 'nowhere';
}

/** A function with its properties in their order. */
export interface WrittenFunction {
  readonly id: string;
  readonly className: string;
  readonly line: number;
  readonly owner: string;
  readonly written: readonly WrittenProp[];
}

interface File extends CdkSource {
  readonly imports: readonly Imported[];
  /** Names with the same meaning everywhere in the file. */
  readonly top: ReadonlySet<string>;
}

/** The imports of our snippets; a file may use the same name for something else. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  cdk: 'aws-cdk-lib',
  lambda: 'aws-cdk-lib/aws-lambda',
  nodejs: 'aws-cdk-lib/aws-lambda-nodejs',
};

const GLOBALS = ['undefined', '__dirname', '__filename', 'process', 'String', 'Number'];
const SENTINEL = /^(scope|add|__(?!dirname|filename)\w+__)$/;

const isOurs = (imports: readonly Imported[], name: string) =>
  imports.some(({ bindings }) =>
    bindings.some(
      (each) => each.local === name && each.module === OWN_NAMES[name] && each.name === '*',
    ),
  );

export function topLevel({ file }: CdkSource, imports: readonly Imported[]): Set<string> {
  const imported = imports.flatMap(({ bindings }) => bindings.map(({ local }) => local));
  const declared = file.statements.flatMap((each) => {
    if (ts.isVariableStatement(each))
      return each.declarationList.declarations.map(({ name }) => name.getText());
    const isNamed =
      ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each) || ts.isEnumDeclaration(each);
    return isNamed && each.name ? [each.name.text] : [];
  });
  return new Set([...GLOBALS, ...imported, ...declared]);
}

/** The names that a constructor's block and parameters declare, for what is made directly in it. */
function namesAround(node: ts.Node): ReadonlySet<string> {
  let at = node.parent;
  while (at.parent && !ts.isBlock(at)) at = at.parent;
  if (!at.parent || !ts.isConstructorDeclaration(at.parent)) return new Set();
  return namesUsed([...declaredBy(at), ...declaredBy(at.parent)].flatMap(nodesIn));
}

/** A text whose lines below the first have two blanks for each level, whatever they had. */
export function normalized(text: string, base: string): string {
  const [first = '', ...others] = text.split(/\r?\n/);
  const leads = others.map((line) => /^[ \t]*/.exec(line)![0].slice(base.length).length);
  const step = Math.min(...leads.filter((lead) => lead > 0));
  const lines = others.map((line, n) => '  '.repeat(leads[n]! / step || 0) + line.trimStart());
  return [first, ...lines].join('\n');
}

export const hasLongTemplate = (nodes: readonly ts.Node[]) =>
  nodes.some(
    (node) =>
      (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) &&
      node.getText().includes('\n'),
  );

function reachOf({ imports, top }: File, near: ReadonlySet<string>, node: ts.Node) {
  const nodes = nodesIn(node);
  const isOther = (name: string) =>
    SENTINEL.test(name) || (OWN_NAMES[name] && !isOurs(imports, name));
  const names = [...namesUsed(nodes)];
  if (names.some(isOther) || ts.isMethodDeclaration(node) || hasLongTemplate(nodes))
    return 'nowhere';
  const usesThis = nodes.some(({ kind }) => kind === ts.SyntaxKind.ThisKeyword);
  if (!usesThis && names.every((name) => top.has(name) && !near.has(name))) return 'file';
  const isNear = near.size > 0 && names.every((name) => top.has(name) || near.has(name));
  return isNear ? 'constructor' : 'nowhere';
}

function propsOf(file: File, node: ts.NewExpression): readonly WrittenProp[] {
  const props = node.arguments?.[2];
  if (!props || !ts.isObjectLiteralExpression(props)) return [];
  const near = namesAround(node);
  return props.properties.map((each) => ({
    ...(each.name && { name: each.name.getText() }),
    text: normalized(each.getText(), indentAt(file.text, each.getStart())),
    reach: reachOf(file, near, each),
  }));
}

/** A function as it is written, as the model of a new one. */
export function writtenFunction(
  source: SourceFile,
  { id, owner, line }: Pick<WrittenFunction, 'id' | 'owner' | 'line'>,
  node: ts.NewExpression,
): WrittenFunction {
  const file: File = { ...source, top: topLevel(source, source.imports) };
  const className = node.expression.getText();
  return { id, owner, line, className, written: propsOf(file, node) };
}
