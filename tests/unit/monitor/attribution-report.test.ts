import { describe, expect, it } from 'vitest';
import { typicalColumns, typicalRow } from '$lib/core/clarify/attribution-baseline';
import { attributionDrift } from '$lib/core/monitor/attribution-drift';
import { readAttributionDrift } from '$lib/core/monitor/attribution-report';
import type { Artifact } from '$lib/core/project/artifact';
import { stageState } from '$lib/state/stages';
import { cellAt, numberVector, textVector } from '$lib/core/table/columns';

describe('what is kept of attributions', () => {
	it('does not hide a drift of columns behind the mark of the stage, and alarms by itself', () => {
		const artifact = (id: string, meta: unknown): Artifact => ({
			...({ schemaVersion: 1, type: 'drift-report', name: id, blobs: {}, parents: {}, createdAt: 0 } as const),
			...{ id, meta }
		});
		const report = (limit: number) => {
			const sides = [
				[2, 1],
				[1, 2]
			].map((sizes) => sizes.map((meanAbs, at) => ({ feature: `${at}`, meanAbs })));
			const drift = attributionDrift(sides[0] ?? [], sides[1] ?? [], limit);
			return { schemaVersion: 1, kind: 'attribution-drift', drift, exact: true, rows: { baseline: 1, current: 1 } };
		};
		const columns = (drifted: boolean) => artifact('columns', { schemaVersion: 1, drifted });
		expect(stageState('monitor', [artifact('a', report(0.5)), columns(true)])).toBe('alarming');
		expect(stageState('monitor', [artifact('a', report(0.5)), columns(false)])).toBe('ready');
		expect(stageState('monitor', [columns(false), artifact('a', report(0.99))])).toBe('alarming');
	});

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
