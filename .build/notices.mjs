/** The notice of one package. Throws where it has no text: then the build has to be told where that is. */
function noticeOf({ name, version, license, texts }) {
  if (texts.length === 0) throw new Error(`${name}@${version} (${license}) has no licence text`);
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/** The licence texts of all packages whose code is in the bundle. */
export const notices = ({ name }, packages) =>
  `${[`${name} contains code of these packages, under their own licences.`, ...packages.map(noticeOf)].join(RULE)}\n`;
