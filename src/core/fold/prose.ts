import type { Workshop } from '../ports.ts';
import type { Project } from '../project.ts';

export const isProse = (path: string) => path.endsWith('.hbs');

/** What prose may name: the project, the package manager's commands, and which form it has. */
const proseData = (project: Project) => ({
  ...project,
  run: `${project.packageManager} run`,
  install: `${project.packageManager} install`,
  exec: { npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx' }[project.packageManager],
  gen: {
    npm: 'npx --package create-lambda-app lambda-gen',
    pnpm: 'pnpm --package create-lambda-app dlx lambda-gen',
    yarn: 'yarn dlx --package create-lambda-app lambda-gen',
    bun: 'bunx --package create-lambda-app lambda-gen',
  }[project.packageManager],
  cdk: project.iac === 'cdk',
  sam: project.iac === 'sam',
});

export const renderDocument = (workshop: Workshop, project: Project, text: string, more = {}) =>
  workshop.renderProse(text, { ...proseData(project), ...more });
