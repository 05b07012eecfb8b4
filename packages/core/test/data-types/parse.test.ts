import { describe, expect, it } from 'vitest';
import { dataType, dataTypeNames, parseDataType, parseDataTypes } from '../../src/data-types/index.ts';
import { UsageError } from '../../src/errors/index.ts';
import { usageError } from './usage-error.ts';

const ratings = ['ratings_continuous', 'ratings_sparse'];

describe('parseDataType', () => {
  it.each(dataTypeNames)('knows %s by its name and in capitals', (name) => {
    expect(parseDataType(name)).toBe(name);
    expect(parseDataType(name.toUpperCase())).toBe(name);
  });

  it.each(dataTypeNames.filter((name) => dataType(name).view === undefined))(
    'knows %s by its API path',
    (name) => {
      expect(parseDataType(dataType(name).path)).toBe(name);
    },
  );

  it.each([
    'ratings/continuous',
    'ratings-continuous',
    'ratings_continuous',
    'ratings continuous',
    'ratingsContinuous',
    '  Ratings.Continuous ',
  ])('takes "%s" for ratings_continuous', (word) => {
    expect(parseDataType(word)).toBe('ratings_continuous');
  });

  it('knows the spelling that responses use', () => {
    expect(parseDataType('agentDecisions')).toBe('agent_decisions');
  });

  it.each([
    ['event', 'events'],
    ['evnets', 'events'],
    ['ratings_continuos', 'ratings_continuous'],
    ['textchat', 'chat'],
    ['agent-run', 'agent_runs'],
    ['Questionaire', 'questionnaire'],
  ])('proposes the nearest name for "%s"', (word, nearest) => {
    const error = usageError(() => parseDataType(word));
    expect(error.message).toBe(`Unknown data type "${word}".`);
    expect(error.hint).toBe(`Did you mean ${nearest}?`);
  });

  it.each(['telemetry', 'x', '', '!?', '__proto__', 'toString'])(
    'lists all names for "%s", near to none',
    (word) => {
      const error = usageError(() => parseDataType(word));
      expect(error.message).toBe(`Unknown data type "${word}".`);
      expect(error.hint).toBe(`Known types: ${dataTypeNames.join(', ')}.`);
    },
  );

  it.each([
    ['ratings', ratings],
    ['all', dataTypeNames],
  ])('asks for one where "%s" is several', (word, types) => {
    const error = usageError(() => parseDataType(word));
    expect(error.message).toBe(`"${word}" is several data types.`);
    expect(error.hint).toBe(`Name one: ${types.join(', ')}.`);
  });
});

describe('parseDataTypes', () => {
  it.each(['all', 'ALL', ' all '])('takes "%s" for every type, in registry order', (word) => {
    expect(parseDataTypes(word)).toEqual(dataTypeNames);
  });

  it('gives a copy that the caller may change', () => {
    parseDataTypes('all').length = 0;
    expect(parseDataTypes('all')).toHaveLength(dataTypeNames.length);
  });

  it.each(['ratings', 'Ratings', 'ratings/'])('takes "%s" for both kinds of rating', (word) => {
    expect(parseDataTypes(word)).toEqual(ratings);
  });

  it('takes a name for itself', () => {
    expect(parseDataTypes('ratings-sparse')).toEqual(['ratings_sparse']);
  });

  it.each(['rating', 'agent', 'events,chat'])('refuses "%s", which is no type and no family', (word) => {
    expect(() => parseDataTypes(word)).toThrow(UsageError);
  });
});
