import { bug } from '../core/errors.ts';
import type { Name } from '../core/names.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Trigger } from '../core/trigger.ts';
import type { Kit } from './kit.ts';
import { folderOf, type Layout } from './layout.ts';
import { forRunner, ported } from './port.ts';
import { createFile, type Staging } from './staging.ts';

/** Where a trigger's own files go, and under whose name. */
export interface FilesTarget {
  readonly trigger: Trigger;
  readonly name: Name;
  /** The function's handler; undefined when it is in another language. */
  readonly handler: ProjectPath | undefined;
  readonly layout: Layout | undefined;
}

function template({ workshop }: Kit, trigger: Trigger, file: string): string {
  const text = workshop.templates.read(`triggers/${trigger.id}/${file}`);
  if (text === undefined) throw bug(`templates/triggers/${trigger.id}/${file} is missing`);
  return text;
}

/** Sample events: JSON, whatever the project is written in, and outside of what is deployed. */
function addEvents(staging: Staging, { trigger, name }: FilesTarget): void {
  const folder = `events/${name.kebab}`;
  const events = staging.kit.workshop.templates.files(`triggers/${trigger.id}/events`);
  for (const [file, text] of events)
    createFile(staging, projectPath(`${folder}/${trigger.id}.${file}`), text);
}

/** From one file to another, as an import names it. */
function relativeImport(from: string, to: string): string {
  const [here, there] = [folderOf(from).split('/'), to.split('/')];
  let shared = 0;
  while (shared < here.length - 1 && here[shared] === there[shared]) shared++;
  const up = '../'.repeat(here.length - 1 - shared);
  return `${up || './'}${there.slice(shared).join('/')}`;
}

/** The way from where tests run, the folder of their package.json, to the project's root. */
const rootFrom = ({ root }: Layout) => '../'.repeat(root.split('/').length - 1);

const withoutEnding = (path: string) => path.replace(/\.\w+$/, '');

function addTest(staging: Staging, target: FilesTarget, layout: Layout, parser: ProjectPath): void {
  const { trigger, name } = target;
  if (!layout.runner) {
    staging.notices.push(`no test: no test runner is known in ${layout.root}package.json`);
    return;
  }
  const file = `${name.kebab}-${trigger.id}${layout.testEnding}.${layout.extension}`;
  const path = projectPath(layout.tests + file);
  const specifier = withoutEnding(relativeImport(path, parser)) + layout.importEnding;
  const text = template(staging.kit, trigger, 'event.test.ts')
    .replaceAll('`events/', `\`${rootFrom(layout)}events/`)
    .replaceAll('__name-kebab__', name.kebab)
    .replaceAll('__event__', specifier);
  const code = ported(forRunner(text, layout.runner), layout, staging.kit.stripTypes);
  createFile(staging, path, code);
}

/** The first function that a parser's module exports: what the handler's author calls. */
const parserName = (code: string) => /export function (\w+)/.exec(code)?.[1] ?? '';

/**
 * Stages the events that a trigger sends, the parser of them beside the handler, and its test. Answers what is
 * left for the handler's author.
 */
export function stageFiles(staging: Staging, target: FilesTarget): readonly string[] {
  addEvents(staging, target);
  const { trigger, handler, layout } = target;
  if (!handler || !layout) {
    staging.notices.push('no parser and no test: the handler is not JavaScript or TypeScript here');
    return [];
  }
  const code = template(staging.kit, trigger, 'event.ts');
  const path = projectPath(`${folderOf(handler)}${trigger.id}-event.${layout.extension}`);
  createFile(staging, path, ported(code, layout, staging.kit.stripTypes));
  addTest(staging, target, layout, path);
  return [`call ${parserName(code)} of ${path} in ${handler}, which gets another event now`];
}
