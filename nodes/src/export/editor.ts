import { dataTypes } from 'virtual:data-types';
import { exportSettings } from 'virtual:export-settings';
import { migrate } from '../common/migrate.ts';
import { directoryInput } from '../editor/directory.ts';
import { idInput } from '../editor/id-input.ts';
import { idDefault, type ScopeFields, scopeRows } from '../editor/scope.ts';
import { fromMessage } from '../editor/types.ts';
import { migrations } from './migrations.ts';

interface Fields extends ScopeFields {
  version: number;
  name: string;
  connection: string;
  directory: string;
  directoryType: string;
  types: string[];
  format: string[];
  partition: string;
  recordings: string;
  recordingType: string;
  deployment: string;
  deploymentType: string;
  start: string;
  startType: string;
  end: string;
  endType: string;
  gzip: boolean;
  csvDialect: string;
  formulaGuard: boolean;
  bids: boolean;
  datapackage: boolean;
  codebook: boolean;
  report: boolean;
  pseudonymize: boolean;
  dropColumns: string;
  dropColumnsType: string;
  shiftDates: string;
  onlyConsented: boolean;
  pageSize: string;
  concurrency: string;
  full: boolean;
}

RED.nodes.registerType<Fields>('hyperstudy-export', {
  category: 'HyperStudy',
  color: '#7fb8ad',
  defaults: {
    version: { value: 2 },
    name: { value: '' },
    connection: { value: '', type: 'hyperstudy-connection', required: true },
    scope: { value: 'experiment' },
    experiment: idDefault('experiment'),
    experimentType: { value: 'str' },
    room: idDefault('room'),
    roomType: { value: 'str' },
    participant: idDefault('participant'),
    participantType: { value: 'str' },
    directory: { value: 'hyperstudy-export', required: true },
    directoryType: { value: 'str' },
    types: { value: [] },
    format: { value: ['csv'] },
    partition: { value: 'none' },
    recordings: { value: 'metadata' },
    recordingType: { value: '' },
    deployment: { value: '' },
    deploymentType: { value: 'str' },
    start: { value: '' },
    startType: { value: 'str' },
    end: { value: '' },
    endType: { value: 'str' },
    gzip: { value: false },
    csvDialect: { value: 'default' },
    formulaGuard: { value: false },
    bids: { value: false },
    datapackage: { value: false },
    codebook: { value: true },
    report: { value: true },
    pseudonymize: { value: false },
    dropColumns: { value: '' },
    dropColumnsType: { value: 'str' },
    shiftDates: { value: '' },
    onlyConsented: { value: false },
    pageSize: { value: '', validate: (value) => isCount('pageSize', value) },
    concurrency: { value: '', validate: (value) => isCount('concurrency', value) },
    full: { value: false },
  },
  inputs: 1,
  outputs: 1,
  icon: 'hyperstudy-export.svg',
  paletteLabel: 'hyperstudy export',
  label() {
    return this.name || 'hyperstudy export';
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    const _ = (key: string) => this._(key);
    fillMissing(this);
    scopeRows(_, fromMessage, () => ['experiment', 'room', 'participant']);
    directoryInput();
    const options = dataTypes.map(({ name }) => ({ value: name, label: _(`common.dataType.${name}`) }));
    const kind = { value: 'types', label: _('export.label.allTypes'), multiple: true, options };
    $('#hyperstudy-types').typedInput({ default: 'types', types: [kind] });
    $('#hyperstudy-types').typedInput('value', this.types.join(','));
    for (const word of this.format ?? ['csv'])
      $(`#hyperstudy-format [value="${word}"]`).prop('checked', true);
    const experiment = () => String($('#node-input-experiment').typedInput('value'));
    const question = () => ({ what: 'deployments' as const, experiment: experiment() });
    const field = '#node-input-deployment';
    idInput({ field, typeField: `${field}Type`, types: fromMessage, _, question });
    const time = { value: 'str', label: _('common.kind.time'), icon: 'fa fa-clock-o' };
    for (const name of ['start', 'end', 'dropColumns']) {
      $(`#node-input-${name}`).typedInput({
        default: 'str',
        types: [name === 'dropColumns' ? 'str' : time, ...fromMessage],
        typeField: `#node-input-${name}Type`,
      });
    }
    const recordings = $('#node-input-recordings');
    const showType = () => $('#hyperstudy-row-recordingType').toggle(recordings.val() === 'download');
    recordings.on('change', showType);
    showType();
    $('#hyperstudy-more').prop('open', isMoreSet());
  },
  oneditsave() {
    this.version = 2;
    const chosen = String($('#hyperstudy-types').typedInput('value'));
    this.types = chosen.split(',').filter((name) => name !== '');
    const formats = $('#hyperstudy-format :checked').get();
    this.format = formats.map((box) => String($(box).val()));
  },
});

/** A node that an older release saved has nothing for some fields: they show what it does. */
function fillMissing(node: Fields): void {
  const saved = new Map<string, unknown>(Object.entries(node));
  for (const [name, value] of Object.entries(migrate({ version: node.version }, migrations))) {
    const input = $(`#node-input-${name}`);
    if (saved.get(name) !== undefined) continue;
    if (typeof value === 'boolean') input.prop('checked', value);
    else if (typeof value === 'string') input.val(value);
  }
}

/** Whether something below More is not as it is by default: then it shows, most of all what protects people. */
function isMoreSet(): boolean {
  return Object.entries(exportSettings).some(([name, { kind, default: byDefault = '' }]) => {
    const input = $(`#hyperstudy-more #node-input-${name}`);
    if (input.length === 0) return false;
    const value = kind === 'flag' ? input.prop('checked') : String(input.val());
    return value !== (kind === 'list' ? '' : byDefault);
  });
}

function isCount(name: string, value: unknown): boolean {
  const text = String(value ?? '').trim();
  if (text === '' || /^\$\{[^}]+\}$/.test(text)) return true;
  const { least = 0, most = Infinity } = exportSettings[name] ?? {};
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
