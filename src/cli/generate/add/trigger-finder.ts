import type { TriggerRequest } from '../../../add/trigger/request.ts';
import type { Iac } from '../../../core/project.ts';
import type { Disk } from '../../../core/tree/tree.ts';

/** Finds the function that is meant, in the form that the project's infrastructure has. */
export async function targetFinder(form: Iac) {
  if (form === 'sam') {
    const [{ findSamFunction }, { samTriggerTarget }] = await Promise.all([
      import('../../../infrastructure/sam/functions.ts'),
      import('../../../add/trigger/sam-target.ts'),
    ]);
    return (disk: Disk, { fn, template }: TriggerRequest) =>
      samTriggerTarget(disk, findSamFunction(disk, fn, template));
  }
  const [{ findCdkFunction }, { cdkTriggerTarget }] = await Promise.all([
    import('../../../infrastructure/cdk/functions.ts'),
    import('../../../add/trigger/cdk/trigger.ts'),
  ]);
  return (disk: Disk, { fn, stack }: TriggerRequest) =>
    cdkTriggerTarget(disk, findCdkFunction(disk, fn, stack));
}
