import { ts } from 'ts-morph';
import { numbered } from './syntax/names.ts';

/** Members that every construct or stack has. */
export const INHERITED =
  'node region account tags partition stackName stackId environment urlSuffix templateFile templateOptions artifactId availabilityZones dependencies nested'.split(
    ' ',
  );

export const nameOf = (member: ts.ClassElement) => member.name?.getText() ?? '';

export const isHidden = (member: ts.ClassElement) =>
  nameOf(member).startsWith('#') ||
  ((ts.canHaveModifiers(member) && ts.getModifiers(member)) || []).some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  );

/** The public getter that returns a field: `get fn() { return this.#fn; }`. */
export const getterOf = (owner: ts.ClassLikeDeclaration, member: string) =>
  owner.members
    .filter(ts.isGetAccessor)
    .filter((each) => !isHidden(each))
    .find(({ body }) => body?.getText().replace(/\s|;/g, '') === `{returnthis.${member}}`);

/** What a public getter of a private field is called: `#table` and `_table` as `table`, `table` as `publicTable`. */
export function getterName(owner: ts.ClassLikeDeclaration, member: string): string {
  const bare = member.replace(/^[#_]+/, '');
  const name = bare === member ? `public${bare[0]!.toUpperCase()}${bare.slice(1)}` : bare;
  return numbered(name, new Set([...owner.members.map(nameOf), ...INHERITED]));
}

export const mayBeUndefined = (field: ts.PropertyDeclaration) =>
  field.questionToken !== undefined || /\bundefined\b/.test(field.type?.getText() ?? '');
