import { expect, test } from 'vitest';
import { entryOf, loadAll, ofType } from '../support/template.ts';

const functions = Object.entries(await loadAll()).flatMap(([file, template]) =>
  Object.entries(ofType<object>(template, 'AWS::Lambda::Function')).map(
    ([id, properties]) => [file, id, properties, template] as const,
  ),
);

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
