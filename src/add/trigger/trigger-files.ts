import type { Name } from '../../core/names.ts';
import { folderOf, type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Trigger, TriggerContribution } from '../../core/trigger.ts';
import { inCase } from '../../host/code/file-case.ts';
import type { Layout } from '../../host/layout.ts';
import { addCode, addEvents, addTest, specifier, templateText, testPath } from '../code-files.ts';
import type { Staging } from '../staging.ts';

/** Where a trigger's own files go, and under whose name. */
export interface FilesTarget {
  readonly trigger: Trigger;
  readonly name: Name;
  /** The function's handler; undefined when it is in another language. */
  readonly handler: ProjectPath | undefined;
  readonly layout: Layout | undefined;
  readonly contribution: TriggerContribution;
}

/** The first function that a parser's module exports: what the handler's author calls. */
const parserName = (code: string) => /export function (\w+)/.exec(code)?.[1] ?? '';

/**
 * Stages the events that a trigger sends, the parser of them beside the handler, and its test. Answers what is
 * left for the handler's author.
 */
export function stageFiles(staging: Staging, target: FilesTarget): readonly string[] {
  const { trigger, name, handler, layout } = target;
  const { samples = {}, code } = target.contribution;
  const template = `triggers/${trigger.id}${code ? `/${code}` : ''}`;
  addEvents(staging, `${template}/events`, name.kebab, `${trigger.id}.`, samples);
  if (!handler || !layout) {
    staging.notices.push('no parser and no test: the handler is not JavaScript or TypeScript here');
    return [];
  }
  const base = inCase(`${code ?? trigger.id}-event`, layout.fileCase);
  const path = projectPath(`${folderOf(handler)}${base}.${layout.extension}`);
  addCode(staging, path, `${template}/event.ts`, layout);
  const test = testPath(layout, inCase(`${name.kebab}-${trigger.id}`, layout.testCase));
  addTest(staging, test, `${template}/event.test.ts`, layout, {
    ...samples,
    '__name-kebab__': name.kebab,
    __event__: specifier(test, path, layout),
  });
  const parser = parserName(templateText(staging.kit, `${template}/event.ts`));
  const counts = ', and what it returns from without an error counts as done';
  return [
    `read the event with ${parser} (${path}) in ${handler}:`,
    `  it does not know this kind yet${trigger.isAnswered ? '' : counts}`,
  ];
}
