import { refuseOtherLanguage } from '../../../add/function/other-language.ts';
import type { FunctionRequest } from '../../../add/function/request.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { ExtendContext, ExtendPlan } from '../../../host/context.ts';
import { extendContext, formOf } from '../extend-context.ts';
import type { Place } from '../place.ts';

async function planIn(
  context: ExtendContext,
  form: 'cdk' | 'sam',
  request: FunctionRequest,
  { template, stack }: Place,
  language: string | undefined,
): Promise<ExtendPlan> {
  if (form === 'cdk') {
    const { planCdkFunction } = await import('../../../add/function/plan-cdk-function.ts');
    const { functionsIn } = await import('../../../infrastructure/cdk/functions.ts');
    const { mainStack } = await import('../../../infrastructure/cdk/stacks.ts');
    const { module } = mainStack(context.disk, stack);
    const runtimes = functionsIn(context.disk, module).map(({ fn }) => fn.runtime);
    refuseOtherLanguage(runtimes, module.path, language);
    return planCdkFunction(context, request, stack);
  }
  const [{ planSamFunction }, { mainTemplate }] = await Promise.all([
    import('../../../add/function/plan-function.ts'),
    import('../../../infrastructure/sam/templates.ts'),
  ]);
  const found = mainTemplate(context.disk, template);
  const runtimes = found.survey.functions.map(({ properties }) => properties.Runtime);
  refuseOtherLanguage(runtimes, found.path, language);
  return planSamFunction(context, found, request);
}

/** Plans a function for a project that somebody else wrote. */
export async function planForeignFunction(
  disk: Disk,
  request: FunctionRequest,
  place: Place,
  language?: string,
): Promise<ExtendPlan> {
  const form = await formOf(disk, place);
  return planIn(await extendContext(disk, form, new Map()), form, request, place, language);
}
