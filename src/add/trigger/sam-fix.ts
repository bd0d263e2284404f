import { bug } from '../../core/errors.ts';
import type { ProjectPath } from '../../core/paths.ts';
import { editSamScalar } from '../../editors/sam/scalar.ts';
import type { Fix } from '../../infrastructure/rules/rule.ts';
import { cfnName } from '../../infrastructure/sam/read/reading.ts';
import { edited, type Staging } from '../staging.ts';

/** Stages another value of an existing property; one that is not there comes in. */
export function stageSamFix({ kit, tree }: Staging, path: ProjectPath, fix: Fix): void {
  const property = cfnName(fix.property);
  if (!property) throw bug(`${fix.property} cannot be changed in a template`);
  const { id } = fix.node;
  const fragment = `Resources:\n  ${id}:\n    Properties:\n      ${property}: ${fix.value}\n`;
  const before = { text: tree.read(path)!, inserted: [] };
  const after = edited(
    path,
    before,
    (text) =>
      editSamScalar(text, { id, property, value: fix.value }) ??
      kit.workshop.editors.sam(text, fragment),
  );
  tree.write(path, after.text);
}
