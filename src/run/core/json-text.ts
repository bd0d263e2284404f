/** What a text is as JSON; undefined for one that is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of a text that is JSON; another text as it is. */
export const jsonOrText = (text: string): unknown => {
  const value = parsedJson(text);
  return value === undefined ? text : value;
};
