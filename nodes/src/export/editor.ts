import { dataTypes } from 'virtual:data-types';
import { directoryInput } from '../editor/directory.ts';
import { idInput } from '../editor/id-input.ts';
import { idDefault, type ScopeFields, scopeRows } from '../editor/scope.ts';
import { fromMessage } from '../editor/types.ts';

interface Fields extends ScopeFields {
  version: number;
  name: string;
  connection: string;
  directory: string;
  directoryType: string;
  types: string[];
  recordings: string;
  recordingType: string;
  deployment: string;
  deploymentType: string;
  start: string;
  startType: string;
  end: string;
  endType: string;
}

RED.nodes.registerType<Fields>('hyperstudy-export', {
  category: 'HyperStudy',
  color: '#7fb8ad',
  defaults: {
    version: { value: 1 },
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
    recordings: { value: 'metadata' },
    recordingType: { value: '' },
    deployment: { value: '' },
    deploymentType: { value: 'str' },
    start: { value: '' },
    startType: { value: 'str' },
    end: { value: '' },
    endType: { value: 'str' },
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
    scopeRows(_, fromMessage, () => ['experiment', 'room', 'participant']);
    directoryInput();
    const options = dataTypes.map(({ name }) => ({ value: name, label: _(`common.dataType.${name}`) }));
    const kind = { value: 'types', label: _('export.allTypes'), multiple: true, options };
    $('#hyperstudy-types').typedInput({ default: 'types', types: [kind] });
    $('#hyperstudy-types').typedInput('value', this.types.join(','));
    const experiment = () => String($('#node-input-experiment').typedInput('value'));
    const question = () => ({ what: 'deployments' as const, experiment: experiment() });
    const field = '#node-input-deployment';
    idInput({ field, typeField: `${field}Type`, types: fromMessage, _, question });
    for (const name of ['start', 'end']) {
      const time = { value: 'str', label: _('common.kind.time'), icon: 'fa fa-clock-o' };
      $(`#node-input-${name}`).typedInput({
        default: 'str',
        types: [time, ...fromMessage],
        typeField: `#node-input-${name}Type`,
      });
    }
    const recordings = $('#node-input-recordings');
    const showType = () => $('#hyperstudy-row-recordingType').toggle(recordings.val() === 'download');
    recordings.on('change', showType);
    showType();
  },
  oneditsave() {
    this.version = 1;
    const chosen = String($('#hyperstudy-types').typedInput('value'));
    this.types = chosen.split(',').filter((name) => name !== '');
  },
});
