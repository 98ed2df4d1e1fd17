import * as v from 'valibot';
import { isNumericType, isTemporalType, type Field } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import {
	booleanField,
	choiceField,
	columnField,
	optionalKeysField,
	optionalNumberField,
	optionalOtherColumnsField,
	otherColumnField,
	tableField,
	textField
} from '../../field';
import { defineOperation, fieldNamed, tableNamed, wantType } from '../../operation';
import {
	broughtColumns,
	keyPairs,
	keysAgree,
	left,
	mineSql,
	numbered,
	ownColumns,
	right,
	theirsSql,
	wantComparable
} from '../../other-table';

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

export const asOfJoin = defineOperation({
	id: 'as-of-join',
	group: 'tables',
	title: 'As-of join',
	description:
		'Brings to each row the one row of another table that is newest at or before its time, first at or after it, or nearest (of two as near ' +
		'the earlier), within keys that agree and no further away than the tolerance. Of rows of the other table with the same keys and time the ' +
		'last counts. Where there is none, or a time or key is missing, the columns are missing. Times are dates or numbers.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		time: columnField(),
		otherTime: otherColumnField(),
		keys: optionalKeysField(),
		direction: choiceField(['before', 'after', 'nearest'], 'before'),
		equal: booleanField(true),
		tolerance: optionalNumberField({ min: 0 }),
		unit: choiceField(['seconds', 'minutes', 'hours', 'days'], 'days'),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2')
	}),
	query: (params, input, _fitted, context) => {
		const { table, keys, direction, equal, tolerance, unit, columns, suffix } = params;
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const time = timeField(fieldNamed(input, params.time));
		const otherTime = timeField(fieldNamed(other.schema, params.otherTime));
		wantComparable(time, otherTime);
		const [mine, theirs] = [mineSql(time.name), theirsSql(otherTime.name)];
		const same = pairs.map((pair) => theirsSql(pair.theirs.name));
		const last = `(SELECT ${right}.* FROM ${numbered(other)} AS ${right} QUALIFY row_number() OVER (PARTITION BY ${[...same, theirs].join(', ')} ORDER BY "right row" DESC) = 1)`;
		const distance = isTemporalType(time.type)
			? `abs(epoch_us(${mine}::TIMESTAMP) - epoch_us(${theirs}::TIMESTAMP))`
			: `abs(${mine}::DOUBLE - ${theirs}::DOUBLE)`;
		const limit = tolerance === undefined ? null : tolerance * (isTemporalType(time.type) ? seconds[unit] * 1e6 : 1);
		const near = limit === null ? [] : [`${distance} <= ${sqlValue(limit)}`];
		const found = (relation: string, sign: string): string => {
			const on = [...keysAgree(pairs), `${mine} ${sign} ${theirs}`].join(' AND ');
			return (
				`SELECT ${left}.${context.row} AS "__left row", ${distance} AS "__distance", ${theirs} AS "__time", ${right}."right row" FROM ${relation} AS ${left} ` +
				`ASOF JOIN ${last} AS ${right} ON ${on}${near.length === 0 ? '' : ` WHERE ${near.join('')}`}`
			);
		};
		const signs = { before: ['>'], after: ['<'], nearest: ['>', '<'] }[direction];
		const matches = (relation: string) => {
			const union = signs.map((sign) => found(relation, `${sign}${equal ? '=' : ''}`)).join(' UNION ALL ');
			if (signs.length === 1) return `(${union})`;
			return `(SELECT * FROM (${union}) QUALIFY row_number() OVER (PARTITION BY "__left row" ORDER BY "__distance", "__time") = 1)`;
		};
		return {
			columns: [
				...ownColumns(input),
				...broughtColumns(
					other,
					{ table, pairs, columns, suffix, from: [time.name, ...Object.keys(keys)] },
					input.map(({ name }) => name)
				)
			],
			from: (relation) =>
				`${relation} AS ${left} LEFT JOIN ${matches(relation)} AS "as of" ON ${left}.${context.row} = "as of"."__left row" ` +
				`LEFT JOIN ${numbered(other)} AS ${right} ON "as of"."right row" = ${right}."right row"`
		};
	}
});

function timeField(field: Field): Field {
	return wantType(field, 'date or number', (type) => isTemporalType(type) || isNumericType(type));
}
