export const sample: Uint8Array = Buffer.from('id,name\n1,"Zoë, née Łuk"\n');

/** Its second row is too short. */
export const corrupt: Uint8Array = Buffer.from('id,name\n1,Secret\n2\n');

/** What one reads where a part of a file is logged. */
export const readable = /Łuk|Secret/;

/** What is made of the sample, besides the body. */
export const made = {
  contentType: 'application/jsonl',
  extension: 'jsonl',
  summary: { rows: 1, columns: 2 },
};
