import { describe, expect, it } from 'vitest';
import {
  capturedIn,
  commandsBeside,
  esbuildWords,
  shellWords,
} from '../../src/run/code/captured.ts';
import { partsOf } from '../../src/run/code/code-store.ts';
import { optionsOfCommand, optionsOfSam } from '../../src/run/code/esbuild-options.ts';

describe('a bundling command of the CDK', () => {
  it('is split as a shell does', () => {
    expect(
      shellWords(`npx esbuild --bundle "/a b/c.ts" '--define:X="1"' --x=\\"y\\" && cp a b`),
    ).toEqual([
      'npx',
      'esbuild',
      '--bundle',
      '/a b/c.ts',
      '--define:X="1"',
      '--x="y"',
      '&&',
      'cp',
      'a',
      'b',
    ]);
  });

  it('is told apart from other commands', () => {
    expect(
      esbuildWords(['npx', '--no-install', 'esbuild', 'a.ts', '--outfile=x', '&&', 'ls']),
    ).toEqual(['a.ts', '--outfile=x']);
    expect(esbuildWords(['npx', 'esbuild', '--version'])).toBeUndefined();
    expect(esbuildWords(['git', 'status'])).toBeUndefined();
  });

  it('shows what else the line runs, but for the installation of modules', () => {
    const beside = (line: string) => commandsBeside(shellWords(line));
    const esbuild = 'npx --no-install esbuild --bundle a.ts --outfile=/o/index.js';
    expect(beside(esbuild)).toEqual([]);
    expect(beside(`npm run generate && ${esbuild} && cp -r "/p/data" /o`)).toEqual([
      'npm run generate',
      'cp -r /p/data /o',
    ]);
    const install = `echo '{"dependencies":{}}' > "/o/package.json" && cp "/p/package-lock.json" "/o/package-lock.json" && cd "/o" && npm ci`;
    expect(beside(`${esbuild} && ${install}`)).toEqual([]);
    expect(beside(`${esbuild} && ${install} && cp a /o`)).toEqual(['cp a /o']);
  });

  it('becomes options of the API', () => {
    const words =
      '--bundle /p/a.ts --target=node24 --platform=node --format=esm --outfile=/o/index.mjs --minify --sources-content=false --external:@aws-sdk/* --external:sharp --loader:.png=file --define:A=1 --main-fields=module,main --metafile=/x --log-level=error';
    expect(optionsOfCommand(words.split(' '))).toEqual({
      bundle: true,
      entryPoints: ['/p/a.ts'],
      target: ['node24'],
      platform: 'node',
      format: 'esm',
      outfile: '/o/index.mjs',
      minify: true,
      sourcesContent: false,
      external: ['@aws-sdk/*', 'sharp'],
      loader: { '.png': 'file' },
      define: { A: '1' },
      mainFields: ['module', 'main'],
    });
  });

  it('is read back from where the bundle would be', () => {
    const captured = { captured: 'esbuild', words: ['a'], cwd: '/p' };
    expect(capturedIn(JSON.stringify(captured))).toEqual(captured);
    expect(capturedIn('exports.handler = () => {}')).toBeUndefined();
  });
});

describe('BuildProperties of SAM', () => {
  it('become options as sam build gives them', () => {
    const properties = {
      EntryPoints: ['src/a.ts'],
      Format: 'esm',
      Target: 'node24',
      MainFields: 'module,main',
      Sourcemap: true,
      SourcesContent: 'false',
      OutExtension: ['.js=.mjs'],
      Banner: ['js=import "x";'],
      External: ['@aws-sdk/*'],
      Loader: ['.html=text'],
      UseNpmCi: true,
    };
    expect(optionsOfSam(properties)).toEqual({
      entryPoints: ['src/a.ts'],
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: ['node24'],
      mainFields: ['module', 'main'],
      sourcemap: true,
      sourcesContent: false,
      outExtension: { '.js': '.mjs' },
      banner: { js: 'import "x";' },
      external: ['@aws-sdk/*'],
      loader: { '.html': 'text' },
    });
  });

  it('have defaults: CommonJS, minified', () => {
    expect(optionsOfSam({})).toMatchObject({ format: 'cjs', minify: true, target: ['es2020'] });
  });
});

describe('a handler', () => {
  it('is a module and an export', () => {
    expect(partsOf('src/a.b/c.handler')).toEqual(['src/a.b/c', 'handler']);
    expect(() => partsOf('handler')).toThrow('"handler" is not a handler');
  });
});
