import * as v from 'valibot';
import { isTemporalType, type TableSchema } from '../../../table/schema';
import { sqlName, sqlValue } from '../../../table/sql';
import { choiceField, columnField, optionalTextField } from '../../field';
import { columnSql } from '../../formula/compile';
import { defineOperation, fieldNamed, type StepQuery, wantType, withColumns } from '../../operation';
import { fixedMoment } from './fixed-moment';

export const validateDates = defineOperation({
	id: 'validate-dates',
	group: 'dates',
	title: 'Check dates',
	description:
		'Text (ISO, or by a format as of strptime) becomes a moment; one that cannot be read, or lies outside bounds, is dropped with its row, made missing, marked in a column `_valid`, or stops the run. Missing values are not valid either.',
	rows: 'fewer',
	params: v.strictObject({
		column: columnField('any'),
		policy: choiceField(['drop', 'missing', 'mark', 'stop'], 'drop'),
		format: optionalTextField(),
		earliest: optionalTextField(),
		latest: optionalTextField()
	}),
	query: (params, input) => validDates(params, input)
});
type ValidParams = {
	readonly column: string;
	readonly policy: 'drop' | 'missing' | 'mark' | 'stop';
	readonly format?: string | undefined;
	readonly earliest?: string | undefined;
	readonly latest?: string | undefined;
};

function validDates({ column, policy, format, earliest, latest }: ValidParams, input: TableSchema): StepQuery {
	const field = fieldNamed(input, column);
	const x = sqlName(column);
	const read = isTemporalType(field.type)
		? columnSql(field)
		: format === undefined
			? `try_cast(${wantType(field, 'temporal', (type) => type === 'VARCHAR') && x} AS TIMESTAMP)`
			: `try_strptime(${wantType(field, 'temporal', (type) => type === 'VARCHAR') && x}, ${sqlValue(format)})`;
	const bounds = [
		...(earliest === undefined ? [] : [`${read} >= ${fixedMoment('validate-dates', 'earliest', earliest)}`]),
		...(latest === undefined ? [] : [`${read} <= ${fixedMoment('validate-dates', 'latest', latest)}`])
	];
	const isValid = `coalesce(${[`isfinite(${read})`, ...bounds].join(' AND ')}, FALSE)`;
	const otherwise =
		policy === 'stop'
			? `error(${sqlValue(`${column}: `)} || coalesce(${x}::VARCHAR, 'missing') || ' is no valid date')`
			: 'NULL';
	const made = {
		field: { name: column, type: 'TIMESTAMP', kind: 'datetime' as const },
		sql: `CASE WHEN ${isValid} THEN ${read} ELSE ${otherwise} END`,
		from: [column]
	};
	const mark = {
		field: { name: `${column}_valid`, type: 'BOOLEAN', kind: 'boolean' as const },
		sql: isValid,
		from: [column]
	};
	return {
		columns: withColumns(input, policy === 'mark' ? [made, mark] : [made]),
		...(policy === 'drop' && { where: isValid })
	};
}
