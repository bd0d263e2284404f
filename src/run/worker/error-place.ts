import { relative } from 'node:path';
import type { LambdaError } from './protocol.ts';

const PLACE = /\(?(?:file:\/\/)?((?:[A-Za-z]:)?[^\s():]+:\d+:\d+)\)?$/;

/** Code of Node.js itself, and what a worker evaluates, are in no file. */
const NO_FILE = /node:|\[(worker )?eval\]/;

/** Frames of dependencies, and of what calls the handler, show nobody where to look. A bundle is the user's code. */
const isOthers = (place: string) =>
  /[\\/]node_modules[\\/](?!\.cache[\\/]lambda-gen)|[\\/]worker[\\/]bootstrap\.js/.test(place);

/** Where the code of the user threw, as `path:line:column`, or `path:line`; undefined where the error does not show it. */
export function placeOf({ trace = [] }: LambdaError): string | undefined {
  // What cannot be parsed has its place in front of the error
  const parsing = /^(?:file:\/\/)?(\S.*:\d+)$/.exec(trace[0] ?? '')?.[1];
  if (parsing && trace.some((line) => line.startsWith('SyntaxError'))) return parsing;
  const places = trace.flatMap((line) =>
    /^\s+at /.test(line) && !NO_FILE.test(line) ? (PLACE.exec(line)?.[1] ?? []) : [],
  );
  return places.find((place) => !isOthers(place));
}

/** A path as the user would write it from the working folder. */
function fromHere(place: string): string {
  const path = relative(process.cwd(), place);
  return path.startsWith('..') ? place : path;
}

/** An error in one line, with its place. */
export function errorLine(error: LambdaError): string {
  const place = placeOf(error);
  return `${error.errorType}: ${error.errorMessage}${place ? ` (${fromHere(place)})` : ''}`;
}
