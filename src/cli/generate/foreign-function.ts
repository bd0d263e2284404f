import type { FunctionRequest } from '../../add/function/request.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { ExtendPlan, Kit } from '../../host/kit.ts';
import { extendKit, formOf } from './extend-kit.ts';
import type { Place } from './place.ts';

async function planIn(
  kit: Kit,
  form: 'cdk' | 'sam',
  request: FunctionRequest,
  { template, stack }: Place,
): Promise<ExtendPlan> {
  if (form === 'cdk') {
    const { planCdkFunction } = await import('../../add/function/plan-cdk-function.ts');
    return planCdkFunction(kit, request, stack);
  }
  const [{ planSamFunction }, { mainTemplate }] = await Promise.all([
    import('../../add/function/plan-function.ts'),
    import('../../infrastructure/sam/templates.ts'),
  ]);
  return planSamFunction(kit, mainTemplate(kit.disk, template), request);
}

/** Plans a function for a project that somebody else wrote. */
export async function planForeignFunction(
  disk: Disk,
  request: FunctionRequest,
  place: Place,
): Promise<ExtendPlan> {
  const form = await formOf(disk, place);
  return planIn(await extendKit(disk, form, new Map()), form, request, place);
}
