import type { Disk } from '../../core/tree/tree.ts';
import type { SamTarget } from '../../infrastructure/sam/functions.ts';
import { handlerFile } from '../../infrastructure/sam/handler.ts';
import { readSamInfrastructure } from '../../infrastructure/sam/read/infrastructure.ts';
import { packingSteps } from '../packing.ts';
import { stageSamFix } from './sam-fix.ts';
import { onlyImplicit, resourceOf, samCandidates } from './sam-resource.ts';
import { samStager } from './sam-trigger.ts';
import type { TriggerTarget } from './trigger-target.ts';

/** The same as any trigger's target. */
export const samTriggerTarget = (disk: Disk, target: SamTarget): TriggerTarget => ({
  iac: 'sam',
  id: target.fn.id,
  shown: target.shown,
  handler: handlerFile(disk, target.template, target.fn),
  candidates: (trigger) => samCandidates(target.template.survey, trigger),
  typeOf: (checked) => resourceOf(checked, target.template.survey)?.type,
  defaultResource: (trigger) => onlyImplicit(target.template.survey, trigger),
  infrastructure: (base) =>
    readSamInfrastructure(target.template.path, base.read(target.template.path) ?? ''),
  packingSteps: (created) => packingSteps(disk, target.template.path, target.fn, created),
  stageFix: (staging, fix) => stageSamFix(staging, target.template.path, fix),
  stager: (staging, checked, contribution) => samStager(staging, target, checked, contribution),
});
