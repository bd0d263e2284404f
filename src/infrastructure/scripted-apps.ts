import { isMap } from '../core/values/json.ts';

/** The app in a command of the CDK: `cdk synth --app "npx ts-node bin/app.ts"`, `cdk deploy -a 'node app.js'`. */
const APP =
  /\bcdk(?:\.cmd)?\s[^|;&]*?(?:\s--app|\s-a)(?:\s+|=)(?:"([^"]*)"|'([^']*)'|([^\s|;&"']+))/g;

const MODULE = /\.[cm]?[jt]sx?$/;

/** What a program runs; a word by itself that is no module is the folder of an app that is synthesised. */
const isProgram = (app: string) => /\s/.test(app) || MODULE.test(app);

/** `bin/app.ts`, whatever runs it. */
const moduleOf = (app: string) => app.split(/\s+/).findLast((word) => MODULE.test(word)) ?? app;

function scriptsOf(text: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(text);
    const scripts = isMap<{ scripts?: unknown }>(content) ? content.scripts : undefined;
    return isMap(scripts) ? Object.values(scripts).filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** The CDK apps that the scripts of a package.json name, one for each module. */
export function scriptedApps(packageJson: string): readonly string[] {
  if (!/\bcdk\b/.test(packageJson)) return [];
  const apps = scriptsOf(packageJson)
    .flatMap((script) => [...script.matchAll(APP)])
    .map(([, double, single, bare]) => (double ?? single ?? bare!).trim())
    .filter(isProgram);
  return [...new Map(apps.map((app) => [moduleOf(app), app])).values()];
}
