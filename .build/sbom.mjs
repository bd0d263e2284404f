import { installedPackages } from './packages.mjs';

/** https://github.com/package-url/purl-spec: the @ of a scope is escaped. */
const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const component = (type, { name, version, license }) => ({
  type,
  'bom-ref': purl({ name, version }),
  name,
  version,
  purl: purl({ name, version }),
  ...(license ? { licenses: [{ expression: license }] } : {}),
});

/** A bill of materials, CycloneDX 1.6: what is bundled, and what npm installs with it. Same build, same bytes. */
export function sbom(own, bundled) {
  const all = [...bundled, ...installedPackages(Object.keys(own.dependencies ?? {}))];
  const components = [...new Map(all.map((each) => [purl(each), each])).values()];
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: component('application', own) },
      components: components.map((each) => component('library', each)),
    },
    null,
    2,
  )}\n`;
}
