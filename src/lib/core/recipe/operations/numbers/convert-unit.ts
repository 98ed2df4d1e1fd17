import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable } from '../../each-number';
import { choiceField, columnsField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';
import { conversion, unitNames, type UnitName } from './units';

export const convertUnit = defineOperation({
	id: 'convert-unit',
	group: 'numbers',
	title: 'Convert units',
	description:
		'Turns numbers in the unit `from` into the unit `to`: length, mass, temperature, area, volume, speed, time, energy or pressure.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		from: choiceField(unitNames, 'mile'),
		to: choiceField(unitNames, 'kilometre'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { scale, shift } = line(params);
		return eachNumber(params, input, (x) =>
			finiteSql(shift === 0 ? `(${x} * ${sqlValue(scale)})` : `(${x} * ${sqlValue(scale)} + ${sqlValue(shift)})`)
		);
	},
	portable: (params, _input, _fitted, graph, values) => {
		const { scale, shift } = line(params);
		return eachPortable(params, values, (x) =>
			graph.binary('add', graph.binary('multiply', x, graph.number(scale)), graph.number(shift))
		);
	}
});

function line({ from, to }: { from: UnitName; to: UnitName }): { scale: number; shift: number } {
	const found = conversion(from, to);
	if (!found)
		throw new AppError('recipe/params-invalid', { op: 'convert-unit', field: 'to', wanted: `like ${from}`, found: to });
	return found;
}
