import {
  AuthenticationError,
  ConnectionError,
  IntegrityError,
  NotFoundError,
  PermissionError,
  RecordingError,
  ResponseError,
  ServerError,
  TimeoutError,
  UsageError,
} from '@hyperstudy-workflows/core';
import { CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { exitCodeOf } from '../src/exit-codes.ts';
import { Stopped } from '../src/stop.ts';

it.each<[string, unknown, number]>([
  ['help', new CommanderError(0, 'commander.helpDisplayed', ''), 0],
  ['an unknown flag', new CommanderError(1, 'commander.unknownOption', ''), 2],
  ['a wrong call', new UsageError('x'), 2],
  ['an unknown id', new NotFoundError('x'), 2],
  ['a bad key', new AuthenticationError('x'), 3],
  ['a missing permission', new PermissionError('x'), 3],
  ['a stop', new Stopped('x'), 4],
  ['counts that differ', new IntegrityError('x'), 5],
  ['a recording', new RecordingError('x'), 6],
  ['a server that fails', new ServerError('x'), 1],
  ['a broken answer', new ResponseError('x'), 1],
  ['no connection', new ConnectionError('x'), 1],
  ['no answer in time', new TimeoutError('x'), 1],
  ['a bug', new TypeError('x'), 1],
  ['something thrown that is no error', 'x', 1],
])('%s', (_, error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});
