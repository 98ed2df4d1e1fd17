import type { Tree } from '$lib/core/model/model';
import { nodeBytes, setBytes } from './trees-layout';

/** A tree under way, whose nodes also know the bins that go left: those are all the kernel asks for. */
export class GrownTree {
	readonly tree: Tree;
	/** One bit a bin, for each node; empty for a leaf. */
	readonly leftBins: (Uint32Array | undefined)[] = [];
	depth = 0;

	constructor(output: number) {
		this.tree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], output };
	}

	addNode(): number {
		const { feature, threshold, left, right, missingLeft, value, cover } = this.tree;
		feature.push(-1);
		for (const list of [threshold, left, right, missingLeft, value, cover]) list.push(0);
		this.leftBins.push(undefined);
		return feature.length - 1;
	}

	/** A node covers what its children do. */
	sumCovers(): void {
		const { feature, left, right, cover } = this.tree;
		for (let node = feature.length - 1; node >= 0; node--)
			if ((feature[node] ?? -1) >= 0) cover[node] = (cover[left[node] ?? 0] ?? 0) + (cover[right[node] ?? 0] ?? 0);
	}

	/** Writes the nodes as applyTree of the kernel reads them. */
	writeNodes(buffer: ArrayBufferLike, at: number): void {
		const view = new DataView(buffer, at);
		const { feature, left, right, value } = this.tree;
		feature.forEach((split, node) => {
			const place = node * nodeBytes;
			view.setInt32(place, split, true);
			view.setInt32(place + 4, left[node] ?? 0, true);
			view.setInt32(place + 8, right[node] ?? 0, true);
			view.setFloat32(place + 12, value[node] ?? 0, true);
			const bins = this.leftBins[node];
			if (bins) new Uint32Array(buffer, at + place + 16, setBytes / 4).set(bins);
		});
	}
}
