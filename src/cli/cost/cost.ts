import { OTHER_FOLDER, refusal } from '../../core/errors.ts';
import { describeAll } from '../../core/fold/describe.ts';
import { existingInstance } from '../../core/fold/existing-instance.ts';
import { isOwnProject, type Manifest, readAnyManifest } from '../../core/manifest.ts';
import type { Registry } from '../../core/ports.ts';
import type { Project } from '../../core/project.ts';
import {
  type Costs,
  freeTier,
  instanceCost,
  type Prices,
  provisionedCost,
  VOLUMES,
} from '../../derived/cost.ts';
import { projectDisk } from '../../io/list-files.ts';
import { projectRoot } from '../generate/project-root.ts';
import { addPorts } from '../ports.ts';
import { print, printProse } from '../ui.ts';
import { provisionedFunctions } from './provisioned.ts';
import { notesOf, tableOf } from './text.ts';
import { parseVolume } from './volume.ts';

export interface CostArguments {
  readonly cwd: string;
  readonly json: boolean;
  readonly requests?: string;
}

async function costsOf(
  dir: string,
  volumes: readonly number[],
  registry: Registry,
): Promise<{ costs: Costs; prices: Prices; arch: Project['arch'] }> {
  const disk = projectDisk(dir);
  const manifest = readAnyManifest(disk);
  if (!isOwnProject(manifest))
    throw refusal('The cost is known only for projects that create-lambda-app made', {
      hint: OTHER_FOLDER,
    });
  const { project }: Manifest = manifest;
  const ports = await addPorts(project.iac, registry);
  const prices: Prices = JSON.parse(ports.templates.read('prices.json')!);
  const instances = manifest.instances.map((each) => existingInstance(ports, each));
  const described = describeAll(ports, project, instances);
  const costs = described.map((each) => instanceCost(each, volumes));
  const functions = await provisionedFunctions(disk, project.iac);
  const kept = provisionedCost(functions, volumes, project, prices);
  const amounts = [
    ...costs.map((each) => each.total),
    ...kept.provisioned.map((each) => each.amounts),
  ];
  const total = volumes.map((_, n) => amounts.reduce((sum, each) => sum + each[n]!, 0));
  return {
    prices,
    arch: project.arch,
    costs: {
      region: project.region,
      prices: { region: prices.region, asOf: prices.asOf },
      volumes,
      instances: costs,
      ...kept,
      total,
      totalWithFreeTier: volumes.map(
        (volume, n) => total[n]! - freeTier(described, volume, project, prices),
      ),
    },
  };
}

/** `lambda-gen cost`. */
export async function cost(
  { cwd, json, requests }: CostArguments,
  registry: Registry,
): Promise<void> {
  const volumes =
    requests === undefined ? VOLUMES : [...new Set(requests.split(',').map(parseVolume))];
  const { costs, prices, arch } = await costsOf(projectRoot({ cwd }).dir, volumes, registry);
  if (json) return print(JSON.stringify(costs, null, 2));
  print(`${tableOf(costs)}\n`);
  printProse(notesOf(costs, prices, arch));
}
