import * as v from 'valibot';
import { datesPortable, eachDate } from '../../date-column';
import { choiceField, columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';

export const unixTime = defineOperation({
	id: 'unix-time',
	group: 'dates',
	title: 'Unix time',
	description: 'Seconds or milliseconds since 1970-01-01 UTC.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		unit: choiceField(['seconds', 'milliseconds'], 'seconds'),
		suffix: textField('_unix')
	}),
	query: (chosen, input) =>
		eachDate(chosen, input, 'DOUBLE', (x) => `epoch_us(${x}) / ${chosen.unit === 'seconds' ? '1e6' : '1e3'}`),
	portable: (chosen, _input, _fitted, graph, values) =>
		datesPortable(chosen, graph, values, (_, ms) =>
			chosen.unit === 'seconds' ? graph.binary('divide', ms, graph.number(1000)) : ms
		)
});
