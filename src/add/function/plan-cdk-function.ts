import { parseName } from '../../core/names.ts';
import { editCdkStatements } from '../../editors/cdk/statements.ts';
import { functionKind } from '../../editors/cdk/syntax/kinds.ts';
import { codeStyleOf } from '../../editors/code-style.ts';
import type { ExtendContext, ExtendPlan } from '../../host/context.ts';
import { type Layout, layoutBeside, shownTests } from '../../host/layout.ts';
import { lineWidthOf } from '../../host/line-width.ts';
import { classesFrom } from '../../infrastructure/cdk/source/classes.ts';
import { mainStack } from '../../infrastructure/cdk/stacks.ts';
import { addTriggerStep } from '../next-steps.ts';
import { alreadyThere, newStaging, planOf, stageEdit } from '../staging.ts';
import { idInStack, placeInStack } from './cdk-function.ts';
import { type FunctionRequest, optionsOf } from './request.ts';
import { stageCode } from './stage-code.ts';

/** Plans a new function in a stack. */
export function planCdkFunction(
  context: ExtendContext,
  request: FunctionRequest,
  wanted?: string,
): ExtendPlan {
  const name = parseName(request.name, 'instance');
  const { module, stack } = mainStack(context.disk, wanted);
  const id = idInStack(context.disk, module, stack, name);
  const twin = module.constructs
    .filter(functionKind)
    .find((each) => each.id === id && each.owner === stack);
  if (twin) return alreadyThere(twin.id, [], `${module.path}:${twin.line}`);
  const placed = placeInStack(context.disk, module, stack, name, request);
  const found = layoutBeside(context.disk, placed.sibling ?? placed.file, placed.file);
  const layout: Layout = placed.sibling ? found : { ...found, style: codeStyleOf(module.text) };
  const staging = newStaging(context);
  const op = {
    snippet: placed.snippet,
    behind: { stack },
    resolveClass: classesFrom(context.disk, module.path),
    lineWidth: lineWidthOf(context.disk, module.path, module.text),
  };
  stageEdit(staging, module.path, (text) => editCdkStatements(text, op));
  staging.notices.push(...placed.notices);
  stageCode(staging, { ...placed, name, layout });
  const inferred = [
    `stack     ${stack} (${module.path})`,
    `handler   ${placed.file}${placed.sibling ? `, written after ${placed.sibling}` : ''}`,
    shownTests(layout),
  ];
  return planOf(
    staging,
    { kind: 'function', name: name.kebab, options: optionsOf(request) },
    {
      inferred,
      nextSteps: [addTriggerStep(name.kebab)],
    },
  );
}
