export interface File {
  bytes: Uint8Array;
  /** What the uploader said it is. */
  contentType: string | undefined;
}

/** What is made of a file; the notice carries the summary. */
export interface Result {
  body: string | Uint8Array;
  contentType: string;
  extension: string;
  summary: object;
}

/** A file that fails however often it is tried; the message tells its owner why. */
export class Rejected extends Error {}
