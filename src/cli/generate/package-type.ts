import { packageTypeChoice } from '../../core/convert/package-type.ts';
import type { Project } from '../../core/project.ts';
import { diskBase } from '../../io/disk.ts';
import { type AddFlags, executeAdd } from './add/add-instance.ts';
import { conversionPlan } from './conversion.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
const REPLACED =
  'The next deployment replaces every function: CloudFormation cannot change how one is packed.';

/** Packs the functions of a project otherwise. */
export async function changePackageType(
  dir: string,
  packageType: Project['packageType'],
  args: AddFlags,
): Promise<void> {
  const plan = await conversionPlan(packageTypeChoice(packageType), diskBase(dir));
  await executeAdd(dir, plan, args, { steps: plan.changes.length > 0 ? [REPLACED] : [] });
}
