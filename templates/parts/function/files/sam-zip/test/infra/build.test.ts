import { expect, test } from 'vitest';
import { entryOf, every } from '../support/template.ts';

const functions = await every('AWS::Lambda::Function');

test.each(functions)('%s: %s is one minified ES module', (_, id, properties, template) => {
  const entry = entryOf(template, id) ?? '';
  expect(properties).toMatchObject({ CodeUri: '.', Handler: entry.replace(/\.ts$/, '.handler') });
  // What a layer has is left out of a bundle
  const { External: _layered, ...own } = template[id]?.Metadata?.BuildProperties ?? {};
  expect({ ...template[id]?.Metadata, BuildProperties: own }).toEqual({
    BuildMethod: 'esbuild',
    BuildProperties: {
      UseNpmCi: true,
      EntryPoints: [entry],
      Format: 'esm',
      Target: 'node24',
      MainFields: 'module,main',
      Minify: true,
      Sourcemap: true,
      SourcesContent: 'false',
      OutExtension: ['.js=.mjs'],
      // CommonJS dependencies call require(), which an ES module does not have
      Banner: [
        "js=import{createRequire}from'module';const require=createRequire(import.meta.url);",
      ],
    },
  });
});
