import { ts } from 'ts-morph';
import { applyEdits } from '../../../core/tree/text-edit.ts';
import {
  type Cut,
  type Cutting,
  type NotCut,
  type OwnedInsertion,
  type Settled,
  settle,
  type Use,
} from '../../cutting.ts';
import { readImports } from '../syntax/imports.ts';
import { lineOf, readSource } from '../syntax/source.ts';
import { editsFor, namesIn } from './edits.ts';
import { type Located, locateInsertion, type Module } from './locate.ts';
import { restoreProperties } from './restore.ts';
import { namesOf, usesOf } from './uses.ts';

interface Owned extends Located {
  readonly owner: string;
}

const firstLine = (text: string) => text.split('\n')[0]!.trim();

function nameOf({ insertion: { at }, node }: Located): string {
  const [kind, place, name] = at;
  return kind === 'import'
    ? `the import of ${name} from ${place}`
    : `"${firstLine(node.getText())}"`;
}

interface Uses {
  readonly module: Module;
  readonly others: readonly Owned[];
  readonly readerOf: NonNullable<Cutting['readerOf']>;
}

/** A public field, or a name, belongs to the owner that uses it, a resource to the owner that made it. */
const canBeInherited = ({ insertion: { at }, node }: Located) =>
  at[0] !== 'statement' ||
  /^(this\.[\w$]+ = |const [\w$]+ = [\w.$]+\.node\.(f|tryF)indChild\()/.test(node.getText());

const usedBy = (each: Located, user: string, owner: string | undefined): Use =>
  owner !== undefined && canBeInherited(each) ? { heir: owner } : { user };

function useOf(
  { module, others, readerOf }: Uses,
  each: Located,
  going: readonly Located[],
): Use | undefined {
  for (const name of namesOf(module, each)) {
    const [use] = usesOf(module, name, going);
    if (use) {
      const at = use.getStart();
      const owner = others.find(({ start, end }) => start <= at && at < end)?.owner;
      return usedBy(each, `in line ${lineOf(module.source.file, use)}`, owner);
    }
    const reader = name.isField ? readerOf(name.text) : undefined;
    if (reader) return usedBy(each, `by ${reader.path}`, reader.owner);
  }
  return undefined;
}

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
function handOn(
  { going, inherited, kept }: Settled<Located>,
  theirs: readonly Owned[],
): Settled<Located> {
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
  before: string,
  { going, others, changed, readerOf = nobody }: Cutting,
): Cut | NotCut {
  const { text, restored } = restoreProperties(before, changed);
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
  const usesWith = (inherited: readonly OwnedInsertion[]): Uses => {
    const heirs = inherited.flatMap(({ owner, insertion }) =>
      found.filter((each) => each.insertion === insertion).map((each) => ({ ...each, owner })),
    );
    return { module, others: [...theirs, ...heirs], readerOf };
  };
  const settled = settle(
    found,
    (still, inherited) => (each) => useOf(usesWith(inherited), each, still),
    (each) => ({ name: nameOf(each), line: lineOf(source.file, each.node) }),
  );
  const { going: gone, kept, inherited } = handOn(settled, theirs);
  const left = applyEdits(text, editsFor(module, gone));
  if (lacksImport(left, gone)) return { reason: 'what would be left of it is no valid code' };
  return { text: left, kept, inherited, restored };
}
