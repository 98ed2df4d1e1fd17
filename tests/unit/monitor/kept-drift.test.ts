import { afterAll, beforeAll, expect, it } from 'vitest';
import { modelToOnnx } from '$lib/core/model/onnx';
import { baselinesOf } from '$lib/core/monitor/baseline';
import { readDriftMeta } from '$lib/core/monitor/drift-report';
import type { Workspace } from '$lib/core/ports';
import { numberVector, textVector } from '$lib/core/table/columns';
import { getArtifact } from '$lib/workbench/artifact';
import { predictOnDevice } from '$lib/workbench/device';
import { installPackage } from '$lib/workbench/installed';
import { compareDevice, findTold } from '$lib/workbench/device-drift';
import { makePackage, signingKey } from '$lib/workbench/edge';
import { compareDatasets, readDistributions } from '$lib/workbench/monitor';
import { driftStep } from '$lib/workbench/pipeline-report-steps';
import { importTable } from '$lib/workbench/table';
import { openWorkspace } from '../../../src/cli/workspace';
import type { NodeWorkspace } from '../../../src/cli/workspace';
import { smallModel } from '../edge/small-model';

let node: NodeWorkspace;
let ws: Workspace;
beforeAll(async () => {
	node = await openWorkspace();
	ws = node.workspace;
});
afterAll(() => node.close());

const tracks = (count: number, tempo: number) =>
	Array.from({ length: count }, (_, i) => ({ tempo: tempo + ((i * 37) % 90), genre: i % 4 === 0 ? 'enka' : 'pop' }));

async function dataset(name: string, rows: ReturnType<typeof tracks>) {
	const csv = `tempo,genre\n${rows.map(({ tempo, genre }) => `${tempo},${genre}`).join('\n')}\n`;
	return (await importTable(ws, { name: `${name}.csv`, blob: new Blob([csv]) }, {})).dataset;
}

it('is one artifact, whether the page or a pipeline made it', async () => {
	const [before, after] = [await dataset('before', tracks(400, 80)), await dataset('after', tracks(200, 140))];
	const answers = new Map(
		Object.entries({ before, after }).map(([id, { id: made }]) => [
			id,
			{ artifacts: { dataset: made }, values: {}, texts: {} }
		])
	);
	const step = { id: 'watch', type: 'drift' as const, with: { reference: 'before', current: 'after' } };
	const nothing = { source: undefined, signal: undefined, onProgress: undefined };
	const answer = await driftStep({ ws, step, answers, ...nothing });
	expect(answer.values).toMatchObject({ drifted: 1, 'genre.effect': 0 });
	// tempo runs over 80..169 and over 140..229: at 139 two thirds lie below, and none
	expect(answer.values['tempo.effect']).toBeCloseTo(2 / 3, 1);
	const { artifact, report } = await compareDatasets(ws, before, after, { name: 'after' });
	expect(artifact.id).toBe(answer.artifacts['report']);
	const kept = await getArtifact(ws, artifact.id);
	expect(readDriftMeta(kept)).toEqual({ schemaVersion: 1, drifted: true, report });
	const drawn = await readDistributions(ws, kept);
	expect(drawn?.current['tempo']).toMatchObject({ type: 'numeric', min: 140, max: 229 });
	expect(drawn?.current['genre']).toEqual({
		...{ type: 'text', values: ['pop', 'enka'], counts: [150, 50] },
		...{ other: 0, missing: 0 }
	});
});

it('tells of this device against what its model was trained on', async () => {
	const train = tracks(300, 80);
	const baselines = baselinesOf({
		rows: 300,
		columns: [
			{ name: 'tempo', type: 'DOUBLE', vector: numberVector(train.map(({ tempo }) => tempo)) },
			{ name: 'genre', type: 'VARCHAR', vector: textVector(train.map(({ genre }) => genre)) }
		]
	});
	const key = await signingKey(ws, 'signing');
	const about = { name: 'dances', version: 1, key, expiresAt: ws.clock.now() + 1e9, lineage: {}, baselines };
	const bytes = await makePackage(ws, { model: smallModel, onnx: modelToOnnx(smallModel) }, about);
	const { installed } = await installPackage(ws, bytes, [key]);
	expect(await findTold(ws)).toBeNull();
	await expect(compareDevice(ws, 'too early')).rejects.toMatchObject({ code: 'monitor/no-shared-columns' });
	await predictOnDevice(ws, tracks(120, 150));
	expect((await findTold(ws))?.told.count).toBe(120);

	const kept = await compareDevice(ws, 'here');
	const meta = readDriftMeta(kept);
	expect(kept.parents).toEqual({ package: installed.artifact });
	expect(meta?.report).toMatchObject({ reference: 300, current: 120, drifted: true });
	expect(meta?.window?.to).toBeGreaterThanOrEqual(meta?.window?.from ?? Infinity);
	expect((await readDistributions(ws, kept))?.reference).toEqual(baselines);
});
