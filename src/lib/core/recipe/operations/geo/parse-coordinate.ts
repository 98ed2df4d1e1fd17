import * as v from 'valibot';
import { eachText } from '../../each-text';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { allMatches, hasMatch } from '../../text-pattern';

export const parseCoordinate = defineOperation({
	id: 'parse-coordinate',
	group: 'geo',
	title: 'Read degrees, minutes, seconds',
	description:
		'Reads one coordinate written as text, such as 35°41′22.2″N, 35 41.37 S, W 139.69 or 北緯35度41分22秒, as degrees: S, W, 南, 西 or a minus are below 0. Missing where it is none.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), suffix: optionalTextField() }),
	query: (params, input) =>
		eachText(
			params,
			input,
			(x) => {
				const parts = allMatches(x, '[0-9]+(?:\\.[0-9]+)?');
				const part = (i: number) => `coalesce((${parts})[${i}]::DOUBLE, 0)`;
				const degrees = `(${part(1)} + ${part(2)} / 60 + ${part(3)} / 3600)`;
				const isBelow = hasMatch(x, '^\\s*[-−]|^\\s*[SW]|[SW]\\s*$|南|西|(?i:south|west)');
				const isRight = `len(${parts}) BETWEEN 1 AND 3 AND ${part(2)} < 60 AND ${part(3)} < 60 AND ${degrees} <= 180`;
				return `CASE WHEN ${isRight} THEN CASE WHEN ${isBelow} THEN -${degrees} ELSE ${degrees} END END`;
			},
			'DOUBLE'
		)
});
