import { basename } from 'node:path';

/** One name per chunk, wherever it is: esbuild names chunks by their content, and entries differ. */
const nameOf = (path) => basename(path);

const OWN = /\brequire\("(\.{1,2}\/[^"]*\.cjs)"\)/g;

/** Code that loads ES modules by `import()` cannot come from a code cache, and stays a file of its own. */
const importsModules = ({ code }) => /\bimport\(/.test(code);

/** What is loaded as soon as the chunk that names it. */
const AT_ONCE = /(?<!async\(\)=>)\brequire\("(\.{1,2}\/[^"]*\.cjs)"\)/g;

/** In characters: reading this much takes longer than to find one more file. */
const LARGE = 30_000;

/** The names of chunks that some other one needs from its start. */
const neededAtOnce = (chunks) =>
  new Set(
    chunks.flatMap(({ code }) => [...code.matchAll(AT_ONCE)].map(([, path]) => nameOf(path))),
  );

/** Modules of Node that take some milliseconds to load, and that many runs do not use. */
const LAZY =
  /(?<!exports)=require\("(node:(?:child_process|crypto|http|os|readline|stream|stream\/promises|timers\/promises))"\)/g;

const body = ({ path, code }) => `${JSON.stringify(nameOf(path))}(exports,require,module){${code}}`;

/** Each chunk is a function that runs when it is first required; what is none of them is Node's matter. */
const joined = (chunks) => `const chunks={${chunks.map(body).join(',\n')}},made=new Map();
const lazy=(id)=>new Proxy({},{get:(_,key)=>require(id)[key]});
const load=(id)=>{
if(!Object.hasOwn(chunks,id))return require(id);
const known=made.get(id);if(known)return known.exports;
const module={exports:{}};made.set(id,module);
chunks[id](module.exports,load,module);
return module.exports};
module.exports=Object.assign(load,{lazy});
`;

/**
 * Chunks as one file, which is found, read and compiled once, and those that have to be files of their own. A file of
 * its own finds the others through the one file.
 */
export function asOneFile(chunks, name) {
  if (new Set(chunks.map(({ path }) => nameOf(path))).size < chunks.length)
    throw new Error('Two chunks have one name');
  const atOnce = neededAtOnce(chunks);
  const isSeldom = ({ path, code }) => code.length > LARGE && !atOnce.has(nameOf(path));
  const apart = chunks.filter((each) => importsModules(each) || isSeldom(each));
  const isOwnFile = new Set(apart.map(({ path }) => nameOf(path)));
  const within = chunks.filter((each) => !apart.includes(each));
  const inOneFile = (code) =>
    code.replace(LAZY, '=lazy("$1")').replace(OWN, (_, path) => {
      const id = nameOf(path);
      return `require(${JSON.stringify(isOwnFile.has(id) ? `./${id}` : id)})`;
    });
  const inOwnFile = (code) =>
    code
      .replace(OWN, (_, path) => {
        const id = nameOf(path);
        return isOwnFile.has(id)
          ? `require("./${id}")`
          : `require("./${name}")(${JSON.stringify(id)})`;
      })
      .replace(LAZY, `=require("./${name}").lazy("$1")`);
  return [
    { path: name, code: joined(within.map((each) => ({ ...each, code: inOneFile(each.code) }))) },
    ...apart.map(({ path, code }) => ({ path: nameOf(path), code: inOwnFile(code) })),
  ];
}
