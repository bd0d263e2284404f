import { definePart } from '../../../src/core/pattern.ts';
import { imageSubstitutions } from './image.ts';
import { PUBLISHED } from './published.ts';

/** The one place of a function's defaults; SAM has them in Globals. */
export default definePart({
  id: 'function',
  contribute: (project) => ({
    files: [
      'common',
      project.iac,
      `${project.iac}-${project.packageType}`,
      ...(project.packageType === 'image' ? ['image'] : []),
    ],
    requires: ['stages'],
    replace: {
      ...(project.packageType === 'image' ? imageSubstitutions(project) : {}),
      ...(project.alias && project.iac === 'cdk' ? PUBLISHED : {}),
    },
  }),
});
