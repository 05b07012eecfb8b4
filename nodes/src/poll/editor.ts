import { type RecordFields, RecordForm } from '../editor/record-form.ts';
import { idDefault } from '../editor/scope.ts';
import { withoutMessage } from '../editor/types.ts';

interface Fields extends RecordFields {
  interval: string;
  from: string;
  since: string;
  lookback: string;
  content: boolean;
  output: string;
  pace: string;
  store: string;
}

let form: RecordForm | undefined;

RED.nodes.registerType<Fields>('hyperstudy-poll', {
  category: 'HyperStudy',
  color: '#7fb8ad',
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    connection: { value: '', type: 'hyperstudy-connection', required: true },
    dataType: { value: 'events', required: true },
    scope: { value: 'experiment' },
    experiment: idDefault('experiment'),
    experimentType: { value: 'str' },
    room: idDefault('room'),
    roomType: { value: 'str' },
    participant: idDefault('participant'),
    participantType: { value: 'str' },
    filters: { value: {} },
    interval: { value: '30', validate: (value) => isVariable(value) || Number(value) >= 5 },
    from: { value: 'now' },
    since: {
      value: '',
      validate: function (value) {
        return this.from !== 'since' || isVariable(value) || !Number.isNaN(Date.parse(String(value)));
      },
    },
    lookback: { value: '120', validate: (value) => isVariable(value) || Number(value) >= 0 },
    content: { value: false },
    output: { value: 'array' },
    pace: { value: 'free' },
    store: { value: '' },
  },
  inputs: 1,
  outputs: 1,
  icon: 'hyperstudy-poll.svg',
  paletteLabel: 'hyperstudy poll',
  label() {
    return this.name || this._(`common.dataType.${this.dataType}`);
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    form = new RecordForm(this, withoutMessage, (key) => this._(key), ['start', 'end']);
    const from = $('#node-input-from');
    const showSince = () => $('#hyperstudy-row-since').toggle(from.val() === 'since');
    from.on('change', showSince);
    showSince();
    storeSelect(this.store);
  },
  oneditsave() {
    this.version = 1;
    const filters = form?.filters() ?? {};
    form = undefined;
    this.filters = filters;
  },
});

const isVariable = (value: unknown): boolean => /^\$\{[^}]+\}$/.test(String(value));

/** The file, or one of the context stores that the settings of Node-RED define. */
function storeSelect(value: string): void {
  const select = $('#node-input-store');
  for (const store of stores()) {
    $('<option>').val(store).text(store).appendTo(select);
  }
  select.val(value);
  const note = $('#hyperstudy-store-note');
  const show = () => note.toggle(select.val() !== '');
  select.on('change', show);
  show();
}

/** The typings leave out what the editor knows of context stores. */
function stores(): readonly string[] {
  const settings: object = RED.settings;
  if (!('context' in settings) || typeof settings.context !== 'object' || settings.context === null)
    return [];
  const { context } = settings;
  return 'stores' in context && Array.isArray(context.stores) ? context.stores.map(String) : [];
}
