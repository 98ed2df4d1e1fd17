import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { dateUnits, secondsOf } from '../../date-units';
import { choiceField, columnField, numberField as numberParam } from '../../field';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';

export const fourierTerms = defineOperation({
	id: 'fourier-terms',
	group: 'series',
	title: 'Fourier terms',
	description:
		'Sine and cosine of time for a season of a length, in as many harmonics as wished, so that a model can follow it. Counted from 1970; months, quarters and years have their mean length.',
	rows: 'each',
	params: v.strictObject({
		time: columnField('temporal'),
		every: numberParam(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'year'),
		harmonics: numberParam(2, { integer: true, min: 1, max: 50 })
	}),
	query: ({ time, every, unit, harmonics }, input) => {
		const turn = `2 * pi() * (epoch(${momentSql(input, time)}) / ${every * secondsOf[unit]}e0)`;
		const made = Array.from({ length: harmonics }, (_, i) =>
			(['sin', 'cos'] as const).map((fn): OutputColumn => {
				const name = `${time}_${unit}_${fn}_${i + 1}`;
				return { field: { name, type: 'DOUBLE', kind: 'numeric' }, sql: `${fn}(${i + 1} * ${turn})`, from: [time] };
			})
		);
		return { columns: withColumns(input, made.flat()) };
	}
});
