import { ts } from 'ts-morph';
import { IN_EXPRESSION } from '../refusals.ts';
import { type Making as AnyMaking, type Made, madeAt, onlyOne } from './syntax/constructs.ts';
import type { NoAnchors } from './syntax/file.ts';
import { holding } from './syntax/held.ts';
import type { Export, Imported } from './syntax/imports.ts';
import { functionKind } from './syntax/kinds.ts';
import { baseOf, classAround } from './syntax/makers.ts';
import { locateOptional } from './syntax/optional.ts';
import { derived, endOfGroup, lastMention } from './syntax/place.ts';
import {
  locateMaking,
  type Making,
  madeBySuper,
  madeWithin,
  withoutThis,
} from './syntax/reference.ts';
import { sectionEnd } from './syntax/sections.ts';
import { type CdkSource, lineOf, namesIn } from './syntax/source.ts';
import { foundInTree, holderOf, isSometimes } from './syntax/tree-path.ts';

/** A file's text, syntax tree, imports and constructs. */
export interface Host {
  readonly source: CdkSource;
  readonly imports: readonly Imported[];
  readonly constructs: readonly Made[];
}

type AnyMade = Made<AnyMaking>;

/** A construct that the statements use, by the name that it has or gets. */
export type Used = Making &
  Member & { readonly found?: string; readonly className?: string; readonly of?: Export };

/** Where statements come. */
export interface Target {
  readonly block: ts.Block | ts.SourceFile;
  /** The statement to insert after. */
  readonly statement: ts.Statement;
  /** What new constructs are made in: `this` or a variable. */
  readonly scope: string;
  readonly owner: string;
  /** The constructs that the statements use, with where they are made. */
  readonly fn?: Used;
  readonly resource?: Used;
}

/** Something of a construct that the file makes: `run` of what has the id `Orders`. */
export interface Member {
  readonly id: string;
  readonly members: readonly string[];
  /** The `new` or the call that makes it, by its ordinal in the file; else it is found by its id. */
  readonly ordinal?: number;
  /** What it is made in, where its place is a call that does not say so. */
  readonly scope?: string;
  /** How the construct tree has it, where it has no name: `this.node.findChild('Orders')`; and its class. */
  readonly inTree?: { readonly found: string; readonly of: Export };
  /** The field of a class that has it when the class that this extends has been constructed: `this.setup`. */
  readonly keptAs?: string;
  /** Set where the class that is extended makes it, so that the file does not. */
  readonly isInherited?: true;
}

interface Names {
  /** By construct id or by what it is called; as a member, of a construct that makes it. */
  readonly functionId: string | Member;
  /** The class or function that makes it, where the id alone is not enough. */
  readonly owner?: string;
  readonly resource?: string | Member;
  /** Whether what is made of the resource counts too: statements come behind its last use. */
  readonly isBehindUses?: boolean;
}

/** A refusal that says in which line. */
export const no = ({ file }: CdkSource, node: ts.Node, reason: string): NoAnchors => ({
  reason,
  line: lineOf(file, node),
});

/** The construct that a name means: its id, or else what it is called in the file. */
function named(constructs: readonly Made[], host: Host, id: string): AnyMade | NoAnchors {
  const byId = constructs.filter((made) => made.id === id);
  const called = (made: Made) => {
    const making = locateMaking(host.source.file, made.node);
    return 'reason' in making ? undefined : withoutThis(making.reference);
  };
  return onlyOne(id, byId.length > 0 ? byId : constructs.filter((made) => called(made) === id));
}

/** Whether what is made in a block can be used in another: the same one, or one around it. */
const isAround = (outer: ts.Node, inner: ts.Node): boolean =>
  outer === inner || (inner.parent !== undefined && isAround(outer, inner.parent));

/** The constructs of one class, where that is known. */
const ofOwner = ({ constructs }: Host, owner: string | undefined) =>
  constructs.filter((each) => owner === undefined || each.owner === owner);

/** A construct with its name: its own, that of a variable that holds a member of it, or none yet. */
function usedAs({ source }: Host, made: AnyMade, making: Making, member: Member): Used | NoAnchors {
  const { held, isInside, block } = making;
  const { members, inTree } = member;
  if (inTree) {
    const { reference: _, ...place } = making;
    const reference = holderOf(block, inTree.found);
    const isOptional = isSometimes(inTree.found);
    return {
      ...place,
      ...member,
      ...inTree,
      ...(reference && { reference }),
      ...(isOptional && { isOptional }),
    };
  }
  const name = holding(held, members);
  if (name)
    return {
      ...making,
      ...member,
      reference: name.reference,
      members: members.slice(name.members.length),
    };
  if (!isInside) return { ...making, ...member };
  const found = foundInTree(made);
  if (!found) return no(source, made.node, IN_EXPRESSION);
  const reference = holderOf(block, found);
  const { className } = made;
  return { ...making, ...member, found, className, ...(reference && { reference }) };
}

