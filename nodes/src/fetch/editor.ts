import { FilterRows, type FilterSettings } from '../editor/filters.ts';
import { dataTypeSelect, idDefault, type ScopeFields, scopeRows, scopesOfType } from '../editor/scope.ts';
import { fromMessage } from '../editor/types.ts';

interface Fields extends ScopeFields {
  version: number;
  name: string;
  connection: string;
  dataType: string;
  filters: FilterSettings;
  output: string;
  pace: string;
  limit: string;
}

let rows: FilterRows | undefined;

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
    const _ = (key: string) => this._(key);
    dataTypeSelect('#node-input-dataType', this.dataType, _);
    const dataType = () => String($('#node-input-dataType').val());
    scopeRows(_, fromMessage, () => scopesOfType(dataType()));
    rows = new FilterRows($('#hyperstudy-filters'), this.filters, fromMessage, _);
    rows.show(dataType());
    $('#node-input-dataType').on('change', () => rows?.show(dataType()));
    const output = $('#node-input-output');
    const showPace = () => $('#hyperstudy-row-pace').toggle(output.val() !== 'array');
    output.on('change', showPace);
    showPace();
  },
  oneditsave() {
    this.version = 1;
    const filters = rows?.read() ?? {};
    rows = undefined;
    this.filters = filters;
  },
});
