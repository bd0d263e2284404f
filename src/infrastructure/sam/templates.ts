import { cannotRead, noTemplate, refusal, unwritten, whichOne } from '../../core/errors.ts';
import { MOST_RESOURCES } from '../../core/limits.ts';
import type { ProjectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { readSource } from '../../editors/sam/source.ts';
import { templatePaths } from '../forms.ts';
import { countMade } from './made/made.ts';
import { type SamSurvey, surveySam } from './survey.ts';

/** A template of the project, read. */
export interface FoundTemplate {
  readonly path: ProjectPath;
  readonly text: string;
  readonly survey: SamSurvey;
}

/** Files that SAM CLI takes by themselves: `sam build` without --template-file. */
const DEFAULTS = ['template.yaml', 'template.yml', 'template.json'];

/** Reads one template; throws `refused` when it cannot be parsed. */
export function readTemplate(disk: Disk, path: ProjectPath): FoundTemplate {
  const text = disk.read(path);
  if (text === undefined) throw noTemplate(path);
  const survey = surveySam(text);
  if ('reason' in survey) throw cannotRead(path, survey);
  return { path, text, survey };
}

/** The template that a new function comes into: the one there is, or the one that SAM CLI would take. */
export function mainTemplate(disk: Disk, wanted: ProjectPath | undefined): FoundTemplate {
  if (wanted) return readTemplate(disk, wanted);
  const paths = templatePaths(disk);
  const { scope = '' } = disk;
  const main = DEFAULTS.flatMap((name) => paths.filter((path) => path === scope + name))[0];
  if (main) return readTemplate(disk, main);
  if (paths.length === 1) return readTemplate(disk, paths[0]!);
  throw whichOne('template', paths, { flag: 'template', values: paths });
}

/** Templates whose text could define what is looked for; the others are not parsed. */
export function templatesWith(
  disk: Disk,
  wanted: ProjectPath | undefined,
  mayHold: (text: string) => boolean,
): readonly FoundTemplate[] {
  if (wanted) return [readTemplate(disk, wanted)];
  return templatePaths(disk).flatMap((path) => {
    const text = disk.read(path)!;
    if (!mayHold(text)) return [];
    const survey = surveySam(text);
    return 'reason' in survey ? [] : [{ path, text, survey }];
  });
}

/** Where no function is found, a template that cannot be read is the reason: throws `refused` for the first. */
export function refuseUnread(disk: Disk): void {
  for (const path of templatePaths(disk)) readTemplate(disk, path);
}

/** Refuses a template that would be too much for one stack, with the resources that SAM makes. */
export function refuseFull(path: ProjectPath, extended: string): void {
  const source = readSource(extended.replace(/^\uFEFF/, ''));
  const count = 'reason' in source ? 0 : countMade(source);
  if (count <= MOST_RESOURCES) return;
  throw refusal(
    `${path} would have ${count} resources, and CloudFormation allows ${MOST_RESOURCES} in a stack`,
    {
      at: { path },
      hint: unwritten(
        'Move some of them into a template of their own; those that SAM makes count, too.',
      ),
    },
  );
}
