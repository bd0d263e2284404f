import type { InstanceRequest } from '../../../core/fold/resolve.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { ExtendPlan } from '../../../host/kit.ts';
import { createWorkshop } from '../../workshop.ts';
import { extendKit, formOf } from '../extend-kit.ts';
import type { Place } from '../place.ts';

/** Plans a pattern for a project that somebody else wrote. */
export async function planForeignPattern(
  disk: Disk,
  request: InstanceRequest,
  place: Place,
): Promise<ExtendPlan> {
  const form = await formOf(disk, place);
  const kit = {
    ...(await extendKit(disk, form, new Map(), 'ts')),
    create: await createWorkshop(),
  };
  if (form === 'cdk') {
    const { planCdkPattern } = await import('../../../add/pattern/plan-cdk-pattern.ts');
    return planCdkPattern(kit, request, place.stack);
  }
  const [{ planSamPattern }, { mainTemplate }] = await Promise.all([
    import('../../../add/pattern/plan-sam-pattern.ts'),
    import('../../../infrastructure/sam/templates.ts'),
  ]);
  return planSamPattern(kit, mainTemplate(disk, place.template), request);
}
