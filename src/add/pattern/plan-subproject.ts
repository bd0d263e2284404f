import { ownerOf } from '../../core/additions.ts';
import { OTHER_NAME, refusal } from '../../core/errors.ts';
import { MANIFEST, readAnyManifest } from '../../core/manifest.ts';
import type { OptionValues } from '../../core/options.ts';
import type { ExtendContext, ExtendPlan } from '../../host/context.ts';
import { alreadyThere, createFile, planOf, type Staging } from '../staging.ts';
import { generatorWarnings, leaveOut, leaveToOwnRunner } from './leave-out.ts';
import { inSubproject, refuseTaken, type Subproject } from './subproject.ts';

/** What the manifest keeps of a pattern. */
const optionsOf = ({ instance }: Subproject): OptionValues => ({
  ...instance.options,
  pattern: instance.pattern,
});

const isSame = (a: OptionValues, b: OptionValues) =>
  Object.entries(a).every(([key, value]) => b[key] === value);

/** The same pattern again is no change and a notice; another of that name, or another's folder, is refused. */
export function existingPattern(
  { disk }: ExtendContext,
  subproject: Subproject,
): ExtendPlan | undefined {
  const { name } = subproject.instance;
  const twin = readAnyManifest(disk).additions.find(
    (each) => ownerOf(each) === name && !each.isLeft,
  );
  if (!twin) {
    refuseTaken(disk, subproject);
    return undefined;
  }
  const where = `the project (${MANIFEST})`;
  if (twin.kind === 'pattern' && isSame(twin.options, optionsOf(subproject)))
    return alreadyThere(name, [], where);
  throw refusal(`"${name}" is already in ${where}`, { hint: OTHER_NAME });
}

/** What a pattern says of its own files, as they are found from the host. */
const located = ({ folder }: Subproject, lines: readonly string[]) =>
  lines.map((line) =>
    line.replace(/\bsrc\//g, `${folder}src/`).replace(/\bREADME\b(\.md)?/g, `${folder}README.md`),
  );

/** What a subproject has beside the host's own, by the file that configures it. */
const BROUGHT: Readonly<Record<string, string>> = {
  'package.json': 'package.json',
  'vitest.config.ts': 'Vitest',
  'vitest.config.mts': 'Vitest',
  'biome.json': 'Biome',
};

function broughtBy(files: ReadonlyMap<string, string>): string {
  const own = Object.entries(BROUGHT).flatMap(([path, name]) => (files.has(path) ? [name] : []));
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(own);
  return `brings    ${files.size} files, with their own ${list}`;
}

/** The plan of a subproject whose host has been staged. */
export function planSubproject(
  staging: Staging,
  subproject: Subproject,
  files: ReadonlyMap<string, string>,
  shown: Pick<ExtendPlan, 'inferred' | 'nextSteps'>,
): ExtendPlan {
  for (const [path, text] of files) createFile(staging, inSubproject(subproject, path), text);
  const byHand = [...leaveOut(staging, subproject), ...leaveToOwnRunner(staging, subproject)];
  const { warnings = [], nextSteps = [] } = subproject.description ?? {};
  const plan = planOf(
    staging,
    { kind: 'pattern', name: subproject.instance.name, options: optionsOf(subproject) },
    {
      inferred: [...shown.inferred, broughtBy(files)],
      nextSteps: [...byHand, ...shown.nextSteps, ...located(subproject, nextSteps)],
    },
  );
  return { ...plan, warnings: [...located(subproject, warnings), ...generatorWarnings(staging)] };
}
