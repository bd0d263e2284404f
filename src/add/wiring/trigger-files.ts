import type { Name } from '../../core/names.ts';
import { folderOf, type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Trigger, TriggerContribution } from '../../core/trigger.ts';
import { inCase } from '../../host/code/file-case.ts';
import type { Layout } from '../../host/layout.ts';
import { addCode, addEvents, addTest, specifier, templateText, testPath } from '../code-files.ts';
import { handleEventStep, readEventStep } from '../next-steps.ts';
import type { Staging } from '../staging.ts';
import { type WiredHandler, wireHandler, wiringLines } from './wire-handler.ts';

/** Where a trigger's own files go, and under whose name. */
export interface FilesTarget {
  readonly trigger: Trigger;
  readonly name: Name;
  /** The function's handler; undefined when it is in another language. */
  readonly handler: ProjectPath | undefined;
  readonly layout: Layout | undefined;
  readonly contribution: TriggerContribution;
}

/** The function of a parser's module that reads an event: what the handler's author calls. */
const parserName = (code: string) => /export function (parse\w+)/.exec(code)?.[1] ?? '';

/** The field of a record that says which one failed, where the function reports that: the parser's module has it. */
function reportedBy(code: string): string | undefined {
  if (!code.includes('batchItemFailures')) return undefined;
  return code.includes('messageId') ? 'messageId' : 'sequenceNumber';
}

/** In our own projects a handler takes a context, which tests import; the import is at the place that an import sorter gives it. */
const withContext = (module: string) => ({
  '__handler__(load(name))': 'handler(load(name), context)',
  "'__module__';": `'${module}';\nimport { context } from '../support/lambda.ts';`,
});

/** What the trigger's tests are of: the parser's module, and the handler where that reads the event. */
interface TestsOf {
  readonly event: ProjectPath;
  readonly template: string;
  readonly wired: WiredHandler | undefined;
}

function stageTests(staging: Staging, target: FilesTarget, { event, template, wired }: TestsOf) {
  const { trigger, name, layout } = target;
  if (!layout || !target.handler) return;
  const base = inCase(`${name.kebab}-${trigger.id}`, layout.testCase);
  const named = { ...target.contribution.samples, '__name-kebab__': name.kebab };
  const test = testPath(layout, base);
  addTest(staging, test, `${template}/event.test.ts`, layout, {
    ...named,
    __event__: specifier(test, event, layout),
  });
  if (!wired || !layout.runner) return;
  const ofHandler = testPath(
    layout,
    inCase(`${name.kebab}-${trigger.id}-handler`, layout.testCase),
  );
  const module = specifier(ofHandler, target.handler, layout);
  addTest(staging, ofHandler, `${template}/handler.test.ts`, layout, {
    ...named,
    ...(wired.takesContext ? withContext(module) : {}),
    __module__: module,
    __handler__: wired.exported,
  });
}

/** The parser's module: under the function's name where a module that parses no such events has the usual one. */
function eventModule(
  { tree }: Staging,
  { name, handler, layout }: FilesTarget & { handler: ProjectPath; layout: Layout },
  base: string,
  parser: string,
): ProjectPath {
  const at = (kebab: string) =>
    projectPath(`${folderOf(handler)}${inCase(kebab, layout.fileCase)}.${layout.extension}`);
  const there = tree.read(at(base));
  return there === undefined || there.includes(`${parser}(`)
    ? at(base)
    : at(`${name.kebab}-${base}`);
}

/**
 * Stages the events that a trigger sends, the parser of them beside the handler, and its tests; a handler of ours
 * reads the event through it. Answers what is left for the handler's author.
 */
export function stageFiles(staging: Staging, target: FilesTarget): readonly string[] {
  const { trigger, name, handler, layout } = target;
  const { samples = {}, code } = target.contribution;
  const template = `triggers/${trigger.id}${code ? `/${code}` : ''}`;
  const source = templateText(staging.context, `${template}/event.ts`);
  addEvents(staging, `${template}/events`, name.kebab, `${trigger.id}.`, samples);
  if (!handler || !layout) {
    staging.notices.push(
      'no parser and no test: the handler is not a JavaScript or TypeScript file of the project',
    );
    return [handleEventStep(`events/${name.kebab}/`, reportedBy(source))];
  }
  const parser = parserName(source);
  const usual = `${code ?? trigger.id}-event`;
  const event = eventModule(staging, { ...target, handler, layout }, usual, parser);
  addCode(staging, event, `${template}/event.ts`, layout);
  const wiring = { handler, event, layout, template };
  const wired = wireHandler(staging, wiring);
  stageTests(staging, target, { event, template, wired });
  if (wired) return [];
  return [
    readEventStep(parser, event, handler),
    ...wiringLines(staging, wiring).map((line) => `    ${line}`.trimEnd()),
  ];
}
