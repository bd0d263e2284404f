import { join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import type { Files } from '../../src/core/tree/memory.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import type { Deployment } from './template.ts';

type Settings = Readonly<Record<string, string>>;

/** The sections of a samconfig by their names: `dev.deploy.parameters`. */
function sections(toml: string): Readonly<Record<string, Settings>> {
  const all = toml.split(/^\[/m).slice(1);
  const read = all.map((text) => {
    const lines = [...text.matchAll(/^(\w+) = "(.*)"$/gm)];
    return [text.split(']')[0]!, Object.fromEntries(lines.map(([, key, value]) => [key, value]))];
  });
  return Object.fromEntries(read);
}

const pairs = (overrides: string) =>
  Object.fromEntries(overrides.split(' ').map((pair) => pair.split('=')));

/** What `sam deploy` would deploy of a project, for a stage. */
export function deployments(files: Files, stage: string): readonly Deployment[] {
  const configs = [...files].filter(([path]) => /^samconfig.*\.toml$/.test(path));
  return configs.flatMap(([, text]) => {
    const all = sections(text);
    const built = all['default.build.parameters']?.template_file ?? 'template.yaml';
    const environments = Object.keys(all).filter((name) => name.endsWith('.deploy.parameters'));
    return environments.flatMap((name) => {
      const { stack_name, region } = all[name.replace('.deploy.', '.global.')]!;
      const { template_file = built, parameter_overrides } = all[name]!;
      const parameters = pairs(parameter_overrides!);
      if (parameters.Stage !== stage) return [];
      const path = template_file.startsWith('.aws-sam/') ? built : template_file;
      const template = localised(files, files.get(path)!);
      return [{ stack: stack_name!, region: region!, parameters, template }];
    });
  });
}

const SHORT = ['If', 'Equals', 'Not', 'Sub', 'Join', 'GetAtt', 'FindInMap'];

const customTags = [...SHORT, 'Ref'].flatMap((name) =>
  ([undefined, 'seq'] as const).map((collection) => ({
    tag: `!${name}`,
    ...(collection && { collection }),
    resolve: (value: string | { toJSON(): unknown }) => {
      const plain = typeof value === 'string' ? value : value.toJSON();
      if (!SHORT.includes(name)) return { [name]: plain };
      const argument =
        name === 'GetAtt'
          ? [plain]
              .flat()
              .join('.')
              .split(/\.(.*)/s, 2)
          : plain;
      return { [`Fn::${name}`]: argument };
    },
  })),
);

/** A template with what `sam build` and `sam package` put in place of local files. */
function localised(files: Files, text: string): Readonly<Record<string, unknown>> {
  const plain = JSON.stringify(parse(text, { customTags }));
  return JSON.parse(plain, (key, value) => {
    if (key === 'CodeUri' || key === 'ContentUri') return 's3://bucket/code';
    if (value?.PackageType === 'Image') return { ...value, ImageUri: 'repository:image' };
    if (value?.DefinitionUri === undefined) return value;
    const { DefinitionUri, ...others } = value;
    return { ...others, Definition: JSON.parse(files.get(DefinitionUri)!) };
  });
}

const driver = join(packageRoot, 'test/parity/translate.py');

/** Why nothing can be translated here; undefined when it can. */
export async function translatorProblem(): Promise<string | undefined> {
  const { failed } = await execa('python3', ['-c', 'import samtranslator'], { reject: false });
  return failed ? 'the Python package aws-sam-translator is not installed' : undefined;
}

/** The CloudFormation templates that SAM templates stand for. */
export async function translated(all: readonly Deployment[]): Promise<readonly Deployment[]> {
  const input = JSON.stringify(all.map(({ template }) => template));
  const { stdout } = await execa('python3', [driver], { input, maxBuffer: 1e9 });
  const templates: Deployment['template'][] = JSON.parse(stdout);
  return all.map((each, i) => ({ ...each, template: templates[i]! }));
}
