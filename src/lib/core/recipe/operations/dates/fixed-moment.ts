import { AppError } from '../../../errors';
import { parseDate } from '../../calendar';

/** A moment written in a step's parameters as SQL. Throws recipe/params-invalid. */
export function fixedMoment(op: string, field: string, text: string): string {
	const ms = parseDate(text);
	if (ms === null) throw new AppError('recipe/params-invalid', { op, field, wanted: '2020-01-31', found: text });
	return `epoch_ms(${ms})`;
}
