import { folderOf } from '../../core/paths.ts';
import { addToList } from '../../editors/json/list.ts';
import { isMember } from '../../host/workspace.ts';
import { checkFolderStep, checkMemberStep, pnpmWorkspaceStep } from '../next-steps.ts';
import { type Staging, stageEdit } from '../staging.ts';
import type { Subproject } from './subproject.ts';

/**
 * Makes a subproject a package of the host's workspace, whose lock file it shares. Answers how it is installed and
 * checked.
 */
export function joinWorkspace(staging: Staging, subproject: Subproject): readonly string[] {
  const { folder, workspace } = subproject;
  const manager = subproject.project.packageManager;
  if (!workspace) return [checkFolderStep(folder, manager)];
  const { path, at } = workspace;
  const way = folder.slice(folderOf(path).length, -1);
  const isListed = isMember(workspace, folder);
  const check = checkMemberStep(folderOf(path), folder, manager);
  if (manager === 'pnpm') return [pnpmWorkspaceStep(path, way, isListed), check];
  if (isListed) return [check];
  stageEdit(staging, path, (text) => addToList(text, at, way));
  return [check];
}
