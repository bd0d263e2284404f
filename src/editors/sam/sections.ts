/** Sections in the order in which the templates of AWS have them. */
const SECTIONS = [
  ...['AWSTemplateFormatVersion', 'Transform', 'Description', 'Metadata', 'Parameters', 'Rules'],
  ...['Mappings', 'Conditions', 'Globals', 'Resources', 'Hooks', 'Outputs'],
];

/**
 * The index of the section that a new one comes behind: of the one in front of the nearest that it belongs in front of,
 * else of the last.
 */
export function sectionBefore(sections: readonly string[], key: string): number {
  const later = SECTIONS.slice(SECTIONS.indexOf(key) + 1).map((each) => sections.indexOf(each));
  const next = later.find((index) => index > 0);
  return (next ?? sections.length) - 1;
}

/** Whether an entry of a template is a section: a mapping in which the entries of several owners meet. */
export const isSection = (keys: readonly string[]) => keys.length === 1 || keys.at(-1) === 'Events';

const DASH = '- ';

/** The last key that leads to an item of a list: its hash, for an item has no name, and its place changes. */
export const itemKey = (hash: string) => DASH + hash;
export const isItemKey = (key: string) => key.startsWith(DASH);
