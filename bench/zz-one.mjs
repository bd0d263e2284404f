import { findCdkFunction } from '../src/extend/cdk-target.ts';
import { projectDisk } from '../src/io/list-files.ts';
try { const t=findCdkFunction(projectDisk(process.argv[2]),process.argv[3]); console.log(t.names,t.shown);} catch(e){console.log(e.message,e.hint)}
