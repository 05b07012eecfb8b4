import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NodeType, nameOf, root } from './paths.mts';
import { settingRow } from './setting-row.mts';

/** The page of a node: its script inline (scripts from elsewhere come too late), its form, its help. */
export async function page(type: NodeType, script: string, help: string): Promise<string> {
  const form = withSettings(await withParts(join(root, 'src', nameOf(type), 'editor.html')));
  return [
    // A closing tag in a text of the script would end it early.
    `<script type="text/javascript">\n${script.trim().replaceAll('</script', '<\\/script')}\n</script>`,
    `<script type="text/html" data-template-name="${type}">\n${form.trim()}\n</script>`,
    help,
  ].join('\n\n');
}

/** The form with the parts that forms share: <!-- include scope --> stands for src/editor/scope.html. */
async function withParts(file: string): Promise<string> {
  let form = await readFile(file, 'utf8');
  for (const [comment, part] of form.matchAll(/<!-- include (\w+) -->/g)) {
    form = form.replace(comment, (await withParts(join(root, 'src/editor', `${part}.html`))).trim());
  }
  return form;
}

/** <!-- setting gzip fa-archive --> stands for the row of that setting of an export, with its icon. */
function withSettings(form: string): string {
  return form.replaceAll(/<!-- setting (\w+)(?: (fa-[\w-]+))? -->/g, (_, name: string, icon?: string) =>
    settingRow(name, icon),
  );
}
