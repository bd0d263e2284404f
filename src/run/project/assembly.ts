import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildFailure } from 'esbuild';
import fs from 'fs-extra';
import { cannotRead } from '../../core/errors.ts';
import { mapOf } from '../../editors/sam/model.ts';
import { parseTemplate, type Template } from '../../infrastructure/resolve/template.ts';
import { projectEsbuild } from '../code/bundle.ts';
import { type LoadOptions, nestedParameters, type Sources, type StackSource } from './sources.ts';
import { readCdkConfig, synthesise } from './synth.ts';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
}

function readTemplate(file: string): Template {
  const template = parseTemplate(readFileSync(file, 'utf8'));
  if ('reason' in template) throw cannotRead(file, template);
  return template;
}

/** The files of an assembly's assets, by the names that their copies in a bucket would have. */
function assetsOf(folder: string, stack: string): ReadonlyMap<string, string> {
  const file = join(folder, `${stack}.assets.json`);
  if (!existsSync(file)) return new Map();
  const { files = {} } = fs.readJsonSync(file) as {
    files?: Record<string, { source?: { path?: string } }>;
  };
  return new Map(
    Object.entries(files).flatMap(([hash, { source }]) =>
      source?.path ? [[hash, join(folder, source.path)] as const] : [],
    ),
  );
}

/** Assets are named by their hash: where metadata names no path, the assembly knows it. */
function withAssets(template: Template, assets: ReadonlyMap<string, string>): Template {
  const resources = Object.entries(template.resources).map(([id, model]) => {
    const resource = mapOf(model);
    const metadata = mapOf(resource.Metadata);
    const key = mapOf(mapOf(resource.Properties).Code).S3Key;
    const path = typeof key === 'string' ? assets.get(key.replace(/\.\w+$/, '')) : undefined;
    if (!path || metadata['aws:asset:path'] !== undefined) return [id, resource] as const;
    return [id, { ...resource, Metadata: { ...metadata, 'aws:asset:path': path } }] as const;
  });
  return { ...template, resources: Object.fromEntries(resources) };
}

interface Asked {
  readonly folder: string;
  readonly file: string;
  readonly stackName: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
}

function sourceOf(asked: Asked): StackSource {
  const { folder, file, stackName, region, parameters } = asked;
  const assets = assetsOf(folder, file.replace(/\.(nested\.)?template\.json$/, ''));
  return {
    stackName,
    region,
    template: withAssets(readTemplate(join(folder, file)), assets),
    parameters,
    read: () => undefined,
    nested(id, resource) {
      const path = mapOf(resource.Metadata)['aws:asset:path'];
      if (typeof path !== 'string' || !existsSync(join(folder, path))) return undefined;
      const given = nestedParameters(resource);
      return sourceOf({ ...asked, file: path, stackName: `${stackName}-${id}`, parameters: given });
    },
  };
}

/** `aws://unknown-account/eu-west-1` names the region. */
const regionOf = (environment: string | undefined) => {
  const region = environment?.split('/').at(-1);
  return region && region !== 'unknown-region' ? region : 'us-east-1';
};

function stacksIn(folder: string, parameters: LoadOptions['parameters']): readonly StackSource[] {
  const { artifacts = {} } = fs.readJsonSync(join(folder, 'manifest.json')) as {
    artifacts?: Record<string, Artifact>;
  };
  return Object.entries(artifacts).flatMap(([id, { type, environment, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName)
      return stacksIn(join(folder, properties.directoryName), parameters);
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    const stackName = properties.stackName ?? id;
    const given = { ...properties.parameters, ...parameters };
    const file = properties.templateFile;
    return [
      sourceOf({ folder, file, stackName, region: regionOf(environment), parameters: given }),
    ];
  });
}

/** Modules of the app, read off its imports; the app's file alone where they cannot be followed. */
function modulesOf(root: string, app: string): readonly string[] {
  const entry = app
    .split(/\s+/)
    .find((word) => /\.[cm]?[jt]s$/.test(word) && existsSync(join(root, word)));
  if (!entry) return [];
  try {
    const { metafile } = projectEsbuild(root).buildSync({
      entryPoints: [entry],
      absWorkingDir: root,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      metafile: true,
      write: false,
      logLevel: 'silent',
      outdir: join(root, 'cdk.out'),
    });
    return Object.keys(metafile.inputs).map((path) => join(root, path));
  } catch (error) {
    // The file that cannot be parsed is the one whose change is waited for
    const { errors = [] } = error as Partial<BuildFailure>;
    const places = errors.flatMap(({ location }) => location?.file ?? []);
    return [entry, ...places].map((path) => join(root, path));
  }
}

let count = 0;

/** Synthesises the CDK app of a project; gives its stacks. */
export async function assemblySources(options: LoadOptions): Promise<Sources> {
  const { root, cache, parameters } = options;
  count += 1;
  const out = join(cache, `assembly-${count}`);
  const { app } = readCdkConfig(root);
  options.onSynthesis?.();
  await synthesise(out, options);
  return {
    stacks: stacksIn(out, parameters),
    watched: () => [join(root, 'cdk.json'), ...modulesOf(root, app!)],
  };
}
