import { bug, notChanged } from '../../core/errors.ts';
import type { ProjectPath } from '../../core/paths.ts';
import { editSamScalar } from '../../editors/sam/scalar.ts';
import { yamlHash } from '../../editors/tokens/hash.ts';
import type { Fix } from '../../infrastructure/rules/rule.ts';
import { cfnName } from '../../infrastructure/sam/read/reading.ts';
import { type Staging, stageEdit, stageValue } from '../staging.ts';

/** Stages another value of an existing property; one that is not there comes in. */
export function stageSamFix(staging: Staging, path: ProjectPath, fix: Fix): void {
  const { context, tree } = staging;
  const property = cfnName(fix.property);
  if (!property) throw bug(`${fix.property} cannot be changed in a template`);
  const { id } = fix.node;
  const change = editSamScalar(tree.read(path)!, { id, property, value: fix.value });
  if (!change) {
    const fragment = `Resources:\n  ${id}:\n    Properties:\n      ${property}: ${fix.value}\n`;
    stageEdit(staging, path, (before) => context.ports.editors.sam(before, fragment));
    return;
  }
  if ('reason' in change) throw notChanged(path, change, { paste: `${property}: ${fix.value}` });
  const at = ['Resources', id, 'Properties', property];
  stageValue(staging, path, change, { at, hash: yamlHash(change.text) });
}
