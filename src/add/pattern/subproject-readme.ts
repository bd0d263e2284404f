import { blockOf } from '../../core/fold/managed-block.ts';
import { renderDocument } from '../../core/fold/prose.ts';
import type { Ports } from '../../core/ports.ts';
import { templateText } from '../code-files.ts';
import { ownScripts } from './construct-subproject.ts';
import type { Subproject } from './subproject.ts';

const LINK = '[docs/operations.md](docs/operations.md)';

/** The README of a subproject in a CDK app: what the README and the operations of a project of its own derive. */
export function subprojectReadme(
  ports: Ports,
  { files, instance, project }: Subproject,
  stack: string,
): string {
  const derived = (path: string) => blockOf(files.get(path)!);
  const withScripts = (text: string) =>
    ownScripts(files).reduce(
      (all, [key]) => all.replaceAll(`run ${key}`, `run ${key}:${instance.name}`),
      text,
    );
  return renderDocument(ports, project, templateText({ ports }, 'foreign/README.md.hbs'), {
    name: instance.name,
    stack,
    readme: derived('README.md').replaceAll(LINK, '[Operations](#operations)'),
    operations: withScripts(derived('docs/operations.md')),
  });
}
