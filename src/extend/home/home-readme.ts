import { blockOf } from '../../core/managed-block.ts';
import { renderDocument } from '../../core/prose.ts';
import { templateText } from '../code-files.ts';
import type { Kit } from '../kit.ts';
import { ownScripts } from './construct-home.ts';
import type { Home } from './home.ts';

const LINK = '[docs/operations.md](docs/operations.md)';

/** The README of a home in a CDK app: what the README and the operations of a project of its own derive. */
export function homeReadme(kit: Kit, { files, instance, project }: Home, stack: string): string {
  const derived = (path: string) => blockOf(files.get(path)!);
  const withScripts = (text: string) =>
    ownScripts(files).reduce(
      (all, [key]) => all.replaceAll(`run ${key}`, `run ${key}:${instance.name}`),
      text,
    );
  return renderDocument(kit.workshop, project, templateText(kit, 'foreign/README.md.hbs'), {
    name: instance.name,
    stack,
    readme: derived('README.md').replaceAll(LINK, '[Operations](#operations)'),
    operations: withScripts(derived('docs/operations.md')),
  });
}
