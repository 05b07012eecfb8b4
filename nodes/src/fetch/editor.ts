import { type RecordFields, RecordForm } from '../editor/record-form.ts';
import { idDefault } from '../editor/scope.ts';
import { fromMessage } from '../editor/types.ts';

interface Fields extends RecordFields {
  output: string;
  pace: string;
  limit: string;
}

let form: RecordForm | undefined;

RED.nodes.registerType<Fields>('hyperstudy-fetch', {
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
    output: { value: 'array' },
    pace: { value: 'free' },
    limit: {
      value: '',
      validate: (value) => String(value ?? '') === '' || /^([1-9]\d*|\$\{[^}]+\})$/.test(String(value)),
    },
  },
  inputs: 1,
  outputs: 1,
  icon: 'hyperstudy-fetch.svg',
  paletteLabel: 'hyperstudy fetch',
  label() {
    return this.name || this._(`common.dataType.${this.dataType}`);
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    form = new RecordForm(this, fromMessage, (key) => this._(key));
    const output = $('#node-input-output');
    const showPace = () => $('#hyperstudy-row-pace').toggle(output.val() !== 'array');
    output.on('change', showPace);
    showPace();
  },
  oneditsave() {
    this.version = 1;
    const filters = form?.filters() ?? {};
    form = undefined;
    this.filters = filters;
  },
});
