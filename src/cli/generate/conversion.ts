import type { AddedTrigger } from '../../core/additions.ts';
import type { Choice } from '../../core/convert/plan-conversion.ts';
import { bug } from '../../core/errors.ts';
import { type Plan, readManifest } from '../../core/fold/pipeline.ts';
import type { Ports } from '../../core/ports.ts';
import type { Iac } from '../../core/project.ts';
import type { Base, Disk } from '../../core/tree/tree.ts';
import { addPorts } from '../ports.ts';
import { targetFinder } from './add/trigger-finder.ts';

/** Ports that can convert a project of ours: few commands need what is loaded for it. */
export async function convertingPorts(ports: Ports, form: Iac): Promise<Ports> {
  const [{ mergeLines }, { planTrigger }, find] = await Promise.all([
    import('../../editors/merge-lines.ts'),
    import('../../add/trigger/plan-trigger.ts'),
    targetFinder(form),
  ]);
  const { triggers = new Map() } = ports.registry;
  const stripTypes = () => {
    throw bug('A project of ours has no JavaScript');
  };
  const addTrigger = (disk: Disk, { function: fn, type, options }: AddedTrigger) => {
    const request = { fn, type, options, another: true };
    return planTrigger({ disk, ports, triggers, stripTypes }, find(disk, request), request);
  };
  return { ...ports, conversion: { merge: mergeLines, addTrigger } };
}

/** The plan of another choice for a whole project of ours. */
export async function conversionPlan(choice: Choice, base: Base): Promise<Plan> {
  const { planConversion } = await import('../../core/convert/plan-conversion.ts');
  const { iac } = readManifest(base).project;
  return planConversion(choice, base, await convertingPorts(await addPorts(iac), iac));
}
