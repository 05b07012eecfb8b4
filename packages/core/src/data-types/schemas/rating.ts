import { z } from 'zod';
import {
  clockCorrection,
  count,
  group,
  ids,
  json,
  moment,
  ms,
  number,
  open,
  record,
  text,
  time,
} from '../fields.ts';

/** Fields of both kinds of rating. */
const rating = {
  ratingId: text('Id of the rating'),
  ...ids,
  componentId: text('Rating component').nullish(),
  ...moment,
  ...clockCorrection,
  value: number('The rating; its meaning moved between releases: see rawValue and the scale').nullish(),
  normalizedValue: number('The rating from 0 to 1').nullish(),
  rawValue: number('The rating on its scale').nullish(),
  scale: group('The scale', {
    min: number('Lower end').nullish(),
    max: number('Upper end').nullish(),
  }).nullish(),
  scaleMin: number('Lower end of the scale (older spelling)').nullish(),
  scaleMax: number('Upper end of the scale (older spelling)').nullish(),
  labels: group('Texts at the ends of the scale', {
    min: text('At the lower end').nullish(),
    max: text('At the upper end').nullish(),
  }).nullish(),
  type: text('continuous or sparse').nullish(),
  stateId: text('State the room was in').nullish(),
  stimulusId: text('Stimulus that was rated').nullish(),
  stimulusTime: ms('Position in the stimulus').nullish(),
};

/** One sample of a continuous rating. */
export const continuousRatingSchema = record(rating);
/** A record of ratings_continuous. */
export type ContinuousRatingRecord = z.infer<typeof continuousRatingSchema>;

/** One answer to a rating prompt. A prompt that timed out has a null value. */
export const sparseRatingSchema = record({
  ...rating,
  responseTime: ms('From prompt to answer').nullish(),
  ratingEndOnset: ms('Onset of the answer: onset + responseTime').nullish(),
  confidence: number('How sure the participant was').nullish(),
  metadata: group('The prompt', {
    question: text('Text of the question').nullish(),
    dimension: text('What was rated, e.g. valence').nullish(),
    componentType: text('Component that asked').nullish(),
    sampleIndex: count('Number of the prompt').nullish(),
  }).nullish(),
  sparseRatingData: group('The pause in which the prompt was shown', {
    videoId: text('Video that was paused').nullish(),
    pauseIndex: count('Number of the pause, from 0').nullish(),
    videoRelativeTime: ms('Position in the video').nullish(),
    pauseTimestamp: z.number().meta({ description: 'When it paused', unit: 'ms since 1970' }).nullish(),
    componentType: text('Component that asked, lower case').nullish(),
    componentData: json('What the component stored; empty or null on timeout').optional(),
    previousRatings: open('Earlier raw ratings by video').nullish(),
    mediaPauseOnset: ms('Onset of the pause').nullish(),
    mediaResumeOnset: ms('Onset of the resume').nullish(),
    actualPauseDuration: ms('Resume minus pause').nullish(),
  }).nullish(),
  stateStartTime: time('When the state began').nullish(),
  stateDuration: ms('Planned length of the state').nullish(),
});
/** A record of ratings_sparse. */
export type SparseRatingRecord = z.infer<typeof sparseRatingSchema>;
