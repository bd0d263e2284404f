import { blockOf } from '../../core/fold/managed-block.ts';
import { renderDocument } from '../../core/fold/prose.ts';
import type { Workshop } from '../../core/ports.ts';
import { templateText } from '../code-files.ts';
import { ownScripts } from './construct-home.ts';
import type { Home } from './home.ts';

const LINK = '[docs/operations.md](docs/operations.md)';

/** The README of a home in a CDK app: what the README and the operations of a project of its own derive. */
export function homeReadme(
  workshop: Workshop,
  { files, instance, project }: Home,
  stack: string,
): string {
  const derived = (path: string) => blockOf(files.get(path)!);
  const withScripts = (text: string) =>
    ownScripts(files).reduce(
      (all, [key]) => all.replaceAll(`run ${key}`, `run ${key}:${instance.name}`),
      text,
    );
  return renderDocument(workshop, project, templateText({ workshop }, 'foreign/README.md.hbs'), {
    name: instance.name,
    stack,
    readme: derived('README.md').replaceAll(LINK, '[Operations](#operations)'),
    operations: withScripts(derived('docs/operations.md')),
  });
}
