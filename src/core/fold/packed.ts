import type { Project } from '../project.ts';

/** What `sam build` builds: one image, for functions with the same metadata share one. */
const METADATA = `    Metadata:
      Dockerfile: Dockerfile
      DockerContext: .
      DockerTag: latest
`;

/** The handler is the command of the image, and what it runs on is in its Dockerfile. */
const functionsAsImages = (template: string) =>
  template
    .replace(/^ {4}(Runtime: .+|CodeUri: \.)\n/gm, '')
    .replace(
      /^ {4}Metadata:\n {6}BuildMethod: esbuild\n {6}BuildProperties:\n( {8}.*\n)+/gm,
      METADATA,
    )
    .replace(
      /^ {6}Handler: (.+)$/gm,
      '      PackageType: Image\n      ImageConfig:\n        Command:\n          - $1',
    );

/** The SAM CLI makes a repository for each function, and deletes it with it. */
const withRepositories = (config: string) =>
  config.replace(/^resolve_s3 = true$/gm, 'resolve_image_repos = true\n$&');

/** A file or fragment as it is in the project: templates are those of functions in zip files. */
export function packed({ packageType }: Project, path: string, text: string): string {
  if (packageType === 'zip') return text;
  if (path.endsWith('.yaml')) return functionsAsImages(text);
  return path.endsWith('.toml') ? withRepositories(text) : text;
}
