import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, numberField as numberParam, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const roundTime = defineOperation({
	id: 'round-time',
	group: 'dates',
	title: 'Round times',
	description:
		'To a multiple of some minutes since midnight of 1970-01-01: the nearest (halfway goes up), the one before or the one after.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		minutes: numberParam(15, { min: 1 / 60, max: 525_600 }),
		direction: choiceField(['nearest', 'down', 'up'], 'nearest'),
		suffix: optionalTextField()
	}),
	query: (chosen, input) => {
		const step = String(Math.round(chosen.minutes * 60e6));
		const add = { nearest: `${step} // 2`, down: '0', up: `${step} - 1` }[chosen.direction];
		return eachDate(chosen, input, 'TIMESTAMP', (x) => {
			const at = `(epoch_us(${x}) + ${add})`;
			return `make_timestamp(${at} - ((${at} % ${step}) + ${step}) % ${step})`;
		});
	}
});
