// Builds or validates every template, or deploys or deletes every stack of a stage.
// Usage: sam.ts build|validate, or sam.ts deploy|destroy [stage] [flags of the SAM CLI]
import { readdirSync, readFileSync } from 'node:fs';
import { deletions, deployments } from './samconfig.ts';
import { isUnfinished, runOrExit } from './stacks.ts';

const [command, stage = 'dev', ...flags] = process.argv.slice(2);
const files = readdirSync('.');
const configs = files.filter((file) => /^samconfig\b.*\.toml$/.test(file));
const templates = files.filter((file) => /^template\b.*\.yaml$/.test(file));
const texts = Object.fromEntries(configs.map((config) => [config, readFileSync(config, 'utf8')]));

const calls = {
  build: () => configs.map((config) => ['build', '--config-file', config]),
  validate: () => templates.map((template) => ['validate', '--lint', '--template-file', template]),
  deploy: () => deployments(texts, stage, isUnfinished),
  destroy: () => deletions(texts, stage),
}[command ?? ''];
if (!calls) throw new Error(`Usage: sam.ts build|validate|deploy|destroy, not "${command}"`);

for (const call of calls()) runOrExit('sam', [...call, ...flags]);
