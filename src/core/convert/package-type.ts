import { PACKAGE } from '../additions.ts';
import { MANIFEST } from '../manifest.ts';
import type { Project } from '../project.ts';
import type { Choice } from './plan-conversion.ts';

/** Another package type for the functions of a project. */
export const packageTypeChoice = (packageType: Project['packageType']): Choice => ({
  name: PACKAGE,
  of({ project, instances }) {
    if (project.packageType === packageType)
      return `The functions are packed as ${packageType} already (${MANIFEST})`;
    return { project: { ...project, packageType }, instances };
  },
});
