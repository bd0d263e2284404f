import type { Substitutions } from '../../src/core/fold/render.ts';

/** In a project that publishes its functions, its tests read an alias as the function; those of `deploy` tell them apart. */
export const PUBLISHED: Readonly<Record<'cdk' | 'sam', Substitutions>> = {
  cdk: {
    '  const plain: Template = JSON.parse(JSON.stringify(resources), (_key, value) => {':
      '  const read = JSON.parse(JSON.stringify(resources), (_key, value) => {',
    "    if (value?.['Fn::Join']) return value['Fn::Join'][1].join('');\n    return value;\n  });": `    if (value?.['Fn::Split']?.[1]?.endsWith?.('.Alias')) return value['Fn::Split'][1];
    if (value?.['Fn::Select']) return partOf(value['Fn::Select']) ?? value;
    if (value?.['Fn::Join']) return value['Fn::Join'][1].join('').replace(/:live$/, '');
    return value;
  });
  // Tests name the function, and those of the deployment its alias
  const plain: Template = JSON.parse(JSON.stringify(read).replaceAll('.Alias', '.Arn'));`,
    "const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}([0-9a-f]{32})?$/, '');\n": `const withoutHash = (id: string) =>
  id
    .replace(/[0-9A-F]{8}([0-9a-f]{32})?$/, '')
    .replace(/Aliaslive$/, '.Alias')
    .replace(/CurrentVersion$/, '.Version');

/** Of an alias's ARN: the function's name, or the alias's. */
function partOf([index, from]: [number, unknown]): string | undefined {
  if (typeof from !== 'string' || !from.endsWith('.Alias')) return undefined;
  return index === 7 ? 'live' : from.replace(/\\.Alias$/, '');
}
`,
  },
  sam: {
    '    RecursiveLoop: Terminate': `    RecursiveLoop: Terminate
    AutoPublishAlias: live
    # A new timeout, role or layer is a new version as well
    AutoPublishAliasAllProperties: true`,
    "    if (value?.['!Ref']) return parameters[value['!Ref']] ?? value['!Ref'];\n": `    // Tests name the function, and those of the deployment its alias
    if (value?.['!Ref'])
      return parameters[value['!Ref']] ?? value['!Ref'].replace('.Alias', '.Arn');
    if (value?.EventSourceArn)
      return { ...value, FunctionName: value.FunctionName.replace('.Arn', '') };
`,
  },
};
