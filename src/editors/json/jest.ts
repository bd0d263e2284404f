import type { SettingsList } from './list.ts';
import { jsonIn } from './nodes.ts';

/** The keys that lead to Jest's settings in a JSON file; undefined where none has them: https://jestjs.io/docs/configuration. */
function keysIn(path: string): readonly string[] | undefined {
  if (path.endsWith('package.json')) return ['jest'];
  return path.endsWith('.json') ? [] : undefined;
}

type Settings = Readonly<{ jest?: unknown; rootDir?: unknown }> | null | undefined;

/** Whether a JSON file has settings of Jest, for the folder that it is in. */
export function hasJestSettings(path: string, text: string): boolean {
  const json = jsonIn(text) as Settings;
  const settings = keysIn(path)?.reduce((at, key) => at?.[key as 'jest'] as Settings, json);
  const isObject = typeof settings === 'object' && settings !== null && !Array.isArray(settings);
  return isObject && Object.keys(settings).length > 0 && settings.rootDir === undefined;
}

/** A folder as the settings name it: other folders of its name are not left out. */
export const belowRoot = (folder: string) => `<rootDir>/${folder}/`;

/** The folders whose tests Jest does not run, by the settings in a JSON file. */
export const ignoredByJest = (path: string): SettingsList => ({
  within: keysIn(path)!,
  key: 'testPathIgnorePatterns',
  unsaid: ['/node_modules/'],
});
