import type { Addition } from '../core/additions.ts';
import { AppError } from '../core/errors.ts';
import { planCreate } from '../core/fold/pipeline.ts';
import type { Manifest } from '../core/manifest.ts';
import { committed, type Files, memoryDisk } from '../core/tree/memory.ts';
import type { ExtendPlan, Kit } from '../host/kit.ts';

/** Plans an addition that the manifest has anew, on a project in memory. */
export type Replay = (kit: Kit, addition: Addition) => ExtendPlan;

/** A project as its manifest makes it: every instance, then every addition, nothing edited. */
export interface Rebuilt {
  readonly files: Files;
  /** What cannot be made anew: triggers of functions, and on resources, that no manifest knows. */
  readonly lost: readonly Addition[];
}

export function rebuilt(kit: Kit, manifest: Manifest, replay: Replay): Rebuilt {
  const { project, instances, additions } = manifest;
  const none = memoryDisk(new Map());
  let files = committed(new Map(), planCreate({ project, instances }, none, kit.workshop));
  const lost: Addition[] = [];
  for (const addition of additions) {
    try {
      files = committed(files, replay({ ...kit, disk: memoryDisk(files) }, addition));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      lost.push(addition);
    }
  }
  return { files, lost };
}
