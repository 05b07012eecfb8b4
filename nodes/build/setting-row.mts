import { type ExportSettingName, exportSettings } from '@hyperstudy-workflows/export';

const isSetting = (name: string): name is ExportSettingName => Object.hasOwn(exportSettings, name);

/** The row of a form for a setting of an export, by its kind. Labels: export.setting.<name>, export.choice.<name>.<word>. */
export function settingRow(name: string, icon = 'fa-cog'): string {
  if (!isSetting(name)) throw new Error(`${name} is no setting of an export`);
  const setting = exportSettings[name];
  const field = `node-input-${name}`;
  const text = `data-i18n="export.setting.${name}"`;
  const wide = 'style="width: calc(100% - 135px)"';
  const row = (id: string, ...inputs: string[]) =>
    lines(
      `<div class="form-row" id="hyperstudy-row-${name}">`,
      `  <label${id === '' ? '' : ` for="${id}"`} style="width: 130px"><i class="fa ${icon}"></i> <span ${text}></span></label>`,
      ...inputs.map((input) => `  ${input}`),
      '</div>',
    );
  switch (setting.kind) {
    case 'flag':
      return lines(
        `<div class="form-row" id="hyperstudy-row-${name}">`,
        '  <label style="width: 130px"></label>',
        `  <input type="checkbox" id="${field}" style="width: auto; margin-top: 0">`,
        // Narrow enough to stay beside its box.
        `  <label for="${field}" style="width: auto; max-width: calc(100% - 165px); vertical-align: middle" ${text}></label>`,
        '</div>',
      );
    case 'choice': {
      const words: readonly string[] = setting.choices;
      const none = setting.default === undefined ? [option('', `${name}.any`)] : [];
      const options = [...none, ...words.map((word) => option(word, `${name}.${word}`))];
      return row(field, `<select id="${field}" ${wide}>`, ...options, '</select>');
    }
    // Both are saved as lists, which Node-RED doesn't read from a field by itself.
    case 'choices': {
      const words: readonly string[] = setting.choices;
      const boxes = words.map((word) => box(word, `${name}.${word}`));
      return row('', `<span id="hyperstudy-${name}">`, ...boxes, '</span>');
    }
    case 'types':
      return row(`hyperstudy-${name}`, `<input type="text" id="hyperstudy-${name}" ${wide}>`);
    case 'count':
      return row(field, `<input type="text" id="${field}" style="width: 80px">`);
    case 'list':
    case 'text':
    case 'time':
      return row(
        field,
        `<input type="text" id="${field}" ${wide}>`,
        `<input type="hidden" id="${field}Type">`,
      );
  }
}

const option = (word: string, key: string) =>
  `  <option value="${word}" data-i18n="export.choice.${key}"></option>`;

const box = (word: string, key: string) =>
  `  <label style="width: auto; margin-right: 16px"><input type="checkbox" value="${word}" style="width: auto; margin: 0 2px 2px 0"> <span data-i18n="export.choice.${key}"></span></label>`;

const lines = (...all: string[]): string => all.join('\n');
