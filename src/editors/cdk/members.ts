import { ts } from 'ts-morph';
import { type Edit, indentAt, insertion, withEndOfLine } from '../../core/tree/text-edit.ts';
import type { NoAnchors } from './syntax/file.ts';
import { constructorOf } from './syntax/makers.ts';
import { numbered } from './syntax/names.ts';
import { type CdkSource, lineOf } from './syntax/source.ts';
import { styleOf } from './write/style.ts';

/** How a construct is made visible: what it is called on its owner, and what that takes. */
export interface Exposed {
  readonly member: string;
  readonly edit: Exclude<Edit, { status: 'refused' }>;
}

/** Members that every construct or stack has. */
export const INHERITED =
  'node region account tags partition stackName stackId environment urlSuffix templateFile templateOptions artifactId availabilityZones dependencies nested'.split(
    ' ',
  );

export const nameOf = (member: ts.ClassElement) => member.name?.getText() ?? '';

/** Who is to see a member: any code, or a class that extends its own. */
export type SeenBy = 'all' | 'extending';

const isHidden = (member: ts.ClassElement, by: SeenBy) =>
  nameOf(member).startsWith('#') ||
  ((ts.canHaveModifiers(member) && ts.getModifiers(member)) || []).some(
    ({ kind }) =>
      kind === ts.SyntaxKind.PrivateKeyword ||
      (kind === ts.SyntaxKind.ProtectedKeyword && by === 'all'),
  );

/** The public getter that returns a field: `get fn() { return this.#fn; }`. */
const getterOf = (owner: ts.ClassLikeDeclaration, member: string) =>
  owner.members
    .filter(ts.isGetAccessor)
    .filter((each) => !isHidden(each, 'all'))
    .find(({ body }) => body?.getText().replace(/\s|;/g, '') === `{returnthis.${member}}`);

/** What a public getter of a private field is called: `#table` and `_table` as `table`, `table` as `publicTable`. */
function getterName(owner: ts.ClassLikeDeclaration, member: string): string {
  const bare = member.replace(/^[#_]+/, '');
  const name = bare === member ? `public${bare[0]!.toUpperCase()}${bare.slice(1)}` : bare;
  return numbered(name, new Set([...owner.members.map(nameOf), ...INHERITED]));
}

const mayBeUndefined = (field: ts.PropertyDeclaration) =>
  field.questionToken !== undefined || /\bundefined\b/.test(field.type?.getText() ?? '');

/** What TypeScript needs behind a field that is only set in some instances: it is used where it is. */
const assertion = (field: ts.ClassElement | undefined) =>
  field && ts.isPropertyDeclaration(field) && mayBeUndefined(field) ? '!' : '';

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
  const { unit, semicolons } = styleOf(source, 100);
  const indent = indentAt(text, ctor.getStart());
  const said = owner.members.some((each) => /^public\b/.test(each.getText())) ? 'public ' : '';
  const body = `${indent}${unit}return this.${member}${semicolons ? ';' : ''}\n${indent}}`;
  const getter = insertion(ctor.end, `\n\n${indent}${said}get ${name}() {\n${body}`);
  const edits = [{ ...getter, text: withEndOfLine(getter.text, text) }];
  return { member: name, edit: { status: 'edited', edits } };
}

/** An existing field; a private one is read by a public getter, which it gets where it has none. */
export function existingMember(
  source: CdkSource,
  owner: ts.ClassLikeDeclaration,
  member: string,
  by: SeenBy = 'all',
): Exposed | NoAnchors {
  const field = owner.members.find((each) => nameOf(each) === member);
  const getter = getterOf(owner, member);
  if (getter) return { member: nameOf(getter), edit: { status: 'present' } };
  if (!member.startsWith('#') && !(field && isHidden(field, by)))
    return { member: member + assertion(field), edit: { status: 'present' } };
  if (field && ts.isPropertyDeclaration(field)) return withGetter(source, owner, field);
  const at = field ?? owner;
  return { reason: `"${member}" is private: make it public`, line: lineOf(source.file, at) };
}
