import { isDeepStrictEqual } from 'node:util';
import { PACKAGE_JSON } from '../core/fold/apply.ts';
import type { PackageAdditions } from '../core/ports.ts';
import { applyEdits, withEndOfLine } from '../core/tree/text-edit.ts';
import { additionsBeyond, asInserted } from '../editors/json/package-json-removal.ts';
import type { Removal } from '../host/kit.ts';
import { standingFiles } from './created-files.ts';
import { cutPackages, dropPackages } from './cut/packages.ts';
import type { Difference } from './shrink.ts';
import { userOf } from './users.ts';

/** A package.json that loses something, as it is made with and without it. */
function madeIn({ tree }: Removal, { whole, rest }: Difference) {
  const [before, made, left] = [
    tree.original(PACKAGE_JSON),
    whole.get(PACKAGE_JSON)!,
    rest.get(PACKAGE_JSON)!,
  ];
  return before === undefined || made === left ? undefined : { before, made, left };
}

/** Takes out all that goes, at first: a script that goes uses no file. */
export function dropOwnPackages(removal: Removal, difference: Difference): void {
  const own = madeIn(removal, difference);
  if (own)
    dropPackages(removal.tree, PACKAGE_JSON, asInserted(additionsBeyond(own.made, own.left)));
}

/** Packages that are there without it too, in this section or another; what code needs in production stays there. */
function movedIn(removal: Removal, lost: PackageAdditions, left: string): ReadonlySet<string> {
  const code = standingFiles(removal).filter(({ path }) => !path.startsWith('test/'));
  const isProduction = (key: string) => Object.hasOwn(lost.dependencies, key) && userOf(key, code);
  const all = Object.values(additionsBeyond(left, '{}')).flatMap((each) => Object.keys(each));
  return new Set(all.filter((key) => !isProduction(key)));
}

/** Takes packages out when it is known what code is left, and brings those that are needed otherwise then. */
export function shrinkPackages(removal: Removal, difference: Difference): void {
  const own = madeIn(removal, difference);
  if (!own) return;
  const { kit, tree } = removal;
  const { before, made, left } = own;
  const gained = additionsBeyond(left, made);
  const lost = additionsBeyond(made, left);
  const moved = movedIn(removal, lost, left);
  cutPackages(removal, { path: PACKAGE_JSON, parts: asInserted(lost), moved });
  const cut = tree.read(PACKAGE_JSON)!;
  const edit = kit.workshop.editors.packageJson(cut, gained);
  const text = edit.status === 'edited' ? applyEdits(cut, edit.edits) : cut;
  const isAsMade = before === withEndOfLine(made, before);
  const isRest = isAsMade && isDeepStrictEqual(JSON.parse(text), JSON.parse(left));
  tree.write(PACKAGE_JSON, isRest ? withEndOfLine(left, before) : text);
}
