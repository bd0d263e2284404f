import { execCommand, installCommand, rangedCommand } from '../commands.ts';
import type { Ports } from '../ports.ts';
import type { Project } from '../project.ts';

export const isProse = (path: string) => path.endsWith('.hbs');

/** What prose may name: the project, the package manager's commands, and which form it has. */
const proseData = (project: Project, version: string) => ({
  ...project,
  run: `${project.packageManager} run`,
  install: installCommand(project.packageManager),
  exec: execCommand(project.packageManager),
  gen: rangedCommand(project.packageManager, version),
  cdk: project.iac === 'cdk',
  sam: project.iac === 'sam',
  isPublished: project.alias !== undefined,
});

export const renderDocument = (ports: Ports, project: Project, text: string, more = {}) =>
  ports.renderProse(text, { ...proseData(project, ports.version), ...more });
