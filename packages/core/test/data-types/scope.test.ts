import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedId, type Scope, type ScopeOf, scopeParts } from '../../src/data-types/index.ts';
import { usageError } from './usage-error.ts';

const scopeHint = 'Name { experiment }, { room } or { participant, room }.';

describe('scopeParts', () => {
  it.each<[Scope, object]>([
    [{ experiment: 'exp_1' }, { kind: 'experiment', id: 'exp_1' }],
    [{ room: 'room_1' }, { kind: 'room', id: 'room_1' }],
    [
      { participant: 'u_1', room: 'room_1' },
      { kind: 'participant', id: 'u_1', room: 'room_1' },
    ],
    [
      { experiment: 'exp_1', room: undefined, participant: undefined },
      { kind: 'experiment', id: 'exp_1' },
    ],
  ])('reads %j', (scope, parts) => {
    expect(scopeParts(scope)).toStrictEqual(parts);
  });
});

describe('a scope that names nothing', () => {
  it.each([undefined, null, 'exp_1', 7])('is refused: %j', (scope) => {
    // @ts-expect-error a scope is an object with ids
    const error = usageError(() => scopeParts(scope));
    expect(error).toMatchObject({ message: 'A scope is missing.', hint: scopeHint, remedy: 'fix-call' });
  });

  it('is refused: {}', () => {
    // @ts-expect-error a scope names something
    const nothing: Scope = {};
    expect(usageError(() => scopeParts(nothing))).toMatchObject({
      message: 'A scope is missing.',
      hint: scopeHint,
    });
  });
});

describe('a participant without its room', () => {
  it('does not compile, and says at run time what to add', () => {
    // @ts-expect-error the same person may be in several rooms
    const alone: Scope = { participant: 'u_1' };
    expect(usageError(() => scopeParts(alone))).toMatchObject({
      message: 'A participant needs its room: the same person may be in several.',
      hint: 'Add the room, e.g. { participant, room } or --participant ID --room ID.',
    });
  });

  it('is no scope of a data type either', () => {
    // @ts-expect-error events of a participant need the room
    const alone: ScopeOf<'events'> = { participant: 'u_1' };
    expect(usageError(() => scopeParts(alone)).message).toMatch(/needs its room/);
  });
});

describe('a scope that names too much', () => {
  it('is refused: experiment and room', () => {
    // @ts-expect-error a room has one experiment
    const both: Scope = { experiment: 'exp_1', room: 'room_1' };
    expect(usageError(() => scopeParts(both))).toMatchObject({
      message: 'A scope names an experiment or a room, not both.',
      hint: scopeHint,
    });
  });

  it('is refused: experiment and participant', () => {
    // @ts-expect-error a participant needs its room, not its experiment
    const both: Scope = { experiment: 'exp_1', participant: 'u_1' };
    expect(usageError(() => scopeParts(both)).hint).toBe(scopeHint);
  });
});

describe('the scopes of a data type', () => {
  it('refuse, when compiled, one that the API does not serve', () => {
    const room: ScopeOf<'variables'> = { room: 'room_1' };
    // @ts-expect-error variables exist in a room only
    const experiment: ScopeOf<'variables'> = { experiment: 'exp_1' };
    // @ts-expect-error participants don't exist at participant scope
    const participant: ScopeOf<'participants'> = { participant: 'u_1', room: 'room_1' };
    // @ts-expect-error rooms exist in an experiment only
    const rooms: ScopeOf<'rooms'> = { room: 'room_1' };
    expect([room, experiment, participant, rooms]).toHaveLength(4);
  });
});

describe('an id', () => {
  it.each(['', ' ', '\t\n', null])('that is empty (%j) is named in the message', (id) => {
    expect(usageError(() => checkedId(id, 'room'))).toMatchObject({
      message: 'The room id is empty.',
      hint: 'Give the id of the room as text.',
    });
  });

  it.each([42, {}, ['exp_1'], true])('that is not text (%j) is called so', (id) => {
    expect(usageError(() => checkedId(id, 'experiment')).message).toBe('The experiment id is not text.');
  });

  it.each([
    ['.', '.'],
    ['..', '..'],
    ['room\u0000', 'room?'],
    ['room_1\r\nX-API-Key: x', 'room_1??X-API-Key: x'],
    ['\u001b[2Jroom', '?[2Jroom'],
    ['room\u007f', 'room?'],
    ['room\u0085', 'room?'],
    ['room\ud800', 'room?'],
  ])('that would change the path or the request (%j) is refused, and shown harmless', (id, shown) => {
    const error = usageError(() => checkedId(id, 'room'));
    expect(error.message).toBe(`"${shown}" can't be the id of a room.`);
    expect(error.hint).toMatch(/hyperstudy list/);
  });

  it.each(['room 1', 'a/b', '../x', '%2e%2e', 'ä?#&=', '😀', '...'])(
    'that only looks odd (%s) is taken as it is',
    (id) => {
      expect(checkedId(id, 'room')).toBe(id);
    },
  );

  it('that is taken stays one segment of a path, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('.', '..', '%2e')),
        (id) => {
          let taken: string;
          try {
            taken = checkedId(id, 'room');
          } catch {
            return;
          }
          const { pathname, search, hash } = new URL(
            `https://api.example/data/room/${encodeURIComponent(taken)}/end`,
          );
          const segments = pathname.split('/');
          expect(segments).toHaveLength(5);
          expect(decodeURIComponent(segments[3] ?? '')).toBe(id);
          expect(search + hash).toBe('');
        },
      ),
    );
  });

  it('of each part of a scope is checked under its own name', () => {
    expect(usageError(() => scopeParts({ experiment: '' })).message).toMatch(/^The experiment id/);
    expect(usageError(() => scopeParts({ room: '..' })).message).toMatch(/id of a room/);
    expect(usageError(() => scopeParts({ participant: '', room: 'room_1' })).message).toMatch(
      /^The participant id/,
    );
    expect(usageError(() => scopeParts({ participant: 'u_1', room: '' })).message).toMatch(/^The room id/);
  });
});
