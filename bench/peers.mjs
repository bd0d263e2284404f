import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/peers');

/** What creates a project elsewhere, without installing anything; and with its dependencies. */
const PEERS = {
  'create-vite': 'create-vite app --template vanilla-ts --no-interactive',
  sv: 'sv create app --template minimal --types ts --no-add-ons --no-install',
  'create-t3-app': 'create-t3-app app --CI --noGit --noInstall',
  projen: 'projen new node --no-git --no-post',
};

const INSTALLING = {
  sv: 'sv create app --template minimal --types ts --no-add-ons --install npm',
  'create-t3-app': 'create-t3-app app --CI --noGit',
};

const CDK = [join(root, 'node_modules/aws-cdk/bin/cdk'), 'init', 'app', '--language', 'typescript'];

function installed() {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{}');
  if (existsSync(join(folder, 'node_modules'))) return true;
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', ['install', ...flags, ...Object.keys(PEERS)], {
    cwd: folder,
  });
  return status === 0;
}

const argsOf = (command) => {
  const [name, ...args] = command.split(' ');
  return [join(folder, 'node_modules/.bin', name), ...args];
};

const BARE = [{ 'cdk init --generate-only': [...CDK, '--generate-only'] }, PEERS];
const WHOLE = [{ 'cdk init': CDK }, INSTALLING];

/** The arguments of Node that run each; those of the registry are left out where it does not answer. */
export function peers({ isInstalling = false } = {}) {
  const [cdk, commands] = isInstalling ? WHOLE : BARE;
  if (!installed()) {
    console.log(`Without ${Object.keys(PEERS).join(', ')}: npm could not install them`);
    return cdk;
  }
  const others = Object.entries(commands).map(([name, command]) => [name, argsOf(command)]);
  return { ...cdk, ...Object.fromEntries(others) };
}
