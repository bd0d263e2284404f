import { folderOf } from '../../core/paths.ts';
import { addToList } from '../../editors/json/list.ts';
import { isMember, workspaceAround } from '../../host/workspace.ts';
import { checkFolderStep, checkMemberStep, pnpmWorkspaceStep } from '../next-steps.ts';
import { edited, type Staging, stageEdited } from '../staging.ts';
import type { Subproject } from './subproject.ts';

/** The workspace that a subproject comes into. */
export const hostsWorkspace = ({ context }: Staging, { folder, project }: Subproject) =>
  workspaceAround(context.disk, folderOf(folder.slice(0, -1)), project.packageManager);

/**
 * Makes a subproject a package of the host's workspace, whose lock file it shares. Answers how it is installed and
 * checked.
 */
export function joinWorkspace(staging: Staging, subproject: Subproject): readonly string[] {
  const { folder, project } = subproject;
  const manager = project.packageManager;
  const workspace = hostsWorkspace(staging, subproject);
  if (!workspace) return [checkFolderStep(folder, manager)];
  const { path, at } = workspace;
  const way = folder.slice(folderOf(path).length, -1);
  const isListed = isMember(workspace, folder);
  const check = checkMemberStep(folderOf(path), folder, manager);
  if (manager === 'pnpm') return [pnpmWorkspaceStep(path, way, isListed), check];
  if (isListed) return [check];
  const before = { text: staging.tree.read(path)!, inserted: [] };
  stageEdited(
    staging,
    path,
    edited(path, before, (text) => addToList(text, at, way)),
  );
  return [check];
}
