import { ts } from 'ts-morph';
import type { Insertion, Span } from '../../../core/record.ts';
import { editedPart } from '../../../core/tree/text-edit.ts';
import type { Located as LocatedInsertion } from '../../cutting.ts';
import { codeHash } from '../../tokens/hash.ts';
import { labelOf } from '../label.ts';
import { bindingName, constructAround } from '../record.ts';
import { ownerOf } from '../syntax/constructs.ts';
import type { Binding, Imported } from '../syntax/imports.ts';
import { endOf } from '../syntax/place.ts';
import type { CdkSource } from '../syntax/source.ts';

/** A module, and what it imports. */
export interface Module {
  readonly source: CdkSource;
  readonly imports: readonly Imported[];
}

/** An insertion that is in a module. */
export interface Located extends LocatedInsertion {
  /** The node that was inserted; of a name, the statement that has it. */
  readonly node: ts.Node;
  /** What was inserted: from its comments to its end. */
  readonly start: number;
  readonly end: number;
  /** The import that a name is in, and the name. */
  readonly imported?: Imported;
  readonly binding?: Binding;
}

const isStatementOf = (owner: string) => (node: ts.Node) =>
  ts.isStatement(node) && !ts.isBlock(node) && ownerOf(node) === owner;

/** Starts of a node, and of each of the comments in front of it, the nearest first. */
function startsOf({ text }: CdkSource, node: ts.Node): readonly number[] {
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return [node.getStart(), ...comments.map(({ pos }) => pos).reverse()];
}

const without = (text: string, start: number, end: number, holes: readonly Span[]) => {
  const inner = holes.filter((each) => each.end - each.start < end - start);
  return editedPart(text, start, end, inner);
};

function located(
  { source }: Module,
  insertion: Insertion,
  nodes: readonly ts.Node[],
  holes: readonly Span[],
  isCalled: (node: ts.Node) => boolean,
): Located | undefined {
  const made = nodes.flatMap((node) => {
    const end = endOf(node);
    const start = startsOf(source, node).find(
      (each) => codeHash(without(source.text, each, end, holes)) === insertion.hash,
    );
    return start === undefined ? [] : [{ insertion, node, start, end, isAsMade: true }];
  });
  // The statement exists twice: nobody can tell which is the original
  const found = made[0] ?? nodes.filter(isCalled).map((node) => edited(insertion, node))[0];
  return found && { ...found, isAsMade: made.length === 1 };
}

/** A statement without the name that somebody has given its value. */
const withoutName = (statement: string) =>
  statement.replace(/^(?:(?:const|let|var)\s+[\w$]+(?:\s*:[^=]+)?|this\.[\w$]+)\s*=\s*/, '');

const edited = (insertion: Insertion, node: ts.Node): Located => ({
  insertion,
  node,
  start: node.getStart(),
  end: endOf(node),
  isAsMade: false,
});

function locateImport({ imports }: Module, insertion: Insertion): Located | undefined {
  const [, module, name] = insertion.at;
  for (const imported of imports.filter((each) => each.module === module)) {
    const { bindings, list, statement } = imported;
    const n = bindings.findIndex((each) => bindingName(each) === name);
    const binding = bindings[n];
    if (!binding) continue;
    const elements = (list?.elements ?? []) as readonly ts.Node[];
    const node = elements[n - (bindings.length - elements.length)] ?? statement;
    const [start, end] = [node.getStart(), node.end];
    return { insertion, node, start, end, isAsMade: true, imported, binding };
  }
  return undefined;
}

/** The value that a statement gives a name: `const fn = …`, or `this.fn = …`. */
export function valueNamed(node: ts.Node, name: string): ts.Node | undefined {
  if (ts.isVariableStatement(node)) {
    const [first, second] = node.declarationList.declarations;
    return !second && first?.name.getText() === name ? first.initializer : undefined;
  }
  const assigned = ts.isExpressionStatement(node) ? node.expression : undefined;
  if (!assigned || !ts.isBinaryExpression(assigned)) return undefined;
  const isAssignment = assigned.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssignment && assigned.left.getText() === name ? assigned.right : undefined;
}

function locateName({ source }: Module, insertion: Insertion): Located | undefined {
  const [, owner, name] = insertion.at;
  const node = source.nodes.filter(isStatementOf(owner!)).find((each) => valueNamed(each, name!));
  const value = node && valueNamed(node, name!);
  if (!node || !value) return undefined;
  // What makes a construct: a `new`, or the call of what returns one
  const isAsMade = ts.isNewExpression(value) || ts.isCallExpression(value);
  return { insertion, node, start: node.getStart(), end: value.getStart(), isAsMade };
}

/** Finds an insertion; holes are what others have inserted, which may be within it. */
export function locateInsertion(
  module: Module,
  insertion: Insertion,
  holes: readonly Span[],
): Located | undefined {
  const { nodes } = module.source;
  const [kind, place = '', name] = insertion.at;
  if (kind === 'import') return locateImport(module, insertion);
  if (kind === 'name') return locateName(module, insertion);
  if (kind === 'statement') {
    const isCalled = (node: ts.Node) =>
      [node.getText(), withoutName(node.getText())].some((text) => labelOf(text) === name);
    return located(module, insertion, nodes.filter(isStatementOf(place)), holes, isCalled);
  }
  const isNamed = (node: ts.Node) => (node as ts.NamedDeclaration).name?.getText() === name;
  const all =
    kind === 'member'
      ? nodes.filter((node) => ts.isClassElement(node) && ownerOf(node) === place)
      : nodes.filter(
          (node) =>
            ts.isObjectLiteralElementLike(node) &&
            constructAround(module.source, module.imports, node) === place,
        );
  return located(module, insertion, all.filter(isNamed), holes, isNamed);
}
