import type { Substitutions } from '../../../src/core/fold/render.ts';
import type { PackageManager, Project } from '../../../src/core/project.ts';

interface Installation {
  /** What an installation from the lock file reads. */
  readonly files: readonly string[];
  readonly command: string;
}

/** The base image has Node.js and npm, which runs the other package managers in the versions that CI has. */
const INSTALLATIONS: Readonly<Record<PackageManager, Installation>> = {
  npm: { files: ['package-lock.json'], command: 'npm ci' },
  pnpm: {
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    command: 'npx --yes pnpm@11 install --frozen-lockfile',
  },
  yarn: {
    files: ['yarn.lock', '.yarnrc.yml'],
    command: 'npx --yes corepack yarn install --frozen-lockfile',
  },
  bun: { files: ['bun.lock'], command: 'npx --yes bun install --frozen-lockfile' },
};

/** A test of bundles, which the tests of the image replace. */
const IN_BUNDLE = `
test.each(functions)('%s: %s starts in its bundle', (_, __, fn) => {
  expect(fn).toMatchObject({ Handler: 'index.handler' });
});
`;

const BUNDLING = `      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        // The packages of a Lambda layer, if the stack has one
        externalModules: scope.node.tryGetContext('externalModules'),
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        // CommonJS dependencies call require(), which an ES module does not have.
        banner: "import{createRequire}from'module';const require=createRequire(import.meta.url);",
      },
`;

const OF_RUNTIME = `      { id: 'AwsSolutions-L1', reason: 'A new runtime is a change of its own.' },
      { id: 'Serverless-LambdaLatestVersion', reason: 'A new runtime is a change of its own.' },
`;

const NODEJS_IMPORT = `import {
  NodejsFunction,
  type NodejsFunctionProps,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
`;

/** The CDK's construct of a function in a zip file, made that of the image. */
const constructOf = (platform: string): Substitutions => ({
  "import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';": `import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';`,
  '  type CfnFunction,\n': `  type CfnFunction,
  DockerImageCode,
  DockerImageFunction,
  type DockerImageFunctionProps,
`,
  '  Runtime,\n': '',
  [NODEJS_IMPORT]: '',
  'extends NodejsFunction {': 'extends DockerImageFunction {',
  'interface Props extends NodejsFunctionProps {':
    "interface Props extends Omit<DockerImageFunctionProps, 'code'> {",
  '      runtime: Runtime.NODEJS_24_X,\n': `      // The same image for all: it is built and stored once
      code: DockerImageCode.fromImageAsset('.', {
        platform: Platform.${platform},
        cmd: [props.entry.replace(/\\.ts$/, '.handler')],
      }),
`,
  [BUNDLING]: '',
  '// The template has a hash of the code; the tests ask which module it was':
    '// The tests ask which module a function runs',
  [OF_RUNTIME]: '',
});

/** What the Dockerfile installs, and what the tests of functions expect of images. */
export function imageSubstitutions({ arch, iac, packageManager }: Project): Substitutions {
  const { files, command } = INSTALLATIONS[packageManager];
  return {
    'package-lock.json': files.join(' '),
    '!package-lock.json': files.map((file) => `!${file}`).join('\n'),
    'npm ci': command,
    "Runtime: 'nodejs24.x',": "PackageType: 'Image',",
    [IN_BUNDLE]: '',
    ...(iac === 'cdk' && constructOf(arch === 'arm64' ? 'LINUX_ARM64' : 'LINUX_AMD64')),
  };
}
