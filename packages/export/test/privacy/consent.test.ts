import { describe, expect, it } from 'vitest';
import { Consents } from '../../src/privacy/consent.ts';

const reasonAfter = (...events: Record<string, unknown>[]) => {
  const consents = new Consents();
  for (const event of events) consents.addEvent('u_1', event);
  return consents.reasonFor('u_1');
};

describe('consent', () => {
  it.each([
    ['an acceptance', [{ eventType: 'consent.accepted', content: 'agreed' }], undefined],
    ['a signature', [{ eventType: 'consent.signed' }], undefined],
    ['a refusal', [{ eventType: 'consent.refused', content: 'refused' }], 'refused'],
    [
      'an acceptance, then a withdrawal',
      [{ eventType: 'consent.accepted' }, { eventType: 'consent.withdrawn' }],
      'refused',
    ],
    [
      'a refusal, then an acceptance',
      [{ eventType: 'consent.declined' }, { eventType: 'consent.accepted' }],
      'refused',
    ],
    ['an answer that says no', [{ eventType: 'consent.given', value: { accepted: false } }], 'refused'],
    [
      'a text that says no',
      [{ eventType: 'consent.given', response: { value: 'No, I disagree' } }],
      'refused',
    ],
    ['a form that was only shown', [{ eventType: 'consent.viewed' }], 'noConsentRecord'],
    [
      'the text of the form',
      [{ eventType: 'consent.accepted', content: 'You may withdraw at any time, and refuse.' }],
      undefined,
    ],
    ['nothing', [], 'noConsentRecord'],
  ])('%s', (_, events, reason) => expect(reasonAfter(...events)).toBe(reason));

  it('refused by leaving, in either spelling', () => {
    for (const completionCode of ['NOCONSENT', 'NO_CONSENT']) {
      const consents = new Consents();
      consents.addEvent('u_1', { eventType: 'consent.accepted' });
      consents.addParticipant('u_1', { completionCode });
      expect(consents.reasonFor('u_1')).toBe('refused');
    }
  });

  it('is nothing that an agent could give; a room is shared with whoever is left out', () => {
    const consents = new Consents();
    consents.addAgent('agent_1');
    consents.addPresence('agent_1', 'room_1');
    expect(consents.reasonFor('agent_1')).toBeUndefined();
    expect(consents.isShared('room_1')).toBe(false);
    consents.addPresence('u_2', 'room_1');
    expect(consents.isShared('room_1')).toBe(true);
  });
});
