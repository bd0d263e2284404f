import type { InstanceRequest } from '../../../core/fold/resolve.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { ExtendPlan } from '../../../host/context.ts';
import { createPorts } from '../../ports.ts';
import { extendContext, formOf } from '../extend-context.ts';
import type { Place } from '../place.ts';

/** Plans a pattern for a project that somebody else wrote. */
export async function planForeignPattern(
  disk: Disk,
  request: InstanceRequest,
  place: Place,
): Promise<ExtendPlan> {
  const form = await formOf(disk, place);
  const context = {
    ...(await extendContext(disk, form, new Map(), 'ts')),
    create: await createPorts(),
  };
  if (form === 'cdk') {
    const { planCdkPattern } = await import('../../../add/pattern/plan-cdk-pattern.ts');
    return planCdkPattern(context, request, place.stack);
  }
  const [{ planSamPattern }, { mainTemplate }] = await Promise.all([
    import('../../../add/pattern/plan-sam-pattern.ts'),
    import('../../../infrastructure/sam/templates.ts'),
  ]);
  return planSamPattern(context, mainTemplate(disk, place.template), request);
}
