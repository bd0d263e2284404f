import type { Addition } from '../core/additions.ts';
import type { Manifest } from '../core/manifest.ts';
import { committed, type Files, memoryDisk } from '../core/memory.ts';
import { planCreate } from '../core/pipeline.ts';
import type { ExtendPlan, Kit } from './kit.ts';

/** Plans an addition that the manifest has anew, on a project in memory. */
export type Replay = (kit: Kit, addition: Addition) => ExtendPlan;

/** The files of a project as its manifest makes them: every instance, then every addition, nothing edited. */
export function rebuilt(kit: Kit, manifest: Manifest, replay: Replay): Files {
  const { project, instances, additions } = manifest;
  const none = memoryDisk(new Map());
  let files = committed(new Map(), planCreate({ project, instances }, none, kit.workshop));
  for (const addition of additions)
    files = committed(files, replay({ ...kit, disk: memoryDisk(files) }, addition));
  return files;
}
