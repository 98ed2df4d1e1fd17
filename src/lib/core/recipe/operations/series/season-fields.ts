import { choiceField, columnsField, numberField as numberParam } from '../../field';
import { windowFields } from '../../window';

/** Parameters of a series taken apart into trend, season and the rest. */
export const seasonFields = {
	columns: columnsField('number'),
	period: numberParam(7, { integer: true, min: 2, max: 10_000 }),
	method: choiceField(['loess', 'means'], 'loess'),
	...windowFields
};
