import { ts } from 'ts-morph';
import { applyEdits, withEndOfLine } from '../../core/tree/text-edit.ts';
import { behindMark, withoutMark } from '../byte-order-mark.ts';
import { hasNone } from '../refusals.ts';
import { type Exposed, existingMember, type SeenBy } from './members.ts';
import { newField } from './new-field.ts';
import {
  type Making as AnyMaking,
  constructsIn,
  type Made,
  madeAt,
  onlyOne,
} from './syntax/constructs.ts';
import { type NoAnchors, UNSAFE } from './syntax/file.ts';
import { readImports } from './syntax/imports.ts';
import { classAround } from './syntax/makers.ts';
import { locateMaking, type Making } from './syntax/reference.ts';
import { type CdkSource, outermost, readSource } from './syntax/source.ts';
import { foundInTree, holderOf } from './syntax/tree-path.ts';

/** A construct to make visible to others, in TypeScript or in JavaScript, which declares no fields. */
export interface ExposeOp {
  readonly id: string;
  readonly owner: string;
  /** The `new` or the call that makes it, by its ordinal in the file; else it is found by its id. */
  readonly ordinal?: number;
  readonly isTyped: boolean;
  /** All code if not given. */
  readonly by?: SeenBy;
}

const fieldOf = (reference: string | undefined) => /^this\.([#\w$]+)$/.exec(reference ?? '')?.[1];

/** The field and the members behind it, for a construct in an object: `this.functions.orders`. */
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

function locate(source: CdkSource, { id, owner, ordinal }: ExposeOp): Made<AnyMaking> | NoAnchors {
  if (ordinal !== undefined) return madeAt(source, ordinal) ?? { reason: hasNone(id) };
  const all = constructsIn(source, readImports(source.file));
  return onlyOne(
    id,
    all.filter((each) => each.id === id && each.owner === owner),
  );
}

function exposed(text: string, op: ExposeOp): Exposed | NoAnchors {
  const source = readSource(text);
  if ('reason' in source) return source;
  const made = locate(source, op);
  if ('reason' in made) return made;
  const { parent } = outermost(made.node);
  const owner = classAround(made.node);
  if (owner && ts.isPropertyDeclaration(parent))
    return existingMember(source, owner, parent.name.getText(), op.by);
  const making = locateMaking(source.file, made.node);
  if ('reason' in making) return making;
  const field = fieldOf(making.reference) ?? assigned(making, made);
  if (owner && field) return existingMember(source, owner, field, op.by);
  const [around, rest] = fieldAround(making.reference) ?? [];
  if (owner && around) {
    const outer = existingMember(source, owner, around, op.by);
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
