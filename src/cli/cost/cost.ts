import { OTHER_FOLDER, refusal } from '../../core/errors.ts';
import { describeAll } from '../../core/fold/describe.ts';
import { existingInstance } from '../../core/fold/existing-instance.ts';
import { isOwnProject, type Manifest, readAnyManifest } from '../../core/manifest.ts';
import type { Registry } from '../../core/ports.ts';
import { type Costs, freeTier, instanceCost, type Prices, VOLUMES } from '../../derived/cost.ts';
import { diskBase } from '../../io/disk.ts';
import { projectRoot } from '../generate/project-root.ts';
import { addPorts } from '../ports.ts';
import { print } from '../ui.ts';
import { textOf } from './text.ts';
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
): Promise<{ costs: Costs; prices: Prices }> {
  const manifest = readAnyManifest(diskBase(dir));
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
  const total = volumes.map((_, n) => costs.reduce((sum, each) => sum + each.total[n]!, 0));
  return {
    prices,
    costs: {
      region: project.region,
      prices: { region: prices.region, asOf: prices.asOf },
      volumes,
      instances: costs,
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
  const volumes = requests === undefined ? VOLUMES : requests.split(',').map(parseVolume);
  const { costs, prices } = await costsOf(projectRoot({ cwd }).dir, volumes, registry);
  print(json ? JSON.stringify(costs, null, 2) : textOf(costs, prices));
}
