/**
 * Bundles the script of the report's page with the plot library and puts it, with styles and licence, into a module:
 * so it goes wherever the package goes, bundled or not. Run before `tsc -b`:
 *
 *   node packages/export/build/report-assets.mts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const client = join(root, 'src/report/client');
const library = dirname(createRequire(import.meta.url).resolve('uplot/package.json'));

const bundle = await rolldown({
  input: join(client, 'main.ts'),
  platform: 'browser',
  tsconfig: join(root, 'tsconfig.client.json'),
  checks: { pluginTimings: false },
  onLog: (level, log, report) => {
    if (level === 'warn') throw new Error(log.message);
    report(level, log);
  },
});
const { output } = await bundle.generate({ format: 'iife', minify: true, comments: { legal: false } });
await bundle.close();
const [{ code }] = output;
// The end of the element must not stand in the script that is put into it.
if (/<\/script|<!--/i.test(code)) throw new Error('The script would end its own element.');

const { version }: { version: string } = JSON.parse(await readFile(join(library, 'package.json'), 'utf8'));
const licence = await readFile(join(library, 'LICENSE'), 'utf8');
const styles = await Promise.all(
  [join(library, 'dist/uPlot.min.css'), join(client, 'report.css')].map((file) => readFile(file, 'utf8')),
);
const texts = {
  clientScript: code.trim(),
  styles: styles.map((text) => text.trim()).join('\n'),
  plotLicence: `uPlot ${version}\n\n${licence.trim()}`,
};
const lines = Object.entries(texts).map(
  ([name, text]) => `export const ${name}: string = ${JSON.stringify(text)};\n`,
);
await writeFile(
  join(root, 'src/report/page/assets.generated.ts'),
  `// Written by build/report-assets.mts: change that, or what it bundles.\n${lines.join('')}`,
);
