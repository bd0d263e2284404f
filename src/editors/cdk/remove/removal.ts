import { ts } from 'ts-morph';
import { applyEdits } from '../../../core/tree/text-edit.ts';
import { withoutMark } from '../../byte-order-mark.ts';
import type { Cut, Cutting, KeptInsertion, NotCut, OwnedInsertion } from '../../cutting.ts';
import { readImports } from '../syntax/imports.ts';
import { lineOf, readSource } from '../syntax/source.ts';
import { editsFor, namesIn } from './edits.ts';
import { type Located, locateInsertion, type Module } from './locate.ts';
import { restoreProperties } from './restore.ts';
import { namesOf, usesOf } from './uses.ts';

interface Owned extends Located {
  readonly owner: string;
}

interface Settled {
  readonly going: readonly Located[];
  readonly kept: readonly KeptInsertion[];
  readonly inherited: readonly OwnedInsertion[];
}

const firstLine = (text: string) => text.split('\n')[0]!.trim();

function nameOf({ insertion: { at }, node }: Located): string {
  const [kind, place, name] = at;
  return kind === 'import'
    ? `the import of ${name} from ${place}`
    : `"${firstLine(node.getText())}"`;
}

/** Something that stays and uses what would go. */
interface User {
  /** "in line 12", "by lib/app.ts". */
  readonly shown: string;
  /** The owner that has inserted it; nobody when the user has written it. */
  readonly owner: string | undefined;
}

interface Uses {
  readonly module: Module;
  readonly others: readonly Owned[];
  readonly readerOf: NonNullable<Cutting['readerOf']>;
}

function userOf(
  { module, others, readerOf }: Uses,
  each: Located,
  going: readonly Located[],
): User | undefined {
  const own = going.map(({ start, end }) => ({ start, end }));
  for (const name of namesOf(module, each)) {
    const [use] = usesOf(module, name, own);
    if (use) {
      const at = use.getStart();
      const owner = others.find(({ start, end }) => start <= at && at < end)?.owner;
      return { shown: `in line ${lineOf(module.source.file, use)}`, owner };
    }
    const reader = name.isField ? readerOf(name.text) : undefined;
    if (reader) return { shown: `by ${reader.path}`, owner: reader.owner };
  }
  return undefined;
}

/** A public field, or a name, belongs to the owner that uses it, a resource to the owner that made it. */
const canBeInherited = ({ insertion: { at }, node }: Located) =>
  at[0] !== 'statement' ||
  /^(this\.[\w$]+ = |const [\w$]+ = [\w.$]+\.node\.findChild\()/.test(node.getText());

/** Keeps what something uses that stays, until nothing changes. */
function settle(uses: Uses, found: readonly Located[]): Settled {
  const { module } = uses;
  const kept = found
    .filter(({ isAsMade }) => !isAsMade)
    .map((each) => keptOf(module, each, 'edited'));
  const inherited: OwnedInsertion[] = [];
  let going = found.filter(({ isAsMade }) => isAsMade);
  for (;;) {
    const used = going.flatMap((each) => {
      const user = userOf(uses, each, going);
      return user ? [{ each, user }] : [];
    });
    if (used.length === 0) return { going, kept, inherited };
    for (const { each, user } of used) {
      if (user.owner !== undefined && canBeInherited(each))
        inherited.push({ owner: user.owner, insertion: each.insertion });
      else kept.push(keptOf(module, each, 'used', user.shown));
    }
    going = going.filter((each) => !used.some((other) => other.each === each));
  }
}

const keptOf = (
  { source }: Module,
  located: Located,
  why: KeptInsertion['why'],
  user?: string,
): KeptInsertion => ({
  insertion: located.insertion,
  name: nameOf(located),
  line: lineOf(source.file, located.node),
  why,
  ...(user !== undefined && { user }),
});

const isStatement = ({ insertion }: Located) => insertion.at[0] === 'statement';

/** The statement that a block has behind another. */
function nextOf(node: ts.Node): ts.Node | undefined {
  const { parent } = node;
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) return undefined;
  return parent.statements[parent.statements.indexOf(node as ts.Statement) + 1];
}

