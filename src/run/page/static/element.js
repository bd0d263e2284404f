const SVG = 'http://www.w3.org/2000/svg';

export const byId = (id) => document.getElementById(id);

const elementOf = (name) =>
  name.startsWith('svg:')
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);

/** Makes an element, whose text never becomes markup: properties that begin with "on" are listeners, the rest attributes. */
export function element(name, properties, ...children) {
  const made = elementOf(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false)
      made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((each) => each !== undefined));
  return made;
}

export const option = (value, label) => element('option', { value }, label);

export const pretty = (value) =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);
