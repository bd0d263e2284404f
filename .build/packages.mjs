import { existsSync, readdirSync, readFileSync } from 'node:fs';

const FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** A package as it is installed in a folder: name, version, licence and its own files of that. */
export function packageIn(folder) {
  const {
    name,
    version,
    license,
    dependencies = {},
  } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim());
  return { folder, name, version, license, dependencies: Object.keys(dependencies), texts };
}

const byName = (a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1);

/** Every package that the bundler put code of into the output, by its name. */
export function bundledPackages({ inputs }) {
  const folders = Object.keys(inputs).flatMap((path) => FOLDER.exec(path)?.[0] ?? []);
  return [...new Set(folders)].map(packageIn).sort(byName);
}

/** Where Node would find a dependency of a package: in its own folder, or in one around it. */
function installed(name, from) {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const found = `${folder}/node_modules/${name}`;
    if (existsSync(found)) return found;
    if (!folder.includes('/node_modules/')) return `node_modules/${name}`;
  }
}

/** Packages that npm installs beside this one: those named, with all that they depend on. */
export function installedPackages(names, from = '.', found = new Map()) {
  for (const name of names) {
    const folder = installed(name, from);
    if (found.has(folder)) continue;
    found.set(folder, packageIn(folder));
    installedPackages(found.get(folder).dependencies, folder, found);
  }
  return [...found.values()].sort(byName);
}
