import { ts } from 'ts-morph';
import {
  applyEdits,
  type Edit,
  indentAt,
  insertion,
  lineStart,
  type TextEdit,
  withEndOfLine,
} from '../../core/tree/text-edit.ts';
import { behindMark, withoutMark } from '../byte-order-mark.ts';
import { hasTwice } from '../refusals.ts';
import { getterName, getterOf, INHERITED, isHidden, mayBeUndefined, nameOf } from './members.ts';
import { type Making as AnyMaking, constructsIn, type Made, madeAt } from './syntax/constructs.ts';
import { type NoAnchors, UNSAFE } from './syntax/file.ts';
import { readImports } from './syntax/imports.ts';
import { classAround, constructorOf } from './syntax/makers.ts';
import { numbered, variableFor } from './syntax/names.ts';
import { behind } from './syntax/place.ts';
import { locateMaking, type Making } from './syntax/reference.ts';
import { type CdkSource, lineOf, outermost, readSource } from './syntax/source.ts';
import { foundInTree, holderOf } from './syntax/tree-path.ts';
import { type CdkStyle, styleOf } from './write/style.ts';

/** A construct that others shall see, in a module of TypeScript or of JavaScript, which declares no fields. */
export interface ExposeOp {
  readonly id: string;
  readonly owner: string;
  /** The `new` or the call that makes it, by its ordinal in the file; else it is found by its id. */
  readonly ordinal?: number;
  readonly isTyped: boolean;
}

/** How a construct is made visible: what it is called on its owner, and what that takes. */
export interface Exposed {
  readonly member: string;
  readonly edit: Exclude<Edit, { status: 'refused' }>;
}

/** Gives a class a public getter of one of its private fields, behind its constructor. */
function withGetter(
  source: CdkSource,
  owner: ts.ClassLikeDeclaration,
  field: ts.PropertyDeclaration,
): Exposed | NoAnchors {
  const { text } = source;
  const member = nameOf(field);
  const ctor = constructorOf(owner);
  if (!ctor || mayBeUndefined(field))
    return { reason: `"${member}" is private: make it public`, line: lineOf(source.file, field) };
  const name = getterName(owner, member);
  const { unit, hasSemicolons } = styleOf(source, 100);
  const indent = indentAt(text, ctor.getStart());
  const said = owner.members.some((each) => /^public\b/.test(each.getText())) ? 'public ' : '';
  const body = `${indent}${unit}return this.${member}${hasSemicolons ? ';' : ''}\n${indent}}`;
  const getter = insertion(ctor.end, `\n\n${indent}${said}get ${name}() {\n${body}`);
  const edits = [{ ...getter, text: withEndOfLine(getter.text, text) }];
  return { member: name, edit: { status: 'edited', edits } };
}

/** An existing field; a private one is read by a public getter, which it gets where it has none. */
function existingMember(
  source: CdkSource,
  owner: ts.ClassLikeDeclaration,
  member: string,
): Exposed | NoAnchors {
  const field = owner.members.find((each) => nameOf(each) === member);
  const getter = getterOf(owner, member);
  if (getter) return { member: nameOf(getter), edit: { status: 'present' } };
  if (!member.startsWith('#') && !(field && isHidden(field)))
    return { member, edit: { status: 'present' } };
  if (field && ts.isPropertyDeclaration(field)) return withGetter(source, owner, field);
  const at = field ?? owner;
  return { reason: `"${member}" is private: make it public`, line: lineOf(source.file, at) };
}

