import { withoutThis } from '../../editors/cdk/syntax/reference.ts';
import type { CdkFunction } from './reached-props.ts';

/** The text of the literals in an expression. */
const literals = (expression: string) =>
  (expression.match(/`[^`]*`|'[^']*'|"[^"]*"/g) ?? [])
    .map((each) => each.slice(1, -1).replace(/\$\{[^}]*\}/g, ' '))
    .join(' ')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** What a function is called in the names of others: its construct id, or what is written out of one with holes. */
export function cdkLabel({ id, reference, owner }: CdkFunction): string {
  if (/^[\w-]+$/.test(id)) return id;
  const said = literals(id);
  if (/[A-Za-z]{2}/.test(said)) return said;
  return withoutThis(reference) ?? (owner || id);
}

/** What a function is shown as where its id is an expression: the words in it, or what makes the function. */
export function shownId({ id, owner, className }: CdkFunction): string {
  const said = literals(id);
  return /[A-Za-z]{2}/.test(said) ? said : owner || className;
}
