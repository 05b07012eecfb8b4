import type { z } from 'zod';
import { count, flag, group, ids, json, list, ms, number, record, text, time } from '../fields.ts';

/** Fields of a run, which also come as rows of their own among the decisions. */
const run = {
  personaId: text('Persona of the agent').nullish(),
  seed: number('Seed of the agent').nullish(),
  totalInputTokens: count('Tokens in').nullish(),
  totalOutputTokens: count('Tokens out').nullish(),
  totalCostUsd: number('Cost', 'USD').nullish(),
  turns: count('Turns taken').nullish(),
  codeCommitSha: text('Version of the agent code').nullish(),
  startedAt: time('When the run started').nullish(),
  endedAt: time('When it ended; null if orphaned').nullish(),
};

/** Model behind an agent. */
const model = {
  model: text('Language model').nullish(),
  provider: text('Provider of the model').nullish(),
};

/** One decision of an agent (AI) participant. */
export const agentDecisionSchema = record({
  _type: text('decision, or run for the run rows that come along').nullish(),
  id: text('{participantId}_{seq}'),
  participantId: ids.participantId,
  roomId: ids.roomId,
  seq: count('Number of the decision').nullish(),
  stateId: text('State the room was in').nullish(),
  stateName: text('Name of that state').nullish(),
  turnKind: text('chat or component').nullish(),
  action: text('send_message or respond').nullish(),
  value: json('What was said or answered').optional(),
  ...model,
  latencyMs: ms('Time to decide').nullish(),
  inputTokens: count('Tokens in').nullish(),
  outputTokens: count('Tokens out').nullish(),
  timestamp: time('When it was decided').nullish(),
  prompt: json('What the model was given (detail only)').optional(),
  reasoning: json('What the model reasoned (detail only)').optional(),
  chain: list(
    group('A stage', { stage: text('Stage').nullish(), output: json('Its output').optional() }),
    'Stages of the decision (detail only)',
  ).nullish(),
  peerModelSnapshot: json("The agent's picture of its partner (detail only)").optional(),
  predictionUpdate: group('How the picture changed (detail only)', {
    predictionError: number('Prediction error').nullish(),
  }).nullish(),
  ...run,
});
/** A record of agent_decisions, as `agentDecisionSchema` describes it. */
export type AgentDecisionRecord = z.infer<typeof agentDecisionSchema>;

/** One run of an agent in a room. */
export const agentRunSchema = record({
  _type: text('run, in decision lists only').nullish(),
  id: text('Id of the run'),
  participantId: ids.participantId,
  roomId: ids.roomId,
  ...model,
  ...run,
  roomStatus: text('Status of the room').nullish(),
  orphaned: flag('The run never ended properly').nullish(),
});
/** A record of agent_runs. */
export type AgentRunRecord = z.infer<typeof agentRunSchema>;