/** What the class around a node has from the one that it extends. */
function inherited({ source }: Host, node: ts.Node, member: Member): Used | NoAnchors {
  const making = madeBySuper(classAround(node), member.keptAs!);
  return making
    ? { ...making, ...member }
    : no(source, classAround(node) ?? node, 'the class has no constructor of its own');
}

function locateResource(
  host: Host,
  fn: Making,
  fnNode: ts.Node,
  wanted: string | Member,
  owner?: string,
) {
  const isName = typeof wanted === 'string';
  if (!isName && wanted.isInherited) return inherited(host, fnNode, wanted);
  const { id, members, ordinal }: Member = isName ? { id: wanted, members: [] } : wanted;
  const all = ofOwner(host, isName ? undefined : owner);
  const made =
    byOrdinal(host, ordinal) ??
    named(members.length > 0 ? all : all.filter((each) => !functionKind(each)), host, id);
  if ('reason' in made) return made;
  const making = locateMaking(host.source.file, made.node);
  if ('reason' in making) return making;
  const isBefore = making.statement.end <= fn.statement.end;
  if (making.block === fn.block || (isBefore && isAround(making.block, fn.block)))
    return usedAs(host, made, making, { id, members });
  return no(host.source, made.node, `"${id}" cannot be used where the function is made`);
}

/** What a file makes there. */
function byOrdinal({ source }: Host, ordinal: number | undefined): AnyMade | NoAnchors | undefined {
  if (ordinal === undefined) return undefined;
  return madeAt(source, ordinal) ?? { reason: 'the construct is no longer there' };
}

const later = (a: ts.Statement, b: ts.Statement | undefined) => (b && b.end > a.end ? b : a);

function locateFunction(host: Host, wanted: string | Member, owner: string | undefined) {
  const there = typeof wanted === 'string' ? undefined : byOrdinal(host, wanted.ordinal);
  if (there) return there;
  const all = ofOwner(host, owner);
  if (typeof wanted !== 'string' && wanted.members.length > 0) return named(all, host, wanted.id);
  const id = typeof wanted === 'string' ? wanted : wanted.id;
  const made = named(all.filter(functionKind), host, id);
  return 'reason' in made || functionKind(made) === 'sure'
    ? made
    : no(host.source, made.node, `it is not known whether ${made.className} is a Lambda function`);
}

/** What a call is in that takes no scope: a class that extends another makes constructs in itself. */
function thisAround(node: ts.Node): 'this' | undefined {
  const around = ts.isCallExpression(node) ? classAround(node) : undefined;
  return around && baseOf(around) ? 'this' : undefined;
}

/** What new constructs are made in; what a call is given first may be anything. */
function scopeNameOf({ node, scope }: AnyMade): string | undefined {
  const name = namesIn(scope)?.join('.');
  const [first] = node.arguments ?? [];
  const isSure = ts.isNewExpression(node) || (scope !== first && scope !== node.expression);
  if (isSure) return name ?? thisAround(node);
  return thisAround(node) ?? (scope === first ? name : undefined);
}

/** The statement behind which a construct is there, and its name behind that. */
function makingOf({ source }: Host, node: ts.Expression, member: Member): Making | NoAnchors {
  const { keptAs, isInherited, inTree } = member;
  const making = locateMaking(source.file, node);
  if (isInherited) {
    if ('reason' in making) return making;
    const { statement, block } = making;
    return { statement, block, reference: keptAs! };
  }
  const kept = keptAs && madeBySuper(classAround(node), keptAs);
  return kept || (inTree && madeWithin(node)) || locateOptional(node) || making;
}

/** Finds the place behind a function, and behind the resource that it is to be connected to. */
export function behindFunction(
  host: Host,
  { functionId, owner, resource: wanted, isBehindUses }: Names,
): Target | NoAnchors {
  const isName = typeof functionId === 'string';
  const isInherited = !isName && functionId.isInherited;
  // What the file does not make comes where it makes the other
  const made = isInherited
    ? byOrdinal(host, (wanted as Member).ordinal)!
    : locateFunction(host, functionId, owner);
  if ('reason' in made) return made;
  const { node, scope } = made;
  const member: Member = isName ? { id: made.id, members: [] } : functionId;
  const making = makingOf(host, node, member);
  if ('reason' in making) return making;
  const fn = usedAs(host, made, making, member);
  if ('reason' in fn) return fn;
  const scopeName = member.scope ?? scopeNameOf(made);
  if (!scopeName) return no(host.source, scope, 'its scope has no name');
  const resource = wanted === undefined ? undefined : locateResource(host, fn, node, wanted, owner);
  if (resource && 'reason' in resource) return resource;
  const { block } = fn;
  const first = later(fn.statement, resource?.block === block ? resource.statement : undefined);
  const uses = isBehindUses && resource?.block === block ? derived(block, resource) : [];
  const upTo = sectionEnd(host.source.text, block, first);
  const mention = lastMention(block, first, [fn.reference], upTo);
  const used = later(mention, lastMention(block, first, uses));
  const statement = used === first ? used : endOfGroup(host.source.text, block, used);
  const makings = { fn, ...(resource && { resource }) };
  return { block, statement, scope: scopeName, owner: made.owner, ...makings };
}
