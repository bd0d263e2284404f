import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { cannotRead, noTemplate, whichOne } from '../../core/errors.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { templatePaths } from '../../infrastructure/forms.ts';
import type { Template } from '../../infrastructure/resolve/template.ts';
import { textAt } from '../../io/regular-file.ts';
import { parsedTemplate } from './parsed-template.ts';
import { readSamConfig, type SamConfig } from './samconfig.ts';
import { type LoadOptions, nestedParameters, type Sources, type StackSource } from './sources.ts';

function readTemplate({ root, path, parsed }: Asked): Template {
  const text = textAt(join(root, path), path);
  if (text === undefined) throw noTemplate(path);
  const template = parsedTemplate(text, path, parsed);
  if (!('reason' in template)) return template;
  throw cannotRead(path, template);
}

/** Code paths are relative to their template, and are resolved from the root of the project. */
function fromRoot(template: Template, folder: string): Template {
  if (folder === '.') return template;
  const moved = Object.entries(template.resources).map(([id, model]) => {
    const resource = mapOf(model);
    const properties = mapOf(resource.Properties);
    const { CodeUri } = properties;
    const isLocal = typeof CodeUri === 'string' && !/^s3:/.test(CodeUri);
    const isFunction = resource.Type === 'AWS::Serverless::Function';
    if (!isFunction) return [id, resource] as const;
    const path = isLocal ? CodeUri : typeof CodeUri === 'object' ? CodeUri : undefined;
    const shared = mapOf(template.globals.Function).CodeUri;
    const own = path ?? (typeof shared === 'string' ? shared : '.');
    if (typeof own !== 'string') return [id, resource] as const;
    return [
      id,
      { ...resource, Properties: { ...properties, CodeUri: join(folder, own) } },
    ] as const;
  });
  return { ...template, resources: Object.fromEntries(moved) };
}

/** Where a nested stack's template is, when it is a file of the project. */
function locationOf({ Properties }: ModelMap, folder: string): string | undefined {
  const { Location, TemplateURL } = mapOf(Properties);
  const path = Location ?? TemplateURL;
  return typeof path === 'string' && !/^\w+:\/\//.test(path) ? join(folder, path) : undefined;
}

interface Asked {
  readonly root: string;
  readonly parsed: string | undefined;
  readonly path: string;
  readonly stackName: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
}

function sourceOf(asked: Asked): StackSource {
  const { root, path, stackName, region, parameters } = asked;
  const folder = dirname(path);
  const template = fromRoot(readTemplate(asked), folder);
  return {
    stackName,
    region,
    template,
    parameters,
    read: (file) => textAt(resolve(root, folder, file), file),
    nested(id, resource) {
      const inner = locationOf(resource, folder);
      if (inner === undefined || !existsSync(join(root, inner))) return undefined;
      const given = nestedParameters(resource);
      return sourceOf({
        ...asked,
        path: inner,
        stackName: `${stackName}-${id}`,
        parameters: given,
      });
    },
  };
}

const isDefault = (path: string) => /^template\.(ya?ml|json)$/.test(path);

/** The configuration that deploys a template: the one that names it, else samconfig.toml for the default one. */
function configOf(disk: Disk, path: string): SamConfig | undefined {
  const configs = disk
    .list()
    .filter((file) => /^samconfig[^/]*\.toml$/.test(file))
    .map((file) => readSamConfig(disk.read(file) ?? ''));
  return (
    configs.find(({ templates }) => templates.includes(path)) ??
    (isDefault(path) ? configs.find(({ templates }) => templates.length === 0) : undefined)
  );
}

function wantedPaths(disk: Disk, wanted: string | undefined): readonly string[] {
  if (wanted) return [wanted];
  const all = templatePaths(disk) as readonly string[];
  const nested = new Set(all.flatMap((path) => nestedIn(disk, path)));
  const top = all.filter((path) => !nested.has(path));
  const atRoot = top.filter((path) => !path.includes('/'));
  if (atRoot.length > 0) return atRoot;
  if (top.length === 1) return top;
  throw whichOne('template', top, { flag: 'template', values: top });
}

/** Templates that another one names as a nested stack. */
function nestedIn(disk: Disk, path: string): readonly string[] {
  const text = disk.read(path as never) ?? '';
  if (!/AWS::(Serverless::Application|CloudFormation::Stack)/.test(text)) return [];
  return [...text.matchAll(/(?:Location|TemplateURL)["']?\s*:\s*["']?([^\s"',]+)/g)].map(([, to]) =>
    join(dirname(path), to!),
  );
}

/** The templates of a project: those in its root with functions, but for nested ones. */
export function samSources(disk: Disk, options: LoadOptions): Sources {
  const { root, parameters } = options;
  const paths = wantedPaths(disk, options.template);
  const stacks = paths.map((path) => {
    const config = configOf(disk, path);
    const name = isDefault(path) ? basename(root) : basename(path).replace(/\.\w+$/, '');
    return sourceOf({
      root,
      parsed: options.parsed,
      path,
      stackName: config?.stackName ?? name.replaceAll(/[^\w-]/g, '-'),
      region: config?.region ?? 'us-east-1',
      parameters: { ...config?.parameters, ...parameters },
    });
  });
  const configs = disk.list().filter((file) => /^samconfig[^/]*\.toml$/.test(file));
  const machines = disk.list().filter((file) => /\.asl\.(json|ya?ml)$/.test(file));
  return {
    stacks,
    watched: () =>
      [...paths, ...templatePaths(disk), ...configs, ...machines].map((path) => join(root, path)),
  };
}
