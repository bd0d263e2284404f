import type { Argv } from 'yargs';
import type { NamedKind } from '../../core/additions.ts';
import { isOwnProject, readAnyManifest } from '../../core/manifest.ts';
import type { ExtendPlan } from '../../host/context.ts';
import type { NamedRequest, TriggerRequest } from '../../remove/plan-remove.ts';
import type { AnyManifest, RemovalContext } from '../../remove/removal.ts';
import { canAsk } from '../ask/asking.ts';
import { loadCutter } from '../load-cutter.ts';
import { openProject } from './add/add-instance.ts';
import type { Triggers } from './add/options-given.ts';
import { extendContext, formOf } from './extend-context.ts';
import { FUNCTION_WORD, partialFlag, positional, sayWhat } from './flags.ts';
import type { Offer } from './offer.ts';
import { PROJECT_CHANGES } from './project-changes.ts';
import { PROJECT_OPTIONS } from './project-options.ts';
import { type ExtendFlags, runExtend } from './run-extend.ts';

interface NamedArguments extends ExtendFlags, Pick<NamedRequest, 'kind' | 'name'> {
  readonly partial: boolean;
}

interface RemoveTriggerArguments extends ExtendFlags, TriggerRequest {
  readonly partial: boolean;
}

type PlanRemoval = (context: RemovalContext, manifest: AnyManifest) => ExtendPlan;

async function run(
  args: ExtendFlags,
  triggers: Triggers,
  what: string,
  plan: PlanRemoval,
): Promise<void> {
  const { dir, disk } = openProject({ ...args, isRecorded: true });
  const manifest = readAnyManifest(disk);
  const form = await formOf(disk, {});
  const extending = await extendContext(disk, form, triggers);
  const context = {
    ...extending,
    ports:
      isOwnProject(manifest) && manifest.project.alias
        ? await (await import('./conversion.ts')).convertingPorts(extending.ports, form)
        : extending.ports,
    cut: await loadCutter(manifest),
  };
  const removal = plan(context, manifest);
  // Its data may be deleted with it
  const isGrave = (removal.warnings?.length ?? 0) > 0;
  const confirm = args.confirm || (canAsk(args) && isGrave);
  const asked = { question: 'Remove them?', isGrave };
  await runExtend(dir, { ...args, confirm }, removal, `remove ${what}`, asked);
}

/** Removes an option that is not an instance; undefined where the project does not have it. */
function conversionFor(args: NamedArguments): (() => Promise<void>) | undefined {
  const option = PROJECT_OPTIONS.find(({ id }) => id === args.name);
  if (args.kind !== 'option' || !option) return undefined;
  const { dir, disk } = openProject({ ...args, isRecorded: true });
  const manifest = readAnyManifest(disk);
  if (!isOwnProject(manifest) || !option.isIn(manifest)) return undefined;
  return () => PROJECT_CHANGES[option.id]!.unset(dir, args);
}

/** `lambda-gen remove pattern`, `remove function` and `remove option`. */
async function removeNamed(args: NamedArguments, triggers: Triggers): Promise<void> {
  const convert = conversionFor(args);
  if (convert) return convert();
  const { planRemoveNamed } = await import('../../remove/plan-remove.ts');
  await run(args, triggers, `${args.kind} ${args.name}`, (context, manifest) =>
    planRemoveNamed(context, manifest, { ...args, isPartial: args.partial }),
  );
}

/** `lambda-gen remove trigger`. */
async function removeTrigger(args: RemoveTriggerArguments, triggers: Triggers): Promise<void> {
  const { planRemoveTrigger } = await import('../../remove/plan-remove.ts');
  await run(args, triggers, `trigger ${args.type} of ${args.function}`, (context, manifest) =>
    planRemoveTrigger(context, manifest, { ...args, isPartial: args.partial }),
  );
}

const named = (offer: Offer) => (y: Argv) =>
  y.positional('name', positional('Its name')).options(offer.flags(partialFlag));

const removeOf = (kind: NamedKind, offer: Offer) => async (args: object) =>
  removeNamed({ ...args, kind } as unknown as NamedArguments, await offer.triggers());

/** `remove`, with what it takes. */
export const removeCommand = (offer: Offer) => (y: Argv) =>
  y
    .command(
      'pattern <name>',
      'Remove an instance of a pattern',
      named(offer),
      removeOf('pattern', offer),
    )
    .command('function <name>', 'Remove a function', named(offer), removeOf('function', offer))
    .command(
      'trigger <function> <type>',
      'Remove what invokes a function',
      (p) =>
        p
          .positional('function', positional(FUNCTION_WORD))
          .positional('type', positional('Trigger'))
          .options(offer.flags(partialFlag)),
      async (args) => {
        await removeTrigger(args as unknown as RemoveTriggerArguments, await offer.triggers());
      },
    )
    .command('option <name>', 'Remove an option', named(offer), removeOf('option', offer))
    .demandCommand(1, sayWhat('remove'));
