import { copyFileSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A bundle has a package.json of its own, which says what kind of modules it has. */
const OWN = 'package.json';

/** Gives a bundle what the deployment has beside it: an app's hooks have put it into the folder of the asset. */
export function placeBeside(asset: string, captured: string, bundle: string): void {
  for (const entry of readdirSync(asset, { withFileTypes: true })) {
    const [from, to] = [join(asset, entry.name), join(bundle, entry.name)];
    if (entry.name === captured || entry.name === OWN || existsSync(to)) continue;
    if (entry.isDirectory()) symlinkSync(from, to, 'junction');
    else copyFileSync(from, to);
  }
}
