import { exitCodes, main } from '@hyperstudy-workflows/cli';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { exportStudy } from '@hyperstudy-workflows/export';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { run } from './run.cjs';

await run({ HyperStudy, exportStudy, startSandbox, exitCodes, main });
