import type { Room } from '../study/rooms.ts';
import { failedFirst } from '../study/script.ts';
import type { Beat } from './beat.ts';

const pages = ['Welcome', 'Your task', 'The film'] as const;

/** Consent and instructions, up to the match. */
export function beforeBeats(room: Room): Beat[] {
  const category = 'pre_experiment';
  return room.people.flatMap((person, turn): Beat[] => {
    const late = turn * 41_300;
    const refused = room.kind === 'lobby' && turn === 0;
    const consent: Beat = {
      onset: -377_590 + late,
      person,
      fields: {
        category,
        eventType: refused ? 'consent.refused' : 'consent.accepted',
        content: refused ? 'refused' : 'agreed',
        context: { formTitle: 'Consent', formVersion: 2 },
      },
    };
    if (refused) return [consent];
    const views = pages.map(
      (pageTitle, pageIndex): Beat => ({
        onset: -352_110 + late + pageIndex * 61_000,
        person,
        fields: {
          category,
          eventType: 'instructions.page_view',
          value: { pageIndex, pageTitle },
          duration: 58_400,
        },
      }),
    );
    return [
      consent,
      ...views,
      ...comprehension(room, turn),
      {
        onset: -120_000 + turn * 700,
        person,
        fields: { category, eventType: 'instructions.completed', content: null },
      },
    ];
  });
}

function comprehension(room: Room, turn: number): Beat[] {
  const person = room.people[turn];
  const attempt = (attemptNumber: number, passed: boolean, onset: number): Beat[] => [
    {
      onset,
      person,
      fields: {
        category: 'pre_experiment',
        // Releases differ in the name of this event.
        eventType:
          room.kind === 'older' ? 'instructions.comprehension_check' : 'instructions.comprehension_attempt',
        value: {
          pageIndex: 1,
          pageTitle: 'Your task',
          attemptNumber,
          answers: { q1: passed ? 2 : 0 },
          score: passed ? 100 : 0,
          passed,
          correctCount: passed ? 1 : 0,
          totalQuestions: 1,
        },
      },
    },
    {
      onset: onset + 20,
      person,
      fields: {
        category: 'pre_experiment',
        eventType: `instructions.comprehension_${passed ? 'passed' : 'failed'}`,
      },
    },
  ];
  const onset = -128_400 + turn * 900;
  const first = failedFirst(room, turn) ? attempt(1, false, onset - 20_000) : [];
  return [...first, ...attempt(first.length === 0 ? 1 : 2, true, onset)];
}
