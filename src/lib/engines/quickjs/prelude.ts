/**
 * What runs inside QuickJS before a person's code: rows come in as columns in JSON and results go out as JSON. The clock and chance are
 * taken away, so that the same row always gives the same result.
 */
export const prelude = `'use strict';
{
	const refuse = (what) => () => { throw new Error(what + ' is not there: the same row must always give the same result') };
	Math.random = refuse('Math.random');
	const RealDate = Date;
	globalThis.Date = new Proxy(RealDate, {
		construct: (target, args) => args.length === 0 ? refuse('The time of now')() : new target(...args),
		apply: refuse('The time of now')
	});
	RealDate.now = refuse('Date.now');

	let call, names, kinds, wanted, passErrors;
	globalThis.__prepare = (source, ...about) => {
		[names, kinds, wanted, passErrors] = about;
		let found;
		try { found = (0, eval)('(' + source.trim().replace(/;+$/, '') + '\\n)') }
		catch (error) {
			if (!(error instanceof SyntaxError)) throw error;
			found = (0, eval)(source);
		}
		if (typeof found !== 'function') throw new TypeError('the code must end with a function of a row, such as (row) => row.name');
		call = found;
	};

	const read = (cell, kind) => {
		if (typeof cell === 'string' && cell[0] === '\\0') cell = Number(cell.slice(1));
		return cell === null ? null : kind === 'date' ? new RealDate(cell) : kind === 'boolean' ? cell !== 0 : cell;
	};

	const write = (value) => {
		if (value === null || value === undefined) return null;
		if (wanted === 'text') return typeof value === 'object' ? JSON.stringify(value) : String(value);
		if (wanted === 'boolean') {
			if (typeof value !== 'boolean') throw new TypeError('true or false is wanted, not ' + typeof value);
			return value;
		}
		if (wanted === 'timestamp') {
			const time = value instanceof RealDate ? value.getTime() : typeof value === 'number' ? value : RealDate.parse(String(value));
			return Number.isFinite(time) ? time : null;
		}
		if (typeof value === 'boolean') return Number(value);
		if (typeof value !== 'number') throw new TypeError('a number is wanted, not ' + typeof value);
		return Number.isFinite(value) ? value : null;
	};

	globalThis.__run = (text) => {
		const columns = JSON.parse(text);
		const rows = columns.length === 0 ? 0 : columns[0].length;
		const values = new Array(rows);
		for (let i = 0; i < rows; i++) {
			const row = {};
			for (let c = 0; c < names.length; c++) row[names[c]] = read(columns[c][i], kinds[c]);
			try { values[i] = write(call(row)) }
			catch (error) {
				if (!passErrors) return JSON.stringify({ values: [], failed: { row: i, reason: String(error) } });
				values[i] = null;
			}
		}
		return JSON.stringify({ values, failed: null });
	};
}
`;
