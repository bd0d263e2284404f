import { parseName } from '../../core/names.ts';
import type { ExtendPlan, Kit } from '../../host/kit.ts';
import { layoutBeside } from '../../host/layout.ts';
import { type FoundTemplate, refuseFull } from '../../infrastructure/sam/templates.ts';
import { templateText } from '../code-files.ts';
import { type Edited, edited, newStaging, planOf, type Staging, stageEdited } from '../staging.ts';
import { already, type FunctionRequest, optionsOf } from './request.ts';
import { functionId, plainFragment, serverlessFragment } from './sam-function.ts';
import { alone, besideSibling, findSibling, type Placed } from './sam-sibling.ts';
import { stageCode } from './stage-code.ts';

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
