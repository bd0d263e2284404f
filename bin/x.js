const m=globalThis.__m=[['start',performance.now()]];
require('../dist/start.cjs');
m.push(['start.cjs',performance.now()]);
const f=require('../dist/commands.cjs');
m.push(['commands.cjs',performance.now()]);
f('lambda-gen.cjs');
m.push(['main ran sync',performance.now()]);
process.on('exit',()=>{m.push(['exit',performance.now()]);let p=0;for(const [a,b] of m){process.stderr.write(a+' '+b.toFixed(1)+' +'+(b-p).toFixed(1)+'\n');p=b}});
