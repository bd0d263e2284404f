import { kindOfPattern } from '../../core/additions.ts';
import { AppError, OTHER_FOLDER, RESTORE, refusal } from '../../core/errors.ts';
import { SAM_TEMPLATE } from '../../core/fold/apply.ts';
import { isOwnProject, MANIFEST, readAnyManifest } from '../../core/manifest.ts';
import type { Iac } from '../../core/project.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isPlain } from '../../editors/sam/plain/is-plain.ts';
import { forms, otherLanguage } from '../../infrastructure/forms.ts';
import { missingFile } from '../../infrastructure/missing.ts';
import { projectNow } from '../../io/list-files.ts';
import type { AnyManifest } from '../../remove/removal.ts';
import {
  isCutNeeded,
  type ProjectStatus,
  projectStatus,
  type StatusContext,
} from '../../remove/status.ts';
import { refuseInterrupted } from '../recovery.ts';
import { print, printProse } from '../ui.ts';
import { comparing } from './comparing.ts';
import { projectRoot } from './project-root.ts';
import type { ExtendFlags } from './run-extend.ts';

const shown = ({ name, pattern, options }: ProjectStatus['instances'][number]) =>
  [
    ...new Set([name, pattern]),
    ...Object.entries(options).map(([key, value]) => `${key}=${value}`),
  ].join('  ');

const isPattern = ({ pattern }: ProjectStatus['instances'][number]) =>
  kindOfPattern(pattern) === 'pattern';

const shownValue = ({ path, owner, name, was, status }: ProjectStatus['fixed'][number]) =>
  `${path}  ${name}, was ${was}, for ${owner}${status === 'changed since' ? '; changed since' : ''}`;

const list = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)] : [];

function linesOf({
  instances,
  functions,
  triggers,
  left,
  fixed,
  files,
  changed,
  problems,
}: ProjectStatus): string[] {
  return [
    ...list('Patterns', instances.filter(isPattern).map(shown)),
    ...list('Options', instances.filter((each) => !isPattern(each)).map(shown)),
    ...list('Functions', functions),
    ...list(
      'Triggers',
      triggers.map((each) => `${each.function}  ${each.type}`),
    ),
    ...list('Removed, but for what was edited or is used', left),
    ...list('Values that --fix changed', fixed.map(shownValue)),
    ...list(
      'Changed since they were made',
      changed.map(({ status, path }) => `${status}  ${path}`),
    ),
    ...list('Problems', problems),
    `${files - changed.length} of ${files} files are as they were made, not counting those that commands change, such as package.json.`,
  ];
}

/** A folder with neither a manifest nor infrastructure is no project: something is wrong with the command's folder. */
function refuseNoProject(dir: string, disk: Disk): void {
  if (forms(disk).length > 0) return;
  throw refusal(`${dir} is not a CDK or SAM project`, {
    hint: OTHER_FOLDER,
  });
}

/** Shows the rest even if the infrastructure cannot be read. */
function notRead(error: unknown): string {
  if (error instanceof AppError) return error.message;
  throw error;
}

/** Why the infrastructure of a project of ours cannot be used; a template as we write them is read without the parser. */
async function problemsOf(disk: Disk, manifest: AnyManifest): Promise<readonly string[]> {
  const missing = missingFile(disk, manifest);
  if (missing) return [`${missing} is missing. ${RESTORE}`];
  const template = isOwnProject(manifest) ? disk.read(SAM_TEMPLATE) : undefined;
  if (template === undefined || isPlain(template)) return [];
  const { readTemplate } = await import('../../infrastructure/sam/templates.ts');
  try {
    readTemplate(disk, SAM_TEMPLATE);
    return [];
  } catch (error) {
    return [notRead(error)];
  }
}

/** The functions of a project that somebody else wrote, by the names that commands take. */
async function functionsIn(cwd: string): Promise<readonly string[]> {
  const { projectFunctions } = await import('../ask/project-functions.ts');
  const all = await projectFunctions({ cwd }).catch(notRead);
  if (typeof all === 'string') return [all];
  return all.map(({ name, shown }) =>
    shown.startsWith(`${name} (`) ? shown : `${name}: ${shown}`,
  );
}

/** Parsers are loaded only where they tell what became of a file. */
async function contextFor(
  disk: Disk,
  manifest: AnyManifest,
  iac: Iac = 'sam',
): Promise<StatusContext> {
  const context = { disk, ...comparing };
  if (!isCutNeeded(context, manifest)) return context;
  const [{ foreignPorts }, { loadCutter }] = await Promise.all([
    import('../ports.ts'),
    import('../load-cutter.ts'),
  ]);
  return { disk, ports: await foreignPorts(iac), cut: await loadCutter(manifest) };
}

/** `lambda-gen status`. */
export async function status({ cwd, json }: ExtendFlags): Promise<void> {
  const { dir } = projectRoot({ cwd, isRecorded: true });
  refuseInterrupted(dir, 'The next change by lambda-gen undoes it first.');
  const disk = projectNow(dir);
  const isExtended = disk.read(MANIFEST) !== undefined;
  if (!isExtended) refuseNoProject(dir, disk);
  const manifest = readAnyManifest(disk);
  const iac = isOwnProject(manifest) ? manifest.project.iac : forms(disk)[0];
  const context = await contextFor(disk, manifest, iac);
  const found = projectStatus(context, manifest, await problemsOf(disk, manifest));
  if (json) return print(JSON.stringify(found, null, 2));
  const isForeign = iac !== undefined && !isOwnProject(manifest) && !otherLanguage(disk);
  const functions = isForeign ? await functionsIn(cwd) : [];
  const added = isExtended ? linesOf(found) : ['Nothing has been added to this project yet.'];
  printProse([...list('Functions of the app', functions), ...added].join('\n'));
}
