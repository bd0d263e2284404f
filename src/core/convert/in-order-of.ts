/** The entries of a template's sections, each with the lines in front of the next one. */
const entriesOf = (template: string) => template.split(/^(?=\S| {2}\w)/m);

const keyOf = (entry: string) => /^( {2}\w+|\w+):/.exec(entry)?.[0];

interface Section {
  readonly head: string;
  readonly entries: readonly string[];
}

function sectionsOf(template: string): readonly Section[] {
  const sections: { head: string; entries: string[] }[] = [];
  for (const each of entriesOf(template)) {
    if (each.startsWith('  ')) sections.at(-1)?.entries.push(each);
    else sections.push({ head: each, entries: [] });
  }
  return sections;
}

/**
 * A template with the entries of its sections in the order that they have in another one, which commands have added to
 * in another order; what that one does not have stays behind the entry that it follows.
 */
export function inOrderOf(other: string, template: string): string {
  const places = new Map(
    sectionsOf(other)
      .flatMap(({ head, entries }) => entries.map((each) => `${keyOf(head)}${keyOf(each)}`))
      .map((key, n) => [key, n]),
  );
  const ordered = sectionsOf(template).flatMap(({ head, entries }) => {
    let last = -1;
    const placed = entries.map((entry) => {
      last = places.get(`${keyOf(head)}${keyOf(entry)}`) ?? last;
      return { entry, place: last };
    });
    return [head, ...placed.toSorted((a, b) => a.place - b.place).map(({ entry }) => entry)];
  });
  return ordered.join('');
}
