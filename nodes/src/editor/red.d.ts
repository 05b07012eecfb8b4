import type { RED as Editor } from '@node-red/editor-client';

declare global {
  /** The editor's own global. */
  const RED: Editor;
}
