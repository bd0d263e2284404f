import { ts } from 'ts-morph';
import { bug } from '../../core/errors.ts';
import type { Insertion, Span } from '../../core/record.ts';
import { editedPart } from '../../core/tree/text-edit.ts';
import { codeHash } from '../tokens/hash.ts';
import { labelOf } from './label.ts';
import { seamsOf } from './seams.ts';
import { constructsIn, ownerOf } from './syntax/constructs.ts';
import { type Imported, readImports } from './syntax/imports.ts';
import { endOf } from './syntax/place.ts';
import { type CdkSource, readSource } from './syntax/source.ts';

type Place = Pick<Insertion, 'at' | 'hash' | 'was'>;

/** Nodes that were inserted as one, with what is recorded of them. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly places: readonly Place[];
}

interface Context {
  readonly source: CdkSource;
  readonly spans: readonly Span[];
  readonly imports: readonly Imported[];
}

/** A name as an import has it: `Queue`, or `Queue as Q`. */
export const bindingName = ({ name, local }: { name: string; local: string }) =>
  name === local ? name : `${name} as ${local}`;

const spanOf = ({ spans }: Context, start: number, end: number) =>
  spans.find((each) => each.start <= start && end <= each.end);

const isBlank = ({ source: { text } }: Context, { start, end }: Span) =>
  text.slice(start, end).replaceAll(',', '').trim() === '';

/** What a node was whose lines were opened: white space came into it. */
function openedFrom(context: Context, node: ts.Node): Pick<Place, 'was'> {
  const { source, spans } = context;
  const [start, end] = [node.getStart(), node.end];
  const isOpened = spans.some(
    (each) => start < each.start && each.end < end && isBlank(context, each),
  );
  return isOpened ? { was: editedPart(source.text, start, end, spans) } : {};
}

/** From the comments in front of a node that came with it. */
function startOf({ source: { text } }: Context, node: ts.Node, span: Span): number {
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return comments.find(({ pos }) => pos >= span.start)?.pos ?? node.getStart();
}

function piece(
  context: Context,
  node: ts.Node,
  places: (text: string) => readonly Place[],
): Piece[] {
  const end = endOf(node);
  const span = spanOf(context, node.getStart(), end);
  if (!span) return [];
  const start = startOf(context, node, span);
  return [{ start, end, places: places(context.source.text.slice(start, end)) }];
}

/** A declaration of imports that is new, or the names that came into one that was there. */
function ofImport(context: Context, imported: Imported): readonly Piece[] {
  const { statement, module, bindings, list } = imported;
  const at = (binding: { name: string; local: string }) => ['import', module, bindingName(binding)];
  const whole = piece(context, statement, () => bindings.map((each) => ({ at: at(each) })));
  if (whole.length > 0 || !list) return whole;
  const elements = list.elements as readonly ts.Node[];
  const offset = bindings.length - elements.length;
  const was = openedFrom(context, list);
  const found = elements.flatMap((node, n) =>
    piece(context, node, () => [{ at: at(bindings[n + offset]!) }]),
  );
  return found.map((each, n) =>
    n === 0 ? { ...each, places: [{ ...each.places[0]!, ...was }] } : each,
  );
}

const hashed = (at: () => readonly string[]) => (text: string) => [
  { at: at(), hash: codeHash(text) },
];

/** A name that came in front of a statement: `const fn = `, or `this.fn = `. */
function ofName(context: Context, statement: ts.Node): readonly Piece[] {
  const start = statement.getStart();
  const span = context.spans.find((each) => each.start <= start && start < each.end);
  if (!span || span.end >= statement.end) return [];
  const name = context.source.text
    .slice(start, span.end)
    .replace(/^(const|let|var)\s+|\s*=\s*$/g, '');
  const was = openedFrom(context, statement);
  return [{ start, end: span.end, places: [{ at: ['name', ownerOf(statement), name], ...was }] }];
}

/** The construct that a property belongs to: its id, in the class that makes it. */
export function constructAround(source: CdkSource, imports: readonly Imported[], node: ts.Node) {
  const made = constructsIn(source, imports).find(({ node: each }) => each === node.parent.parent);
  return made ? `${made.owner}/${made.id}` : ownerOf(node);
}

function piecesIn(context: Context, node: ts.Node): readonly Piece[] {
  const imported = context.imports.filter(({ statement }) => statement === node);
  if (imported.length > 0) return imported.flatMap((each) => ofImport(context, each));
  const within = () => {
    const pieces: Piece[] = [];
    ts.forEachChild(node, (child) => void pieces.push(...piecesIn(context, child)));
    return pieces;
  };
  if (ts.isStatement(node) && !ts.isBlock(node)) {
    const at = () => ['statement', ownerOf(node), labelOf(node.getText())];
    const whole = piece(context, node, hashed(at));
    return whole.length > 0 ? whole : [...ofName(context, node), ...within()];
  }
  // An accessor is an element of both, by its syntax
  const isMember = ts.isClassElement(node) && ts.isClassLike(node.parent);
  if (!isMember && !ts.isObjectLiteralElementLike(node)) return within();
  const { source, imports } = context;
  const at = () => [
    ...(isMember
      ? ['member', ownerOf(node)]
      : ['property', constructAround(source, imports, node)]),
    node.name?.getText() ?? '',
  ];
  const own = piece(context, node, hashed(at));
  return own.length > 0 ? own : within();
}

/** What separates the pieces of one span from each other, and from the rest. */
function separated({ source: { text } }: Context, span: Span, pieces: readonly Piece[]) {
  let from = span.start;
  return pieces.flatMap(({ start, end, places }, n): readonly Insertion[] => {
    const after = n === pieces.length - 1 ? text.slice(end, span.end) : '';
    const seams = seamsOf(text.slice(from, start), after);
    from = end;
    const isName = places[0]!.at[0] === 'name';
    const [first, ...others] = places;
    return [{ ...first!, ...(!isName && seams) }, ...others];
  });
}

/** Records what came into a module of a CDK app; the texts are without a byte order mark. */
export function recordCode(after: string, spans: readonly Span[]): readonly Insertion[] {
  const source = readSource(after);
  if ('reason' in source) throw bug(`An edited module cannot be read: ${source.reason}`);
  const context = { source, spans, imports: readImports(source.file) };
  const pieces = piecesIn(context, source.file);
  return spans.flatMap((span) =>
    separated(
      context,
      span,
      pieces.filter(({ start }) => span.start <= start && start < span.end),
    ),
  );
}
