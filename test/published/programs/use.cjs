const { exitCodes, main } = require('@hyperstudy-workflows/cli');
const { HyperStudy } = require('@hyperstudy-workflows/core');
const { exportStudy } = require('@hyperstudy-workflows/export');
const { startSandbox } = require('@hyperstudy-workflows/sandbox');
const { run } = require('./run.cjs');

void run({ HyperStudy, exportStudy, startSandbox, exitCodes, main });
