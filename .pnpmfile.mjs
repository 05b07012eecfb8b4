// Typedoc knows no TypeScript 7 yet, and a peer dependency would be the 7 that is here: it gets a 6 of its own.
export const hooks = {
  readPackage(manifest) {
    if (manifest.name !== 'typedoc') return manifest;
    const { typescript: _, ...peerDependencies } = manifest.peerDependencies;
    return {
      ...manifest,
      peerDependencies,
      dependencies: { ...manifest.dependencies, typescript: '6.0.3' },
    };
  },
};
