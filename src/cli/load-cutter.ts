import { type Cutter, cutterOf } from '../editors/cutter.ts';
import { isCode } from '../editors/tokens/hash.ts';
import type { AnyManifest } from '../remove/removal.ts';

const pathsIn = ({ made }: AnyManifest) =>
  Object.values(made).flatMap(({ inserted, changed = {}, texts = {} }) => [
    ...Object.keys(inserted),
    ...Object.keys(changed),
    ...Object.keys(texts),
  ]);

/** What takes out of a project's files what was inserted: with the parsers of the files that something came into. */
export async function loadCutter(manifest: AnyManifest): Promise<Cutter> {
  const paths = pathsIn(manifest);
  const isTemplate = (path: string) => /\.(ya?ml|json|template)$/.test(path);
  const code = paths.some(isCode) && (await import('../editors/cdk/remove/removal.ts')).cutCode;
  const template =
    paths.some(isTemplate) && (await import('../editors/sam/removal.ts')).cutTemplate;
  return cutterOf({ ...(code && { code }), ...(template && { template }) });
}
