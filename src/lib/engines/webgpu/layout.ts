import { netTensors, type NetShape, type NetTensor } from '$lib/core/train/net';

/** A dense layer in the GPU's memory: sizes and places in vec4s, but for `units`, the outputs without padding. */
export interface LayerLayout {
	readonly inputs: number;
	readonly outputs: number;
	readonly units: number;
	readonly hasNorm: boolean;
	readonly weights: number;
	readonly bias: number;
	readonly gain: number;
	readonly stats: number;
}

/** A column of the first layer's input that is part of a table's row: sizes and places in vec4s. */
export interface TableColumn {
	readonly table: number;
	readonly start: number;
	readonly size: number;
	readonly categories: number;
}

/**
 * Where a net lies in the GPU's memory: the weights of all layers, then the tables, then biases and gains, every row padded to a multiple
 * of 4 numbers with zeros. The first layer's input is the numbers, then a row of each table, each padded.
 */
export interface NetLayout {
	readonly layers: readonly LayerLayout[];
	/** Vec4s of the numbers that enter the first layer. */
	readonly numbers: number;
	readonly columns: readonly TableColumn[];
	/** For each vec4 of the tables the input's column it is read into. */
	readonly cellColumns: readonly number[];
	/** Vec4s of weights, where the tables begin; and of all parameters. */
	readonly decayed: number;
	readonly count: number;
	/** For each parameter in the order of netTensors its place, in numbers; and for each running statistic. */
	readonly places: Uint32Array;
	readonly statsPlaces: Uint32Array;
	readonly statsCount: number;
}

const vectors = (size: number) => Math.ceil(size / 4);

export function netLayout(shape: NetShape): NetLayout {
	const numbers = vectors(shape.numbers);
	const widths = shape.tables.map(({ size }) => vectors(size));
	const inputWidth = widths.reduce((sum, width) => sum + width, numbers);
	let end = 0;
	const place = (count: number): number => {
		end += count;
		return end - count;
	};
	const sizes = shape.layers.map(({ inputs, outputs }, depth) => ({
		inputs: depth === 0 ? inputWidth : vectors(inputs),
		outputs: vectors(outputs)
	}));
	const weights = sizes.map(({ inputs, outputs }) => place(4 * inputs * outputs));
	const decayed = end;
	const tables = shape.tables.map(({ count }, at) => place(count * (widths[at] ?? 0)));
	let stats = 0;
	const layers = shape.layers.map(({ outputs, hasNorm }, depth): LayerLayout => {
		const size = sizes[depth] ?? { inputs: 0, outputs: 0 };
		const bias = place(size.outputs);
		const gain = hasNorm ? place(size.outputs) : 0;
		const own = stats;
		if (hasNorm) stats += 2 * size.outputs;
		return { ...size, units: outputs, hasNorm, weights: weights[depth] ?? 0, bias, gain, stats: own };
	});
	const columns = shape.tables.flatMap(({ count }, table) =>
		Array.from({ length: widths[table] ?? 0 }, (_, part) => ({
			table,
			start: (tables[table] ?? 0) + part,
			size: widths[table] ?? 0,
			categories: count
		}))
	);
	const cellColumns: number[] = [];
	columns.forEach(({ start, size, categories }, at) => {
		for (let category = 0; category < categories; category++)
			cellColumns[start - decayed + category * size] = numbers + at;
	});
	return {
		...{ layers, numbers, columns, cellColumns, decayed, count: end, statsCount: stats },
		places: parameterPlaces(shape, layers, tables),
		statsPlaces: Uint32Array.from(
			layers.flatMap(({ hasNorm, outputs, units, stats: start }) =>
				hasNorm ? [0, 1].flatMap((part) => range(4 * (start + part * outputs), units)) : []
			)
		)
	};
}

function range(from: number, count: number): number[] {
	return Array.from({ length: count }, (_, at) => from + at);
}

function parameterPlaces(shape: NetShape, layers: readonly LayerLayout[], tables: readonly number[]): Uint32Array {
	const inputPlaces = range(0, shape.numbers);
	let from = 4 * vectors(shape.numbers);
	for (const { size } of shape.tables) {
		inputPlaces.push(...range(from, size));
		from += 4 * vectors(size);
	}
	const rowsOf = ({ role, place }: NetTensor): number[] => {
		const layer = layers[place];
		if (role === 'table') {
			const { count = 0, size = 0 } = shape.tables[place] ?? {};
			return range(0, count).flatMap((row) => range(4 * ((tables[place] ?? 0) + row * vectors(size)), size));
		}
		if (!layer) return [];
		if (role === 'bias') return range(4 * layer.bias, layer.units);
		if (role === 'gain') return range(4 * layer.gain, layer.units);
		const inputs = place === 0 ? inputPlaces : range(0, shape.layers[place]?.inputs ?? 0);
		return inputs.flatMap((input) => range(4 * (layer.weights + input * layer.outputs), layer.units));
	};
	return Uint32Array.from(netTensors(shape).flatMap(rowsOf));
}

/** Numbers in the order of the net, spread to their places among `count` vec4s. */
export function spread(values: Float32Array, places: Uint32Array, count: number): Float32Array<ArrayBuffer> {
	const padded = new Float32Array(4 * count);
	places.forEach((place, at) => (padded[place] = values[at] ?? 0));
	return padded;
}

/** The numbers at `places`, in the order of the net. */
export function collect(padded: Float32Array, places: Uint32Array): Float32Array {
	return Float32Array.from(places, (place) => padded[place] ?? 0);
}

/** The sum of the parts of `size` numbers each that lie one after the other. */
export function sumParts(parts: Float32Array, size: number): Float32Array {
	const sum = parts.slice(0, size);
	for (let at = size; at < parts.length; at++) sum[at % size] = (sum[at % size] ?? 0) + (parts[at] ?? 0);
	return sum;
}

/** What a layer gave for `rows` rows, without what pads it. Row-major. */
export function unpadded(padded: Float32Array, rows: number, { outputs, units }: LayerLayout): Float32Array {
	const values = new Float32Array(rows * units);
	for (let row = 0; row < rows; row++)
		values.set(padded.subarray(4 * row * outputs, 4 * row * outputs + units), row * units);
	return values;
}
