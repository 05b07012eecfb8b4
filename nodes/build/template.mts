import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NodeType, nameOf, root } from './paths.mts';
import { settingRow } from './setting-row.mts';

/** The page of a node: its script inline (scripts from elsewhere come too late), its form, its help. */
export async function page(type: NodeType, script: string, help: string): Promise<string> {
  const form = await withParts(await readFile(join(root, 'src', nameOf(type), 'editor.html'), 'utf8'));
  return [
    // A closing tag in a text of the script would end it early.
    `<script type="text/javascript">\n${script.trim().replaceAll('</script', '<\\/script')}\n</script>`,
    `<script type="text/html" data-template-name="${type}">\n${form.trim()}\n</script>`,
    help,
  ].join('\n\n');
}

/**
 * Puts in the parts that forms share: <!-- include scope --> stands for src/editor/scope.html, and
 * <!-- setting gzip fa-archive --> for the row of that setting of an export, with its icon.
 */
async function withParts(form: string): Promise<string> {
  let whole = form;
  for (const [comment, part] of form.matchAll(/<!-- include (\w+) -->/g)) {
    whole = whole.replace(comment, (await readFile(join(root, 'src/editor', `${part}.html`), 'utf8')).trim());
  }
  return whole.replaceAll(/<!-- setting (\w+)(?: (fa-[\w-]+))? -->/g, (_, name: string, icon?: string) =>
    settingRow(name, icon),
  );
}
