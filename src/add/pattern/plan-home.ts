import { ownerOf } from '../../core/additions.ts';
import { refusal } from '../../core/errors.ts';
import { MANIFEST, readAnyManifest } from '../../core/manifest.ts';
import type { OptionValues } from '../../core/options.ts';
import type { ExtendPlan, Kit } from '../../host/kit.ts';
import { createFile, planOf, type Staging } from '../staging.ts';
import { type Home, inHome, refuseTaken } from './home.ts';
import { generatorWarnings, leaveOut, runnerSteps } from './leave-out.ts';

/** What the manifest keeps of a pattern. */
const optionsOf = ({ instance }: Home): OptionValues => ({
  ...instance.options,
  pattern: instance.pattern,
});

const isSame = (a: OptionValues, b: OptionValues) =>
  Object.entries(a).every(([key, value]) => b[key] === value);

/** The same pattern again is no change and a notice; another of that name, or another's folder, is refused. */
export function standingPattern({ disk }: Kit, home: Home): ExtendPlan | undefined {
  const { name } = home.instance;
  const twin = readAnyManifest(disk).additions.find(
    (each) => ownerOf(each) === name && !each.isLeft,
  );
  if (!twin) {
    refuseTaken(disk, home);
    return undefined;
  }
  if (twin.kind === 'pattern' && isSame(twin.options, optionsOf(home))) {
    const notices = [`${name} is already in the project (${MANIFEST})`];
    return { changes: [], notices, inferred: [], nextSteps: [] };
  }
  throw refusal(`"${name}" is already in the project (${MANIFEST})`, {
    hint: 'Choose another name for the new instance.',
  });
}

/** What a pattern says of its own files, as they are found from the host. */
const located = ({ folder }: Home, lines: readonly string[]) =>
  lines.map((line) =>
    line.replace(/\bsrc\//g, `${folder}src/`).replace(/\bREADME\b(\.md)?/g, `${folder}README.md`),
  );

/** The plan of a home whose host has been staged. */
export function planHome(
  staging: Staging,
  home: Home,
  files: ReadonlyMap<string, string>,
  told: Pick<ExtendPlan, 'inferred' | 'nextSteps'>,
): ExtendPlan {
  for (const [path, text] of files) createFile(staging, inHome(home, path), text);
  const byHand = [...leaveOut(staging, home), ...runnerSteps(staging.kit.disk, home)];
  const { warnings = [], nextSteps = [] } = home.description ?? {};
  const plan = planOf(
    staging,
    { kind: 'pattern', name: home.instance.name, options: optionsOf(home) },
    { ...told, nextSteps: [...byHand, ...told.nextSteps, ...located(home, nextSteps)] },
  );
  return { ...plan, warnings: [...located(home, warnings), ...generatorWarnings(staging)] };
}
