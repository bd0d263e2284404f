import { CDK_APP, CDK_STACK, SAM_TEMPLATE } from '../core/fold/apply.ts';
import { isOwnProject, type readAnyManifest } from '../core/manifest.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Base } from '../core/tree/tree.ts';

const NEEDED = { cdk: [CDK_STACK, CDK_APP], sam: [SAM_TEMPLATE] } as const;

/** The first file that the infrastructure of a project of ours is in and that is missing. */
export function missingFile(
  disk: Base,
  manifest: ReturnType<typeof readAnyManifest>,
): ProjectPath | undefined {
  if (!isOwnProject(manifest)) return undefined;
  return NEEDED[manifest.project.iac].find((path) => disk.read(path) === undefined);
}
