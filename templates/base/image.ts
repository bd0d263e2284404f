import type { Substitutions } from '../../src/core/fold/render.ts';
import type { CostLine } from '../../src/core/pattern.ts';
import type { Project } from '../../src/core/project.ts';
import prices from '../prices.json' with { type: 'json' };

/** Of an image, as ECR counts it: compressed, most of it the base. */
const GB = 0.2;

/** The SAM CLI makes a repository for each function; the AWS CDK has one, in which an image is stored once. */
export function imageCost(
  { iac, packageType }: Project,
  functions: number,
  before: number,
): readonly CostLine[] {
  if (packageType === 'zip' || functions === 0) return [];
  if (iac === 'sam') {
    const fixed = functions * GB * prices.ecrPerGb;
    return [{ item: `ECR (${GB} GB for each function)`, fixed }];
  }
  return before > 0
    ? []
    : [{ item: `ECR (${GB} GB for all functions)`, fixed: GB * prices.ecrPerGb }];
}

/** How tests of a SAM template find the module of a function: in a zip file, and in the image. */
const ENTRY = {
  zip: `  const [entry] = template[id]?.Metadata?.BuildProperties?.EntryPoints ?? [];
  const { Handler } = properties<{ Handler: string }>(template, id);
  return entry?.replace(/\\.ts$/, '.handler') === Handler ? entry : undefined;
`,
  image: `  const { ImageConfig } = properties<{ ImageConfig?: { Command: string[] } }>(template, id);
  return ImageConfig?.Command[0]?.replace(/\\.handler$/, '.ts');
`,
};

const METADATA = `  Metadata?: { BuildMethod?: string; BuildProperties?: BuildProperties };
`;

const BUILD_PROPERTIES = `export type BuildProperties = Record<string, boolean | string | string[]> & {
  EntryPoints?: string[];
};

`;

/** In bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. */
const MOST_BYTES = 10 * 1024 ** 3;

/** A command that fails where an image is larger than Lambda takes. */
const checked = (images: string) =>
  `test "$(docker image inspect --format '{{.Size}}' ${images} | sort -n | tail -1)" -le ${MOST_BYTES}`;

/** The pipeline's second job has the image that the first one has built. */
const pipeline = (run: string): Substitutions => ({
  '      - run: __run__ build\n      - uses: actions/upload-artifact@': `      - run: ${run} build
      - run: |
          images=$(sed -n 's/^ *ImageUri: //p' .aws-sam/*/template.yaml | sort -u)
          ${checked('$images')}
          docker save --output .aws-sam/image.tar $images
      - uses: actions/upload-artifact@`,
  '          path: .aws-sam\n      - uses: aws-actions/configure-aws-credentials':
    '          path: .aws-sam\n      - run: docker load --input .aws-sam/image.tar\n      - uses: aws-actions/configure-aws-credentials',
});

/** CI builds the image, as it does anyway where the SAM CLI builds all. */
const ci = (run: string): Substitutions => ({
  '      - run: __run__ check\n': `      - run: ${run} check
      - run: docker build --tag functions .
      - run: ${checked('functions')}
`,
});

/** What the pipeline and the tests of a project with an image have in the place of what is for zip files. */
export function imageSubstitutions({ arch, iac, packageManager }: Project): Substitutions {
  const run = `${packageManager} run`;
  return {
    '# The only job that gets credentials deploys what the other one has built':
      '# The only job that gets credentials also builds the image, of what the other one has synthesised',
    [ENTRY.zip]: ENTRY.image,
    [METADATA]: '  Metadata?: object;\n',
    [BUILD_PROPERTIES]: '',
    ...(iac === 'cdk' ? ci(run) : pipeline(run)),
    // An image for another processor would be built in an emulator
    ...(arch === 'arm64' && { 'ubuntu-latest': 'ubuntu-24.04-arm' }),
  };
}
