import type { BuildOptions } from 'esbuild';
import type { ModelMap } from '../../editors/sam/model.ts';
import { isTrue, textsOf } from '../../infrastructure/resolve/read/values.ts';

type Options = Record<string, unknown>;

/** Options of esbuild that are lists, by their names on its command line. */
const LISTS = new Set(['external', 'inject', 'pure', 'drop']);

/** Options that are maps: `--loader:.png=file`. */
const MAPS: Readonly<Record<string, string>> = {
  loader: 'loader',
  define: 'define',
  alias: 'alias',
  banner: 'banner',
  footer: 'footer',
  'out-extension': 'outExtension',
  'log-override': 'logOverride',
  supported: 'supported',
};

/** Options whose value is a list with commas. */
const SPLIT = new Set(['main-fields', 'conditions', 'resolve-extensions', 'target', 'drop-labels']);

const camel = (name: string) =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const flagValue = (name: string, text: string): unknown => {
  if (SPLIT.has(name)) return text.split(',');
  if (text === 'true') return true;
  return text === 'false' ? false : text;
};

function withMap(options: Options, key: string, name: string, value: string): Options {
  return { ...options, [key]: { ...(options[key] as object | undefined), [name]: value } };
}

/** One flag of esbuild's command line as an option of its API. */
function withFlag(options: Options, flag: string): Options {
  const [, name = '', sub, value] = /^--([\w-]+)(?::([^=]+))?(?:=([\s\S]*))?$/.exec(flag) ?? [];
  const key = MAPS[name];
  if (key && sub !== undefined) return withMap(options, key, sub, value ?? '');
  if (LISTS.has(name)) {
    const list = (options[name] as string[] | undefined) ?? [];
    return { ...options, [name]: [...list, sub ?? value] };
  }
  // Its API has no way to write what it is not asked for
  if (name === 'metafile' || name === 'log-level' || name === 'color') return options;
  return { ...options, [camel(name)]: flagValue(name, value ?? 'true') };
}

/** The options that a command line of esbuild means; what is no flag is an entry point. */
export function optionsOfCommand(words: readonly string[]): BuildOptions {
  const flags = words.filter((word) => word.startsWith('--'));
  const entryPoints = words.filter((word) => !word.startsWith('-'));
  const options = flags.reduce(withFlag, {} as Options);
  return { ...options, entryPoints: [...entryPoints] } as BuildOptions;
}

/** `OutExtension: .js=.mjs` and the like: maps that a template writes as a list of texts. */
const PAIRS: Readonly<Record<string, string>> = {
  Loader: 'loader',
  OutExtension: 'out-extension',
  Banner: 'banner',
  Footer: 'footer',
  Define: 'define',
  Alias: 'alias',
};

/** Properties that are for SAM, not for esbuild. */
const OWN = new Set(['EntryPoints', 'UseNpmCi', 'MainFields', 'External', 'Format']);

const dashed = (name: string) => name.replaceAll(/(?<=[a-z])([A-Z])/g, '-$1').toLowerCase();

function flagsOf(name: string, value: ModelMap[string]): readonly string[] {
  const pairs = PAIRS[name];
  if (pairs) return textsOf(value).map((each) => `--${pairs}:${each}`);
  if (OWN.has(name)) return [];
  return textsOf(value).map((each) => `--${dashed(name)}=${each}`);
}

/**
 * The options that `sam build` gives esbuild for a function's `BuildProperties`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html
 */
export function optionsOfSam(properties: ModelMap): BuildOptions {
  const flags = Object.entries(properties).flatMap(([name, value]) => flagsOf(name, value));
  const format = textsOf(properties.Format)[0] ?? 'cjs';
  const fields = textsOf(properties.MainFields).flatMap((each) => each.split(','));
  return {
    target: ['es2020'],
    minify: properties.Minify === undefined || isTrue(properties.Minify),
    ...flags.reduce(withFlag, {} as Options),
    entryPoints: [...textsOf(properties.EntryPoints)],
    bundle: true,
    platform: 'node',
    format: format as 'esm' | 'cjs',
    external: [...textsOf(properties.External)],
    mainFields: fields.length > 0 ? fields : format === 'esm' ? ['module', 'main'] : ['main'],
  };
}

/** How TypeScript of an image is bundled, whose own bundler only its Dockerfile knows. */
export const IMAGE_OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: ['es2022'],
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  // CommonJS dependencies call require(), which an ES module does not have
  banner: {
    js: "import{createRequire}from'module';const require=createRequire(import.meta.url);",
  },
};
