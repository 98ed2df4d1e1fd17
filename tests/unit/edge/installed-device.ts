import { modelToOnnx } from '$lib/core/model/onnx';
import { baselinesOf } from '$lib/core/monitor/baseline';
import type { KeyPair, Workspace } from '$lib/core/ports';
import { numberVector, textVector } from '$lib/core/table/columns';
import { makePackage } from '$lib/workbench/edge';
import { smallModel } from './small-model';

export const tracks = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ tempo: 80 + ((i * 37) % 90), genre: i % 4 === 0 ? 'enka' : 'pop' }));

/** The small model as a package, signed with `key`. */
export async function smallPackage(
	ws: Workspace,
	key: KeyPair,
	changes: { version?: number; expiresAt?: number } = {}
) {
	const train = tracks(300);
	const baselines = baselinesOf({
		rows: 300,
		columns: [
			{ name: 'tempo', type: 'DOUBLE', vector: numberVector(train.map(({ tempo }) => tempo)) },
			{ name: 'genre', type: 'VARCHAR', vector: textVector(train.map(({ genre }) => genre)) },
			{ name: 'prediction', type: 'VARCHAR', vector: textVector(train.map((_, i) => (i % 2 ? 'yes' : 'no'))) }
		]
	});
	const { version = 1, expiresAt = ws.clock.now() + 1e9 } = changes;
	const opened = { model: smallModel, onnx: modelToOnnx(smallModel) };
	return makePackage(ws, opened, { name: 'dances', version, key, expiresAt, lineage: {}, baselines });
}
