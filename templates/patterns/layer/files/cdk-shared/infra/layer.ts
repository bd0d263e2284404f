import { execSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aspects, Aws, DockerImage, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';

const FOLDER = 'layers/shared';

/** Gives the functions of a stack, which are made behind it, its packages; their bundles leave them out. */
export class Layer {
  constructor(stack: Construct, id: string) {
    const { dependencies } = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8'));
    stack.node.setContext('externalModules', Object.keys(dependencies));

    const layer = new LayerVersion(stack, `${id}Shared`, {
      layerVersionName: `${Aws.STACK_NAME}-shared`,
      code: Code.fromAsset(FOLDER, {
        bundling: { image: DockerImage.fromRegistry('none'), local: { tryBundle: install } },
      }),
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      compatibleArchitectures: [Architecture.ARM_64],
      // A version of a function that runs, or is rolled back to, needs the one that it was deployed with
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Aspects.of(stack).add({
      visit(node) {
        if (node instanceof LambdaFunction) node.addLayers(layer);
      },
    });
  }
}

/** Puts the packages where Lambda looks for them. */
function install(folder: string): boolean {
  const cwd = join(folder, 'nodejs');
  cpSync(FOLDER, cwd, { recursive: true });
  execSync('npm install --omit=dev --no-audit --no-fund', { cwd, stdio: ['ignore', 2, 2] });
  return true;
}
