const LINE_WIDTH = 100;

/**
 * A property with a string, as the formatter of the project breaks it when it is long: it stands `indent` columns
 * to the right there, and `own` columns in the template.
 */
export function property(indent: number, key: string, value: string, own = indent): string {
  const fits = indent + `${key}: '${value}',`.length <= LINE_WIDTH;
  return fits ? `${key}: '${value}',` : `${key}:\n${' '.repeat(own + 2)}'${value}',`;
}
