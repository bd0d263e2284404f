import { nameForms } from '../../../src/core/names.ts';
import { choice } from '../../../src/core/options.ts';
import { type Connected, definePattern, type SamFragment } from '../../../src/core/pattern.ts';
import { problemWithoutOwnStack } from '../../own-stack.ts';
import versions from '../../versions.json' with { type: 'json' };

/** Version 50 has Powertools 2.35. https://docs.aws.amazon.com/powertools/typescript/latest/getting-started/lambda-layers/ */
const LAYER = ':094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:50';

/** What a layer of the project starts with: every function that checks its input has it. */
const SHARED = ['zod'] as const;

const LAYERS = {
  shared: 'LayerShared',
  powertools: `arn:aws:lambda:AWS::Region${LAYER}`,
} as const;

type Kind = keyof typeof LAYERS;

/** What bundles leave out: of the layer of AWS by its name, of the project's own by its package.json. */
const EXTERNAL = {
  powertools: "const EXTERNAL = ['@aws-lambda-powertools/*'];\n",
  shared: `const { dependencies } = JSON.parse(readFileSync('layers/shared/package.json', 'utf8'));
const EXTERNAL = Object.keys(dependencies);
`,
};

/** The functions with the layer, and without its packages in their bundles. */
const layered = ({ name, contribution }: Connected, packages: Kind): readonly SamFragment[] =>
  (contribution.describe?.functions ?? []).map((fn) => ({
    fragment: `sam/function-${packages}.yaml`,
    replace: { __Function__: name.pascal + (fn.id ?? nameForms(fn.name).pascal) },
  }));

/** Why a stack of that region cannot have the layer of Powertools, whose other partitions have other accounts. */
const regionProblem = (region: string) =>
  /^(cn|us-gov|us-iso|eu-isoe)/.test(region)
    ? `the layer of Powertools has another ARN in ${region}`
    : undefined;

export default definePattern({
  id: 'layer',
  title: 'Lambda layer',
  summary:
    'Heavy packages in a layer of the project, or Powertools in the layer of AWS, and not in the bundle of each function (no charge).',
  services: ['Lambda'],
  defaultName: 'layer',
  options: {
    packages: choice("The project's own layer, or the public one of Powertools", [
      'shared',
      'powertools',
    ]),
  },
  problem({ project: { region, packageType }, others, options: { packages } }) {
    if (packageType === 'image')
      return 'its functions are container images, and Lambda gives layers to zip files alone: packages go into the image';
    const isUnknown = packages === 'powertools' ? regionProblem(region) : undefined;
    return problemWithoutOwnStack(others) ?? isUnknown;
  },
  contribute({ project: { iac, arch }, options: { packages } }) {
    return {
      files: [
        'common',
        ...(packages === 'shared' ? ['shared'] : []),
        ...(iac === 'cdk' ? ['cdk'] : []),
        `${iac}-${packages}`,
      ],
      requires: ['function'],
      dependencies: packages === 'shared' ? SHARED : [],
      replace: {
        ...(iac === 'cdk' && { [EXTERNAL.powertools]: EXTERNAL[packages] }),
        __layer__: LAYERS[packages],
        __range__: versions.zod,
        __cpu__: arch === 'arm64' ? 'arm64' : 'x64',
      },
      sam: packages === 'shared' ? ['sam/shared.yaml'] : [],
      construct: { className: 'Layer', module: './layer.ts', isFirst: true },
      resources: packages === 'shared' ? 1 : 0,
      describe: {
        functions: [],
        diagram: { nodes: [], edges: [] },
        cost: [],
        costUnit: '',
      },
    };
  },
  connect({ options: { packages } }, connected) {
    const { construct, describe } = connected.contribution;
    if (construct?.app !== undefined || !describe?.functions.length) return undefined;
    return { files: [], sam: layered(connected, packages) };
  },
});
