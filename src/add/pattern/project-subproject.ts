import { formatManifest, MANIFEST, parseManifest } from '../../core/manifest.ts';
import type { Base } from '../../core/tree/tree.ts';
import type { ExtendContext } from '../../host/context.ts';
import { has } from '../../host/host.ts';
import { around, withDeclarations } from './leave-out.ts';
import type { Subproject } from './subproject.ts';

/** What belongs at the root of a repository, and its test. */
const isRepositorys = (path: string) =>
  path.startsWith('.github/') || /^test\/infra\/pipeline(-commands)?\.test\.ts$/.test(path);

const WORKFLOWS = /^On GitHub, every push .*\n\n/m;

/** Biome takes one configuration as the root, and the others when they say that they are not it. */
const withinBiome = (text: string) => text.replace(/^\{\n/, '{\n  "root": false,\n');

const hasBiome = (disk: Base, at: string) =>
  ['biome.json', 'biome.jsonc'].some((name) => has(disk, at + name));

type Hash = ExtendContext['ports']['hash'];

/** Its manifest names what came, as it came. */
function asItCame(text: string, texts: ReadonlyMap<string, string>, hash: Hash): string {
  const manifest = parseManifest(text);
  const owners = Object.entries(manifest.files).map(([owner, files]) => {
    const kept = Object.keys(files).filter((path) => texts.has(path));
    return [
      owner,
      Object.fromEntries(kept.map((path) => [path, hash(path, texts.get(path)!)])),
    ] as const;
  });
  return formatManifest({ ...manifest, files: Object.fromEntries(owners) });
}

/** The files of a subproject that is a project of its own, with package.json and manifest; its README begins with a note. */
export function projectFiles(
  { disk, ports }: ExtendContext,
  subproject: Subproject,
  note = '',
): ReadonlyMap<string, string> {
  const kept = [...subproject.files].filter(([path]) => !isRepositorys(path));
  const texts = new Map(withDeclarations(disk, subproject, new Map(kept)));
  const change = (path: string, how: (text: string) => string) => {
    texts.set(path, how(texts.get(path)!));
  };
  const noted = (title: string) => (note ? `${title}\n${note}` : title);
  change('README.md', (text) => text.replace(WORKFLOWS, '').replace(/^# .*\n/, noted));
  if (around(subproject).some((at) => hasBiome(disk, at))) change('biome.json', withinBiome);
  change(MANIFEST, (text) => asItCame(text, texts, ports.hash));
  return texts;
}
