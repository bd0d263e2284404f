import { refusal, unwritten } from '../../../core/errors.ts';
import { projectPath } from '../../../core/paths.ts';
import type { Edit, TextEdit } from '../../../core/tree/text-edit.ts';
import { editCdkProperty } from '../../../editors/cdk/property.ts';
import { ordinalOf } from '../../../editors/cdk/syntax/constructs.ts';
import { codeHash } from '../../../editors/tokens/hash.ts';
import { moduleAt } from '../../../infrastructure/cdk/modules.ts';
import { namesOf } from '../../../infrastructure/cdk/read/properties.ts';
import { typeOf } from '../../../infrastructure/cdk/read/resource-types.ts';
import type { Fix } from '../../../infrastructure/rules/rule.ts';
import { type Staging, stageEdit, stageValue } from '../../staging.ts';

const SECONDS = new Set(['timeout', 'visibilityTimeout']);

/** A module whose function returns the value, as CDK takes it. */
const valueModule = ({ property, value }: Fix) => `import * as cdk from 'aws-cdk-lib';

export function add() {
  return ${SECONDS.has(property) ? `cdk.Duration.seconds(${value})` : String(value)};
}
`;

const isReplacing = ({ start, end }: TextEdit) => end > start;

/** What an edit inserts: imports, or a property that was not there. */
const insertionsOf = (edit: Edit): Edit =>
  edit.status === 'edited'
    ? { ...edit, edits: edit.edits.filter((each) => !isReplacing(each)) }
    : edit;

const replacementOf = (edit: Edit) =>
  edit.status === 'edited' ? edit.edits.find(isReplacing) : undefined;

/** Stages another value of a property of an existing construct; one that is not there comes in. */
export function stageCdkFix(staging: Staging, fix: Fix): void {
  const { context, tree } = staging;
  const { node, property } = fix;
  const path = projectPath(node.place.path);
  const module = moduleAt(context.disk, path);
  const made = module?.constructs.find(
    ({ line, of }) => line === node.place.line && of && typeOf(of) === node.type,
  );
  const [name] = namesOf(node.type, property);
  if (!module || !made || !name)
    throw refusal(`${property} of ${node.id} cannot be changed by --fix`, {
      at: node.place,
      hint: unwritten('Change it where its class is made.'),
    });
  const op = {
    id: made.id,
    owner: made.owner,
    ordinal: ordinalOf(module.source, made.node),
    names: { '*': name },
    snippet: valueModule(fix),
    isReplaced: true as const,
  };
  const edit = (text: string) => editCdkProperty(text, op);
  const before = edit(tree.read(path)!);
  stageEdit(staging, path, () => insertionsOf(before));
  // Imports have moved the value
  const change = replacementOf(before) && replacementOf(edit(tree.read(path)!));
  const at = ['property', `${made.owner}/${made.id}`, name];
  if (change) stageValue(staging, path, change, { at, hash: codeHash(change.text) });
}
