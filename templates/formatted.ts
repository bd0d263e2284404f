/** As Biome formats a constant: in lines of 100 characters. */
export const assigned = (name: string, value: string) =>
  `const ${name} = '${value}';`.length <= 100 ? `${name} = '${value}'` : `${name} =\n  '${value}'`;

/** As Biome formats a list of texts: in lines of 100 characters, or one below the other. */
export function listed(name: string, ids: readonly string[]): string {
  const all = ids.map((id) => `'${id}'`);
  const line = `const ${name} = [${all.join(', ')}];`;
  return line.length <= 100
    ? line
    : `const ${name} = [\n${all.map((id) => `  ${id},\n`).join('')}];`;
}
