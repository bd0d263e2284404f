import { definePart } from '../../src/core/pattern.ts';
import { imageCost, imageSubstitutions } from './image.ts';
import { PUBLISHED } from './published.ts';

/** The empty project: configuration, workflows, documents, and an infrastructure without resources. */
export default definePart({
  id: 'base',
  contribute: (project) => ({
    files: ['common', project.iac, project.packageManager],
    replace: {
      ...(project.packageType === 'image' ? imageSubstitutions(project) : {}),
      ...(project.alias ? PUBLISHED[project.iac] : {}),
    },
  }),
  codeCost: imageCost,
});
