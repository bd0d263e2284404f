import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const lambda = dirname(require.resolve('aws-cdk-lib/aws-lambda-nodejs'));
const { Bundling } = require(join(lambda, 'lib/bundling.js'));
const { Code } = require('aws-cdk-lib/aws-lambda');

// The template holds where the bundle is, and not what it was made of
Bundling.bundle = (_scope, { entry }) => Code.fromInline(relative(process.cwd(), entry));

// What the rules of the CDK find, the tests of the projects show; they take seconds
process.env.CDK_VALIDATION = 'false';

/** The templates of an app's stacks by their names, unbundled. */
async function synthesised({ folder, stage }) {
  process.chdir(folder);
  const { default: cdk } = await import(pathToFileURL(join(folder, 'cdk.json')), {
    with: { type: 'json' },
  });
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...cdk.context, stage });
  const { app } = await import(pathToFileURL(join(folder, 'infra/app.ts')));
  const stacks = app.synth().stacks.map(({ stackName, template }) => [stackName, template]);
  return Object.fromEntries(stacks);
}

const all = [];
for (const each of JSON.parse(process.argv[2])) all.push(await synthesised(each));
process.stdout.write(JSON.stringify(all));
