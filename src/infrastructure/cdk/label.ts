import { withoutThis } from '../../editors/cdk/syntax/reference.ts';
import type { CdkFunction } from './reached-props.ts';

/** The text of the literals in an expression. */
const literals = (expression: string) =>
  (expression.match(/`[^`]*`|'[^']*'|"[^"]*"/g) ?? [])
    .map((each) => each.slice(1, -1).replace(/\$\{[^}]*\}/g, ' '))
    .join(' ')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** What an id with holes says, or else what the function is kept in: `this.job` is `job`. */
function saidOf({ id, reference }: CdkFunction): string | undefined {
  const said = literals(id);
  return /[A-Za-z]{2}/.test(said) ? said : withoutThis(reference);
}

/** What a function is called in the names of others: its construct id, or what is written out of one with holes. */
export function cdkLabel(fn: CdkFunction): string {
  const { id, owner } = fn;
  if (/^[\w-]+(\/[\w-]+)*$/.test(id)) return id.replaceAll('/', '-');
  return saidOf(fn) ?? (owner || id);
}

/** What a function is shown as where its id is an expression: the words of it or its variable, or what makes it. */
export const shownId = (fn: CdkFunction): string => saidOf(fn) ?? (fn.owner || fn.className);
