import type { Substitutions } from '../../src/core/fold/render.ts';
import { definePart } from '../../src/core/pattern.ts';
import type { Project } from '../../src/core/project.ts';
import { imageCost, imageSubstitutions } from './image.ts';
import { PUBLISHED } from './published.ts';

/** Of the tools that scripts run, the line of the one that the other form has. */
const OTHER_TOOL = {
  cdk: `  sam: \`\${docs}/serverless-application-model/latest/developerguide/install-sam-cli.html\`,\n`,
  sam: `  cdk: \`\${docs}/cdk/v2/guide/cli.html\`,\n`,
};

/** What actions/setup-node caches the packages of: all but Bun. */
const cacheOf = ({ packageManager }: Project): Substitutions => ({
  "cache).toBe('npm')":
    packageManager === 'bun' ? 'cache).toBeUndefined()' : `cache).toBe('${packageManager}')`,
});

/** The empty project: configuration, workflows, documents, and an infrastructure without resources. */
export default definePart({
  id: 'base',
  contribute: (project) => ({
    files: ['common', project.iac, project.packageManager],
    requires: ['stages'],
    replace: {
      [OTHER_TOOL[project.iac]]: '',
      ...cacheOf(project),
      ...(project.packageType === 'image' ? imageSubstitutions(project) : {}),
      ...(project.alias ? PUBLISHED[project.iac] : {}),
    },
  }),
  codeCost: imageCost,
});