/**
 * The last statement of an owner whose statements came behind one that goes, and so in front of the blank line that came
 * with it: they have a blank line of their own in front.
 */
function heirOf({ node }: Located, theirs: readonly Owned[]): Owned | undefined {
  const next = theirs.find((each) => isStatement(each) && each.node === nextOf(node));
  if (!next?.insertion.before?.includes('\n\n')) return undefined;
  const isOfNext = (each: Owned) =>
    isStatement(each) && each.owner === next.owner && each.node.parent === node.parent;
  return theirs
    .filter((each) => isOfNext(each) && each.start >= next.start)
    .toSorted((a, b) => b.start - a.start)[0];
}

/** The owner of a name that has come into a list since it was opened: the list is closed when that one goes. */
function openedFor({ imported, insertion: { was } }: Located, theirs: readonly Owned[]) {
  if (was === undefined || !imported) return undefined;
  const before = namesIn(was);
  return theirs.find((each) => each.imported === imported && !before.includes(each.node.getText()));
}

/**
 * The blank line behind a statement is another owner's when that one's statements are in between, and so is a list that
 * was opened when that one's names are in it.
 */
function handOn({ going, inherited, kept }: Settled, theirs: readonly Owned[]): Settled {
  const more: OwnedInsertion[] = [];
  const rest = going.map((each) => {
    const { after, ...others } = each.insertion;
    const later = openedFor(each, theirs);
    if (later)
      more.push({
        owner: later.owner,
        insertion: { ...later.insertion, was: each.insertion.was! },
      });
    const heir = isStatement(each) && after !== undefined ? heirOf(each, theirs) : undefined;
    if (!heir) return each;
    more.push({ owner: heir.owner, insertion: { ...heir.insertion, after: after! } });
    return { ...each, insertion: others };
  });
  return { going: rest, kept, inherited: [...inherited, ...more] };
}

/** Whether code uses a name that it imports no more. */
function lacksImport(text: string, going: readonly Located[]): boolean {
  const source = readSource(text);
  if ('reason' in source) return true;
  const module = { source, imports: readImports(source.file) };
  const gone = going.filter(({ binding }) => binding !== undefined);
  return gone.some((each) => {
    const local = each.binding!.local;
    const name = { text: local, scope: source.file, isField: false };
    const isDeclared = module.imports.some(({ bindings }) =>
      bindings.some((b) => b.local === local),
    );
    return !isDeclared && usesOf(module, name, []).length > 0;
  });
}

const nobody = () => undefined;

/** Takes insertions out of a module of a CDK app. What was edited stays, and so does what something uses that stays. */
export function cutCode(
  marked: string,
  { going, others, changed, readerOf = nobody }: Cutting,
): Cut | NotCut {
  const bare = withoutMark(marked);
  const { text, restored } = restoreProperties(bare, changed);
  const source = readSource(text);
  if ('reason' in source) return source;
  const module: Module = { source, imports: readImports(source.file) };
  const theirs = others.flatMap(({ owner, insertion }): readonly Owned[] => {
    const each = locateInsertion(module, insertion, []);
    return each ? [{ ...each, owner }] : [];
  });
  const own = going.filter(({ isFound }) => !isFound);
  const outer = own.flatMap((each) => locateInsertion(module, each, []) ?? []);
  const holes = [...theirs, ...outer.filter(({ insertion }) => insertion.at[0] !== 'statement')];
  const found = own.flatMap((each) => locateInsertion(module, each, holes) ?? []);
  const uses = { module, others: theirs, readerOf };
  const settled = handOn(settle(uses, found), theirs);
  const left = applyEdits(text, editsFor(module, settled.going));
  if (lacksImport(left, settled.going))
    return { reason: 'what would be left of it is no valid code' };
  const { kept, inherited } = settled;
  const mark = marked.slice(0, marked.length - bare.length);
  return { text: mark + left, kept, inherited, restored };
}
