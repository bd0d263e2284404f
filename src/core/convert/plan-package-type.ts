import { existingInstance } from '../fold/existing-instance.ts';
import { finish, newDraft, type Plan, readManifest } from '../fold/pipeline.ts';
import { MANIFEST } from '../manifest.ts';
import type { Ports } from '../ports.ts';
import type { Project } from '../project.ts';
import { changeSet } from '../tree/change-set.ts';
import type { Base } from '../tree/tree.ts';
import { convert } from './convert.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
const REPLACED =
  'The next deployment replaces every function: CloudFormation cannot change how one is packed';

/** Plans another package type for the functions of a project; the same one is no change and a notice. */
export function planPackageType(
  packageType: Project['packageType'],
  base: Base,
  ports: Ports,
): Plan {
  const read = readManifest(base);
  const draft = newDraft({ ...read.project, packageType }, base, read.files);
  if (read.project.packageType === packageType) {
    const notices = [`The functions are packed as ${packageType} already (${MANIFEST})`];
    return { ...changeSet(draft.tree, notices), manifest: read, described: [] };
  }
  const instances = read.instances.map((each) => existingInstance(ports, each));
  const project = { tree: draft.tree, manifest: { ...read, instances }, name: 'package' };
  const plan = finish(draft, ports, instances, convert(project, draft.project, ports));
  return { ...plan, notices: [...plan.notices, REPLACED], described: [] };
}
