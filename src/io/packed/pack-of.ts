/** Whether a template is a module that says what others bring: the bundle has its code, and no pack has its text. */
export const isModule = (path: string) => /^(base|(parts|patterns)\/[^/]+)\/[^/]+\.ts$/.test(path);

/** The file that holds a folder of templates, by the first two names of its path; `.` is the one around all. */
export const packOf = (folder: string) =>
  `${folder === '.' ? 'templates' : folder.split('/').slice(0, 2).join('.')}.jsonl`;
