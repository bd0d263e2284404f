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

const neededBy = ({ code }) => [...code.matchAll(AT_ONCE)].map(([, path]) => nameOf(path));

/** The names of chunks that some other one needs from its start. */
const neededAtOnce = (chunks) => new Set(chunks.flatMap(neededBy));

/** The name of the module that a chunk begins with: esbuild puts a hash behind it. */
const moduleOf = (path) => nameOf(path).replace(/(-[A-Z0-9]{8})?\.cjs$/, '');

/** The names of the chunks that begin with these modules, and of all that those need from their start. */
function reachedFrom(modules, chunks) {
  const byName = new Map(chunks.map((chunk) => [nameOf(chunk.path), chunk]));
  const reached = new Set();
  const visit = (name) => {
    if (reached.has(name) || !byName.has(name)) return;
    reached.add(name);
    neededBy(byName.get(name)).forEach(visit);
  };
  for (const name of byName.keys()) if (modules.has(moduleOf(name))) visit(name);
  return reached;
}

/** Modules of Node that take some milliseconds to load, and that many runs do not use. */
const LAZY =
  /(?<!exports)=require\("(node:(?:child_process|crypto|http|os|readline|stream|stream\/promises|timers\/promises))"\)/g;

const body = ({ path, code }) => `${JSON.stringify(nameOf(path))}(exports,require,module){${code}}`;

const object = (chunks) => `{${chunks.map(body).join(',\n')}}`;

/** Each chunk is a function that runs when it is first required; what is none of them is Node's matter. */
const loader = (chunks, more) => `const chunks=${object(chunks)},made=new Map();
const lazy=(id)=>new Proxy({},{get:(_,key)=>require(id)[key]});
const load=(id)=>{
const known=made.get(id);if(known)return known.exports;
if(!/^[^./].*\\.cjs$/.test(id))return require(id);
if(!chunks[id])Object.assign(chunks,require("./${more}"));
const module={exports:{}};made.set(id,module);
chunks[id](module.exports,load,module);
return module.exports};
module.exports=Object.assign(load,{lazy});
`;

/**
 * Chunks in few files, each of which is found, read and compiled once: `first` has what the `modules` reach, and loads
 * all others, `more` has the rest, but for those that have to be files of their own. A file of its own finds the
 * others through `first`.
 */
export function inFewFiles(chunks, { modules, first, more }) {
  if (new Set(chunks.map(({ path }) => nameOf(path))).size < chunks.length)
    throw new Error('Two chunks have one name');
  const atOnce = neededAtOnce(chunks);
  const isSeldom = ({ path, code }) => code.length > LARGE && !atOnce.has(nameOf(path));
  const apart = chunks.filter((each) => importsModules(each) || isSeldom(each));
  const isOwnFile = new Set(apart.map(({ path }) => nameOf(path)));
  const inFile = (code) =>
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
          : `require("./${first}")(${JSON.stringify(id)})`;
      })
      .replace(LAZY, `=require("./${first}").lazy("$1")`);
  const reached = reachedFrom(modules, chunks);
  const within = chunks
    .filter((each) => !apart.includes(each))
    .map(({ path, code }) => ({ path, code: inFile(code) }));
  const [early, late] = [true, false].map((isEarly) =>
    within.filter(({ path }) => reached.has(nameOf(path)) === isEarly),
  );
  return [
    { path: first, code: loader(early, more) },
    { path: more, code: `const {lazy}=require("./${first}");module.exports=${object(late)};` },
    ...apart.map(({ path, code }) => ({ path: nameOf(path), code: inOwnFile(code) })),
  ];
}
