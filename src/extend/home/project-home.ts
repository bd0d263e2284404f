import { formatManifest, MANIFEST, parseManifest } from '../../core/manifest.ts';
import { projectPath } from '../../core/paths.ts';
import type { Base } from '../../core/tree.ts';
import type { Home } from './home.ts';
import { upward } from './host.ts';

/** What belongs at the root of a repository. */
const isRepositorys = (path: string) => path.startsWith('.github/');

const WORKFLOWS = /^On GitHub, every push .*\n\n/m;

/** Biome takes one configuration as the root, and the others when they say that they are not it. */
const withinBiome = (text: string) => text.replace(/^\{\n/, '{\n  "root": false,\n');

const hasBiome = (disk: Base, folder: string) =>
  upward(folder).some((at) =>
    ['biome.json', 'biome.jsonc'].some((name) => disk.read(projectPath(at + name)) !== undefined),
  );

/** Its manifest names what came, and nothing else. */
function withoutRepositorys(text: string): string {
  const manifest = parseManifest(text);
  const owners = Object.entries(manifest.files).map(([owner, files]) => {
    const kept = Object.entries(files).filter(([path]) => !isRepositorys(path));
    return [owner, Object.fromEntries(kept)] as const;
  });
  return formatManifest({ ...manifest, files: Object.fromEntries(owners) });
}

/** The files of a home that is a project of its own, with package.json and manifest. */
export function projectFiles(disk: Base, { files, folder }: Home): ReadonlyMap<string, string> {
  const kept = [...files].filter(([path]) => !isRepositorys(path));
  const texts = new Map(kept);
  const change = (path: string, how: (text: string) => string) => {
    texts.set(path, how(texts.get(path)!));
  };
  change('README.md', (text) => text.replace(WORKFLOWS, ''));
  if (hasBiome(disk, folder.replace(/[^/]+\/$/, ''))) change('biome.json', withinBiome);
  change(MANIFEST, withoutRepositorys);
  return texts;
}
