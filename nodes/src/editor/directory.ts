import { fromMessage } from './types.ts';

/** The input for a folder: typed, or from elsewhere. */
export function directoryInput(): void {
  $('#node-input-directory').typedInput({
    default: 'str',
    types: ['str', ...fromMessage],
    typeField: '#node-input-directoryType',
  });
}
