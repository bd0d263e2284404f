import { type Name, parseName } from '../core/names.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import { addCode, addEvents, addTest, specifier, templateText } from './code-files.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { folderOf, type Layout, layoutBeside } from './layout.ts';
import { functionId, plainFragment, serverlessFragment } from './sam-function.ts';
import { alone, besideSibling, findSibling, type Placed } from './sam-sibling.ts';
import { type Edited, edited, newStaging, planOf, type Staging, stageEdited } from './staging.ts';
import { type FoundTemplate, refuseFull } from './templates.ts';

/** A function as it was asked for: megabytes, seconds. */
export interface FunctionRequest {
  readonly name: string;
  readonly memory?: number;
  readonly timeout?: number;
  readonly description?: string;
}

/** Where the code of a new function goes. */
export interface CodePlace {
  readonly name: Name;
  readonly file: ProjectPath;
  readonly exported: string;
  readonly layout: Layout;
}

/** Stages a handler, its schema, its test and its events. */
export function stageCode(staging: Staging, { name, file, exported, layout }: CodePlace): void {
  const folder = folderOf(file);
  const own = folder.split('/').at(-2) === name.kebab ? '' : `${name.kebab}-`;
  const schema = projectPath(`${folder}${own}schema.${layout.extension}`);
  // A test in the handler's own folder is called as the handler is
  const subject =
    layout.tests === folder ? file.slice(folder.length).replace(/\.\w+$/, '') : name.kebab;
  const test = projectPath(`${layout.tests}${subject}${layout.testEnding}.${layout.extension}`);
  const named = { __handler__: exported, '__name-kebab__': name.kebab };
  addCode(staging, file, 'foreign/handler.ts', layout, {
    ...named,
    __schema__: specifier(file, schema, layout),
  });
  addCode(staging, schema, 'foreign/schema.ts', layout);
  addTest(staging, test, 'foreign/handler.test.ts', layout, {
    ...named,
    __module__: specifier(test, file, layout),
    __schema__: specifier(test, schema, layout),
  });
  addEvents(staging, 'foreign/events', name.kebab);
}

export const optionsOf = ({ memory, timeout, description }: FunctionRequest) => ({
  ...(memory ? { memory: String(memory) } : {}),
  ...(timeout ? { timeout: String(timeout) } : {}),
  ...(description ? { description } : {}),
});

/** What stands already is no reason to fail: the same function again is no change and a notice. */
export const already = (id: string, path: string, line: number): ExtendPlan => ({
  changes: [],
  notices: [`${id} is already in ${path}:${line}`],
  inferred: [],
  nextSteps: [],
});

/** A plain function brings a role of its own. */
function fragmentsOf(
  { kit }: Staging,
  { survey }: FoundTemplate,
  id: string,
  placed: Placed,
  request: FunctionRequest,
) {
  if (survey.isServerless) return [serverlessFragment(id, placed, request)];
  const role = templateText(kit, 'foreign/role.yaml').replaceAll('__Id__', id);
  return [plainFragment(id, placed, request), role];
}

function stageTemplate(
  staging: Staging,
  template: FoundTemplate,
  id: string,
  fragments: readonly string[],
): void {
  const { sam } = staging.kit.workshop.editors;
  const { path, survey } = template;
  refuseFull(template, fragments.length);
  let result: Edited = { text: template.text, inserted: [] };
  for (const [i, fragment] of fragments.entries()) {
    const behind = i === 0 ? survey.functions.at(-1)?.id : id;
    result = edited(path, result, (text) => sam(text, fragment, behind));
  }
  stageEdited(staging, path, result);
}

/** Plans a new function in a template. */
export function planSamFunction(
  kit: Kit,
  template: FoundTemplate,
  request: FunctionRequest,
): ExtendPlan {
  const name = parseName(request.name, 'instance');
  const id = functionId(template.survey, name);
  const twin = template.survey.functions.find((fn) => fn.id === id);
  if (twin) return already(id, template.path, twin.line);
  const sibling = findSibling(kit.disk, template);
  const placed = sibling ? besideSibling(template, sibling, name) : alone(template, name);
  const layout = layoutBeside(kit.disk, sibling?.file ?? placed.file, placed.file);
  const staging = newStaging(kit);
  stageTemplate(staging, template, id, fragmentsOf(staging, template, id, placed, request));
  stageCode(staging, { ...placed, name, layout });
  const inferred = [
    `template  ${template.path}`,
    `handler   ${placed.file}${sibling ? `, written after ${sibling.file}` : ''}`,
    `tests     ${layout.tests} (${layout.runner ?? 'no test runner'})`,
  ];
  return planOf(
    staging,
    { kind: 'function', key: name.kebab, options: optionsOf(request) },
    {
      inferred,
      nextSteps: [
        `lambda-gen add trigger ${id} <type>    # what invokes it: lambda-gen list triggers`,
      ],
    },
  );
}