const fieldOf = (reference: string | undefined) => /^this\.([#\w$]+)$/.exec(reference ?? '')?.[1];

/** The field, and what leads on from there, of what a field's object holds: `this.functions.orders`. */
const fieldAround = (reference: string | undefined) =>
  /^this\.([#\w$]+)((?:\.[\w$]+)+)$/.exec(reference ?? '')?.slice(1);

/** The field that a variable, or what the construct tree has, is assigned to: `this.table = table`. */
function assigned(
  { block, reference, isInside }: Making,
  made: Made<AnyMaking>,
): string | undefined {
  const found = isInside ? foundInTree(made) : undefined;
  if (found) return fieldOf(holderOf(block, found));
  for (const { expression } of block.statements.filter(ts.isExpressionStatement)) {
    if (!ts.isBinaryExpression(expression) || expression.right.getText() !== reference) continue;
    const field = fieldOf(expression.left.getText());
    if (field && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken) return field;
  }
  return undefined;
}

/** Declares a field behind the fields that stand, or in front of the constructor. */
function declared(
  { text }: CdkSource,
  owner: ts.ClassLikeDeclaration,
  maker: ts.Node,
  field: { readonly name: string; readonly type: string },
  { hasSemicolons }: CdkStyle,
): TextEdit {
  const says = owner.members.some((each) => /^public\b/.test(each.getText()));
  const ctor = constructorOf(owner) ?? maker;
  // Only a constructor can set what is readonly
  const isSet = maker === ctor;
  const said = isSet ? `readonly ${field.name}: ` : `${field.name}!: `;
  const line = `${says ? 'public ' : ''}${said}${field.type}${hasSemicolons ? ';' : ''}`;
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

/** The class of what a node makes: of a method's call, what the method says, or what it returns a new one of. */
function typeOf(owner: ts.ClassLikeDeclaration, node: AnyMaking): string | undefined {
  if (ts.isNewExpression(node)) return node.expression.getText();
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
  return value && ts.isNewExpression(value) ? value.expression.getText() : undefined;
}

interface NewField {
  readonly member: string;
  readonly edits: readonly TextEdit[];
}

function newField(
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
  const end = style.hasSemicolons ? ';' : '';
  const found = making.isInside ? foundInTree(made) : undefined;
  if (making.isInside && !found)
    return { reason: 'it is made inside of another expression', line: made.line };
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

function locate(source: CdkSource, { id, owner, ordinal }: ExposeOp): Made<AnyMaking> | NoAnchors {
  if (ordinal !== undefined) return madeAt(source, ordinal) ?? { reason: `it has no "${id}"` };
  const all = constructsIn(source, readImports(source.file));
  const [made, second] = all.filter((each) => each.id === id && each.owner === owner);
  if (!made) return { reason: `it has no "${id}"` };
  return second ? { reason: hasTwice(id), line: second.line } : made;
}

function exposed(text: string, op: ExposeOp): Exposed | NoAnchors {
  const source = readSource(text);
  if ('reason' in source) return source;
  const made = locate(source, op);
  if ('reason' in made) return made;
  const { parent } = outermost(made.node);
  const owner = classAround(made.node);
  if (owner && ts.isPropertyDeclaration(parent))
    return existingMember(source, owner, parent.name.getText());
  const making = locateMaking(source.file, made.node);
  if ('reason' in making) return making;
  const field = fieldOf(making.reference) ?? assigned(making, made);
  if (owner && field) return existingMember(source, owner, field);
  const [around, rest] = fieldAround(making.reference) ?? [];
  if (owner && around) {
    const outer = existingMember(source, owner, around);
    return 'reason' in outer ? outer : { ...outer, member: outer.member + rest };
  }
  const added = newField(source, made, making, op.isTyped);
  if ('reason' in added) return added;
  const edits = added.edits.map((each) => ({ ...each, text: withEndOfLine(each.text, text) }));
  const after = readSource(applyEdits(text, edits));
  const isSound = !('reason' in after) && isThere(after, op, added.member);
  return isSound ? { member: added.member, edit: { status: 'edited', edits } } : UNSAFE;
}

function isThere(after: CdkSource, op: ExposeOp, member: string): boolean {
  const made = locate(after, op);
  if ('reason' in made) return false;
  const making = locateMaking(after.file, made.node);
  return !('reason' in making) && (fieldOf(making.reference) ?? assigned(making, made)) === member;
}

/** Makes a construct a public field of the class that makes it, unless it is one; says why it cannot. */
export function exposeConstruct(marked: string, op: ExposeOp): Exposed | NoAnchors {
  const result = exposed(withoutMark(marked), op);
  if ('reason' in result) return result;
  const { member, edit } = result;
  return { member, edit: behindMark(marked, () => edit) as Exposed['edit'] };
}
