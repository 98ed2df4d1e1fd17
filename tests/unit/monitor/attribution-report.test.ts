import { describe, expect, it } from 'vitest';
import { typicalColumns, typicalRow } from '$lib/core/clarify/attribution-baseline';
import { attributionDrift } from '$lib/core/monitor/attribution-drift';
import { readAttributionDrift } from '$lib/core/monitor/attribution-report';
import { cellAt, numberVector, textVector } from '$lib/core/table/columns';

describe('what is kept of attributions', () => {
	it('reads a report back, and none from an artifact of another kind', () => {
		const drift = attributionDrift([{ feature: 'a', meanAbs: 2 }], [{ feature: 'a', meanAbs: 0 }]);
		const meta = { schemaVersion: 1, kind: 'attribution-drift', drift, exact: true, rows: { baseline: 3, current: 4 } };
		const kept: unknown = JSON.parse(JSON.stringify(meta));
		expect(readAttributionDrift({ type: 'drift-report', meta: kept })).toEqual(meta);
		expect(readAttributionDrift({ type: 'explanation', meta: kept })).toBeNull();
		expect(readAttributionDrift({ type: 'drift-report', meta: { schemaVersion: 1, drifted: true } })).toBeNull();
	});

	it('takes the lower median and the commonest text as the typical row, missing where nothing is known', () => {
		const inputs = [
			{ name: 'n', type: 'number', kind: 'numeric' },
			{ name: 't', type: 'text', kind: 'categorical' },
			{ name: 'none', type: 'number', kind: 'numeric' }
		] as const;
		const rows = {
			rows: 5,
			columns: [
				{ name: 'n', type: 'DOUBLE', vector: numberVector([5, 1, null, 3, NaN]) },
				{ name: 't', type: 'VARCHAR', vector: textVector(['b', 'a', 'a', 'b', null]) },
				{ name: 'none', type: 'DOUBLE', vector: numberVector([null, null, null, null, null]) }
			]
		};
		const typical = typicalRow(inputs, rows);
		expect(typical).toEqual([3, 'b', null]);
		const back = typicalColumns(inputs, typical);
		expect(back.columns.map(({ vector }) => cellAt(vector, 0))).toEqual([3, 'b', null]);
		expect(typicalRow(inputs, { rows: 0, columns: [] })).toEqual([null, null, null]);
	});
});
