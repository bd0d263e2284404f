import type { Disk } from '../core/tree.ts';
import type { ExtendPlan, Kit } from '../extend/kit.ts';
import type { FunctionRequest } from '../extend/plan-function.ts';
import { extendKit, formOf } from './extend-kit.ts';
import type { Place } from './place.ts';

async function planIn(
  kit: Kit,
  form: 'cdk' | 'sam',
  request: FunctionRequest,
  { template, stack }: Place,
): Promise<ExtendPlan> {
  if (form === 'cdk') {
    const { planCdkFunction } = await import('../extend/plan-cdk-function.ts');
    return planCdkFunction(kit, request, stack);
  }
  const [{ planSamFunction }, { mainTemplate }] = await Promise.all([
    import('../extend/plan-function.ts'),
    import('../extend/templates.ts'),
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
