/** Whether an entry of a template is a section: a mapping in which the entries of several owners meet. */
export const isSection = (keys: readonly string[]) => keys.length === 1 || keys.at(-1) === 'Events';
