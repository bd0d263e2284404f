import { bug, OTHER_FOLDER, RESTORE, refusal, usageError } from '../../core/errors.ts';
import { isOwnProject, readAnyManifest } from '../../core/manifest.ts';
import type { Iac } from '../../core/project.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { ExtendContext } from '../../host/context.ts';
import { forms } from '../../infrastructure/forms.ts';
import { missingFile } from '../../infrastructure/missing.ts';
import { addPorts, foreignPorts } from '../ports.ts';
import type { Triggers } from './add/options-given.ts';
import type { PlaceFlags } from './place.ts';

function ownForm(disk: Disk): Iac | undefined {
  const manifest = readAnyManifest(disk);
  return isOwnProject(manifest) ? manifest.project.iac : undefined;
}

/** Nothing is found in a project of ours whose infrastructure is missing: that is the reason, and not what was typed. */
export function refuseMissing(disk: Disk): void {
  const path = missingFile(disk, readAnyManifest(disk));
  if (path) throw refusal(`${path} is missing`, { at: { path }, hint: RESTORE });
}

const noPlace = (flag: string, form: string, other: string) =>
  usageError(`${flag} is not for ${form} projects`, `Leave it out, or name one with ${other}.`);

/** The form of the project's infrastructure: what its manifest says, what the flags say, or what is found. */
export async function formOf(disk: Disk, { template, stack }: PlaceFlags): Promise<Iac> {
  if (template && stack)
    throw usageError('--template is for SAM, --stack for CDK', 'Leave one of them out.');
  const own = ownForm(disk);
  if (own === 'sam' && stack) throw noPlace('--stack', 'SAM', '--template');
  if (own === 'cdk' && template) throw noPlace('--template', 'CDK', '--stack');
  const given = own ?? (template ? 'sam' : stack ? 'cdk' : undefined);
  const form = given ?? forms(disk)[0];
  if (form) return form;
  throw refusal(
    'There is neither a CDK app nor a SAM or CloudFormation template with functions here',
    {
      hint: OTHER_FOLDER,
    },
  );
}

/** Loads the type stripper; only JavaScript output needs it. */
async function stripper(): Promise<ExtendContext['stripTypes']> {
  const { transform } = await import('sucrase');
  return (code) => transform(code, { transforms: ['typescript'], disableESTransforms: true }).code;
}

const asItIs: ExtendContext['stripTypes'] = () => {
  throw bug('JavaScript is written, and nothing takes the types out');
};

export async function extendContext(
  disk: Disk,
  form: Iac,
  triggers: Triggers,
  writes: 'js' | 'ts' = 'js',
): Promise<ExtendContext> {
  return {
    disk,
    ports: await (ownForm(disk) ? addPorts(form) : foreignPorts(form)),
    triggers,
    stripTypes: writes === 'js' ? await stripper() : asItIs,
  };
}
