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
