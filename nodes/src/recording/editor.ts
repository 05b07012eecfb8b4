import { directoryInput } from '../editor/directory.ts';

interface Fields {
  version: number;
  name: string;
  connection: string;
  directory: string;
  directoryType: string;
  fileName: string;
  concurrency: string;
  skipExisting: boolean;
  verify: boolean;
}

RED.nodes.registerType<Fields>('hyperstudy-recording', {
  category: 'HyperStudy',
  color: '#7fb8ad',
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    connection: { value: '', type: 'hyperstudy-connection', required: true },
    directory: { value: 'recordings', required: true },
    directoryType: { value: 'str' },
    fileName: { value: '', validate: (value) => tellsApart(String(value ?? '')) },
    concurrency: { value: '2', validate: (value) => /^([1-9]|1[0-6]|\$\{[^}]+\})$/.test(String(value)) },
    skipExisting: { value: true },
    verify: { value: false },
  },
  inputs: 1,
  outputs: 2,
  icon: 'hyperstudy-recording.svg',
  paletteLabel: 'hyperstudy recording',
  label() {
    return this.name || 'hyperstudy recording';
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  outputLabels(index) {
    return this._(index === 0 ? 'recording.done' : 'recording.pending');
  },
  oneditprepare() {
    directoryInput();
  },
  oneditsave() {
    this.version = 1;
  },
});

/** A template that gives all recordings one name would overwrite them. */
const tellsApart = (template: string): boolean =>
  template.trim() === '' || /\{(recordingId|egressId)\}|^\$\{[^}]+\}$/.test(template);
