import { alongValues } from './along-values';

export const drawdown = alongValues({
	id: 'drawdown',
	title: 'Drawdown',
	description:
		'How far the value lies under the highest so far, as a part of it: 0 at a new high, -0.2 a fifth below. Missing where the highest so far is not above zero.',
	accepts: 'number',
	suffix: '_drawdown',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `CASE WHEN max(${x}) ${sofar} > 0 THEN ${x} / max(${x}) ${sofar} - 1 END`
});
