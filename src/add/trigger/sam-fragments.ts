import { bug } from '../../core/errors.ts';
import { applyEdits } from '../../core/tree/text-edit.ts';
import type { ExtendContext } from '../../host/context.ts';

const HEAD = 'Resources:\n';
const keysOf = (fragment: string): readonly string[] => fragment.match(/^\w+(?=:)/gm) ?? [];
const idsOf = (fragment: string): readonly string[] => fragment.match(/^ {2}\w+(?=:)/gm) ?? [];
const isOnlyResources = (fragment: string) =>
  fragment.startsWith(HEAD) && keysOf(fragment).length === 1;

/** Whether fragments list resources, and none that both have: such need not be parsed to be joined. */
const areApart = (one: string, other: string) =>
  [one, other].every(isOnlyResources) && !idsOf(one).some((id) => idsOf(other).includes(id));

/** Fragments as one: a template is parsed again after each edit, so that there is but one. */
export const joinedFragments = (
  context: ExtendContext,
  [first = '', ...others]: readonly string[],
) =>
  others.reduce((all, fragment) => {
    if (areApart(all, fragment)) return all + fragment.slice(HEAD.length);
    const edit = context.ports.editors.sam(all, fragment);
    if (edit.status === 'refused') throw bug(`fragments do not fit together: ${edit.reason}`);
    return edit.status === 'edited' ? applyEdits(all, edit.edits) : all;
  }, first);
