// Builds action/dist, which is committed: run it after a change to the action or to a package that it bundles.
await import('../action/build/build.mts');
