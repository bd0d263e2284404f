import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../src/cli/ports.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { inOrder, resolveInstances } from '../../src/core/fold/resolve.ts';
import { countResources } from '../../src/core/limits.ts';
import { nameForms } from '../../src/core/names.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import type { Iac } from '../../src/core/project.ts';
import { ALIAS, type Instance, type Project, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { variants } from '../laws/laws.ts';
import { type Combination, PAIRS, requestOf, TOGETHER } from '../support/combinations.ts';
import { write } from '../support/folders.ts';
import type { Difference } from './table.ts';

const ports = await createPorts();

type PackageType = Project['packageType'];

/** One choice of a pattern's options, as a project of each form. */
export interface Case {
  readonly pattern: string;
  /** `auth=iam api=rest`, or the production options of a combination: `vpc and image` */
  readonly variant: string;
  readonly stage: string;
  /** What the ids of its resources start with. */
  readonly prefix: string;
  /** How many resources its contributions say it has, in either form. */
  readonly announced: Readonly<Record<Iac, number>>;
  readonly cdk: Files;
  readonly sam: Files;
}

function project(iac: Iac, instances: readonly Instance[], packageType: PackageType): Files {
  const request = { project: { ...sampleProject(iac), packageType }, instances };
  return committed(new Map(), planCreate(request, memoryDisk(new Map()), ports));
}

const choices = (pattern: Pattern, options: OptionValues) =>
  Object.entries(options)
    .filter(([key]) => pattern.options[key]!.kind === 'choice')
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');

/** As the manifest has it. */
const published = (iac: Iac, instances: readonly Instance[]): Project =>
  instances.some(({ pattern }) => ports.registry.patterns.get(pattern)!.isPublishing)
    ? { ...sampleProject(iac), alias: ALIAS }
    : sampleProject(iac);

const announced = (iac: Iac, instances: readonly Instance[]) =>
  countResources(ports, { project: published(iac, instances), instances, additions: [] });

const instanceOf = (pattern: Pattern, options: OptionValues): Instance => ({
  name: pattern.defaultName,
  pattern: pattern.id,
  options,
});

interface Made {
  readonly pattern: Pattern;
  readonly variant: string;
  readonly instances: readonly Instance[];
  readonly packageType: PackageType;
}

const made = ({ pattern, variant, instances, packageType }: Made): Case => ({
  pattern: pattern.id,
  variant,
  stage: 'dev',
  prefix: nameForms(pattern.defaultName).pascal,
  announced: { cdk: announced('cdk', instances), sam: announced('sam', instances) },
  cdk: project('cdk', instances, packageType),
  sam: project('sam', instances, packageType),
});

function caseOf(
  pattern: Pattern,
  options: OptionValues,
  others: readonly Instance[] = [],
  packageType: PackageType = 'zip',
): Case {
  const instances = inOrder(ports.registry, [instanceOf(pattern, options), ...others]);
  return made({ pattern, variant: choices(pattern, options), instances, packageType });
}

const patterns = [...ports.registry.patterns.values()];

/** The layer of Powertools and what CodeDeploy needs are in no template until a function has them. */
const hasResources = ({ sam }: Case) => /^Resources:/m.test(sam.get('template.yaml')!);

/** Every variant of every pattern, in the stage dev. */
export const everyCase = (): readonly Case[] =>
  patterns
    .flatMap((pattern) => variants(pattern).map((options) => caseOf(pattern, options)))
    .filter(hasResources);

/** Every pattern with its default options, in the stage prod. */
export const casesInProd = (): readonly Case[] =>
  patterns
    .map((pattern) => ({ ...caseOf(pattern, variants(pattern)[0]!), stage: 'prod' }))
    .filter(hasResources);

/** What calls a service that a VPC needs an endpoint for, where the default options do not. */
const CALLING: OptionValues = { job: 'digest', start: 'api' };

const inStack = () =>
  patterns.filter(({ id }) => kindOfPattern(id) !== 'option' && id !== 'multi-region');

const PREFIXES = new RegExp(
  `\\b(${inStack()
    .map(({ defaultName }) => nameForms(defaultName).pascal)
    .join('|')})(?=[A-Z])`,
  'g',
);

/** As docs/parity.md has them, which is of one pattern at a time. */
export const withoutPrefixes = (all: readonly Difference[]): readonly Difference[] =>
  all.map((found) => ({ ...found, what: found.what.replaceAll(PREFIXES, '') }));

/** Every pattern whose functions are published, and deployed bit by bit. */
export function casesDeployed(): readonly Case[] {
  const deploy = patterns.find(({ isPublishing }) => isPublishing)!;
  return inStack().flatMap((pattern, i) =>
    variants(pattern)
      .filter(({ store }) => store !== 'postgres')
      .map((options, j) => ({
        ...caseOf(pattern, options, [instanceOf(deploy, variants(deploy)[i % 2]!)]),
        // The CDK hashes the stage into the name of a FIFO topic; docs/parity.md has the one in dev
        stage: options.fifo === 'yes' ? 'dev' : ['prod', 'staging', 'dev'][j % 3]!,
      })),
  );
}

/** Every pattern in a new VPC and with a budget, its functions with a layer of one or the other kind. */
export function casesInVpc(): readonly Case[] {
  const [vpc, budget, layer] = ['vpc', 'budget', 'layer'].map(
    (id) => patterns.find((each) => each.id === id)!,
  );
  return inStack().map((pattern, i) => {
    const calling = variants(pattern).find((options) =>
      Object.entries(CALLING).every(([key, value]) => (options[key] ?? value) === value),
    );
    const kinds = variants(layer!);
    return caseOf(pattern, calling!, [
      instanceOf(vpc!, variants(vpc!)[0]!),
      instanceOf(budget!, variants(budget!)[0]!),
      instanceOf(layer!, kinds[i % kinds.length]!),
    ]);
  });
}

/** A database in a new VPC. */
export function caseWithDatabaseInVpc(): Case {
  const [api, vpc] = ['rest-api', 'vpc'].map((id) => patterns.find((each) => each.id === id)!);
  const options = variants(api!).find(({ store }) => store === 'postgres')!;
  return caseOf(api!, options, [instanceOf(vpc!, variants(vpc!)[0]!)]);
}

export function caseOfCombination(combination: Combination): Case {
  const { project, instances } = requestOf(combination, 'cdk');
  const [pattern, ...others] = combination.patterns.map((id) => ports.registry.patterns.get(id)!);
  return {
    ...made({
      pattern: pattern!,
      variant: combination.choices.join(' and '),
      instances: resolveInstances(ports.registry, instances),
      packageType: project.packageType,
    }),
    // Without it, what is called the same in several patterns would be one
    ...(others.length > 0 && { prefix: 'App' }),
  };
}

/** Pairs of production options, and all of them at once. */
export const casesOfCombinations = (): readonly Case[] =>
  [...PAIRS, ...Object.values(TOGETHER)].map(caseOfCombination);

/** Every pattern with its default options, its functions as images. */
export const casesAsImages = (): readonly Case[] =>
  patterns
    .filter(({ id }) => kindOfPattern(id) !== 'option')
    .map((pattern) => caseOf(pattern, variants(pattern)[0]!, [], 'image'));

/** Lays the CDK project out where it finds the packages of this one; answers its folder. */
export function laidOut({ pattern, variant, stage, cdk }: Case): string {
  const options = cdk.has('infra/vpc.ts') ? 'in a VPC' : '';
  const deployed = cdk.has('infra/deploy.ts') ? 'deployed' : '';
  const packing = cdk.has('Dockerfile') ? 'as an image' : '';
  const name = [stage, pattern, variant, options, deployed, packing].join(' ').trim();
  const folder = join(packageRoot, '.cache/parity', name);
  rmSync(folder, { recursive: true, force: true });
  write(folder, Object.fromEntries(cdk));
  return folder;
}
