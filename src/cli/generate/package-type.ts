import { readManifest } from '../../core/fold/pipeline.ts';
import type { Project } from '../../core/project.ts';
import { diskBase } from '../../io/disk.ts';
import { addPorts } from '../ports.ts';
import { type AddFlags, executeAdd } from './add/add-instance.ts';

/** Packs the functions of a project otherwise. */
export async function changePackageType(
  dir: string,
  packageType: Project['packageType'],
  args: AddFlags,
): Promise<void> {
  const [{ convertingPorts }, { planPackageType }] = await Promise.all([
    import('./conversion.ts'),
    import('../../core/convert/plan-package-type.ts'),
  ]);
  const base = diskBase(dir);
  const { iac } = readManifest(base).project;
  const ports = await convertingPorts(await addPorts(iac), iac);
  await executeAdd(dir, planPackageType(packageType, base, ports), args);
}
