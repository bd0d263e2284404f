import { formatManifest, MANIFEST, parseManifest } from '../../core/manifest.ts';
import { has } from '../../core/quietly.ts';
import type { Base } from '../../core/tree/tree.ts';
import type { ExtendContext } from '../../host/context.ts';
import { hasPackage, packageIn } from '../../host/package-file.ts';
import { around, withDeclarations } from './leave-out.ts';
import type { Subproject } from './subproject.ts';

/** What belongs at the root of a repository, and its test. */
const isRepositorys = (path: string) =>
  /^\.(github\/|nvmrc$|editorconfig$)/.test(path) ||
  /^test\/infra\/pipeline(-commands)?\.test\.ts$/.test(path);

/** What the README says of those. */
const REPOSITORYS = /^On GitHub, every push .*\n\n|(?<=^Node\.js \d+), as in `\.nvmrc`,/gm;

/** Biome takes one configuration as the root, and the others when they say that they are not it. */
const withinBiome = (text: string) => text.replace(/^\{\n/, '{\n  "root": false,\n');

const hasBiome = (disk: Base, at: string) =>
  ['biome.json', 'biome.jsonc'].some((name) => has(disk, at + name));

/** A package.json without Biome, and without the scripts that run it. */
function withoutBiome(text: string): string {
  const json = JSON.parse(text);
  delete json.devDependencies['@biomejs/biome'];
  delete json.scripts.format;
  delete json.scripts.lint;
  json.scripts.check = json.scripts.check.replace(/ && \w+ run lint\b/, '');
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** How texts change where the host's linter takes the place of ours. */
const UNLINTED: Readonly<Record<string, (text: string) => string>> = {
  'package.json': withoutBiome,
  'README.md': (text) =>
    text
      .replace(/, `\w+ run lint` \| TypeScript; .* \|/, ' | TypeScript |')
      .replace(/^\| `\w+ run format` .*\n/m, ''),
  'AGENTS.md': (text) => text.replace(/ `\w+ run format` fixes the format\./, ''),
};

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
  change('README.md', (text) => text.replace(REPOSITORYS, '').replace(/^# .*\n/, noted));
  if (around(subproject).some((at) => hasPackage(packageIn(disk, at) ?? {}, 'eslint'))) {
    // Biome alone asks for these ends of lines
    for (const path of ['biome.json', '.gitattributes']) texts.delete(path);
    for (const [path, how] of Object.entries(UNLINTED)) change(path, how);
  } else if (around(subproject).some((at) => hasBiome(disk, at))) change('biome.json', withinBiome);
  if (subproject.workspace) texts.delete('pnpm-workspace.yaml');
  change(MANIFEST, (text) => asItCame(text, texts, ports.hash));
  return texts;
}
