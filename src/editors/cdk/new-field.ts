import { ts } from 'ts-morph';
import { indentAt, insertion, lineStart, type TextEdit } from '../../core/tree/text-edit.ts';
import { IN_EXPRESSION } from '../refusals.ts';
import { INHERITED, nameOf } from './members.ts';
import type { Making as AnyMaking, Made } from './syntax/constructs.ts';
import type { NoAnchors } from './syntax/file.ts';
import { classAround, constructorOf } from './syntax/makers.ts';
import { numbered, variableFor } from './syntax/names.ts';
import { behind } from './syntax/place.ts';
import type { Making } from './syntax/reference.ts';
import type { CdkSource } from './syntax/source.ts';
import { foundInTree } from './syntax/tree-path.ts';
import { type CdkStyle, styleOf } from './write/style.ts';

/** Declares a field after the existing fields, or before the constructor. */
function declared(
  { text }: CdkSource,
  owner: ts.ClassLikeDeclaration,
  maker: ts.Node,
  field: { readonly name: string; readonly type: string },
  { semicolons }: CdkStyle,
): TextEdit {
  const says = owner.members.some((each) => /^public\b/.test(each.getText()));
  const ctor = constructorOf(owner) ?? maker;
  // A readonly field can be set only in a constructor
  const isSet = maker === ctor;
  const said = isSet ? `readonly ${field.name}: ` : `${field.name}!: `;
  const line = `${says ? 'public ' : ''}${said}${field.type}${semicolons ? ';' : ''}`;
  const last = owner.members
    .filter((each) => ts.isPropertyDeclaration(each) && each.end < ctor.getStart())
    .at(-1);
  if (last) {
    const start = last.getStart();
    return insertion(last.end, `\n${indentAt(text, start)}${line}`);
  }
  const [comment] = ts.getLeadingCommentRanges(text, ctor.getFullStart()) ?? [];
  const start = comment?.pos ?? ctor.getStart();
  return insertion(lineStart(text, start), `${indentAt(text, start)}${line}\n\n`);
}

/** The class of a `new`, with the types that it is made for: `Worker<Order>`. */
const classOf = ({ expression, typeArguments }: ts.NewExpression) =>
  typeArguments
    ? `${expression.getText()}<${typeArguments.map((each) => each.getText()).join(', ')}>`
    : expression.getText();

/** The class of what a node makes: of a method's call, what the method says, or what it returns a new one of. */
function typeOf(owner: ts.ClassLikeDeclaration, node: AnyMaking): string | undefined {
  if (ts.isNewExpression(node)) return classOf(node);
  const called = /^this\.(\w+)$/.exec(node.expression.getText())?.[1];
  const method = owner.members
    .filter(ts.isMethodDeclaration)
    .find((each) => nameOf(each) === called);
  if (method?.type) return method.type.getText();
  const returned = method?.body?.statements.find(ts.isReturnStatement)?.expression;
  const made = method?.body?.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => name.getText() === returned?.getText())?.initializer;
  const value = made ?? returned;
  return value && ts.isNewExpression(value) ? classOf(value) : undefined;
}

interface NewField {
  readonly member: string;
  readonly edits: readonly TextEdit[];
}

export function newField(
  source: CdkSource,
  made: Made<AnyMaking>,
  making: Making,
  isTyped: boolean,
): NewField | NoAnchors {
  const maker = making.block.parent;
  const owner = classAround(maker ?? made.node);
  if (!owner || !maker || !(ts.isConstructorDeclaration(maker) || ts.isMethodDeclaration(maker)))
    return { reason: `"${made.id}" is made in a part of its code only`, line: made.line };
  const type = typeOf(owner, made.node);
  if (isTyped && !type)
    return { reason: `the type of "${made.id}" is not written out`, line: made.line };
  const style = styleOf(source, 100);
  const taken = new Set([...owner.members.map(nameOf), ...INHERITED]);
  const isPlain = making.reference !== undefined && !making.reference.includes('.');
  const member = numbered(isPlain ? making.reference : variableFor(made.id), taken);
  const { statement } = making;
  const start = statement.getStart();
  const end = style.semicolons ? ';' : '';
  const found = making.isInside ? foundInTree(made) : undefined;
  if (making.isInside && !found) return { reason: IN_EXPRESSION, line: made.line };
  const value = found ? `${found}${isTyped ? ` as ${type}` : ''}` : making.reference;
  const assignment = value
    ? insertion(
        behind(source.text, statement).at,
        `\n${indentAt(source.text, start)}this.${member} = ${value}${end}`,
      )
    : insertion(start, `this.${member} = `);
  const field = isTyped
    ? [declared(source, owner, maker, { name: member, type: type! }, style)]
    : [];
  return { member, edits: [...field, assignment] };
}
