// Embeddings: what enters the first layer is the numbers of a row, then a row of each table.
struct Tables {
	// of the input, in vec4s
	width: u32,
	numbers: u32,
	tables: u32,
	// where the tables begin in the parameters and how many vec4s they are
	start: u32,
	cells: u32,
}
// A column of the input that is part of a table's row.
struct Column {
	table: u32,
	start: u32,
	size: u32,
	categories: u32,
}

@group(1) @binding(0) var<uniform> shape: Tables;
@group(1) @binding(1) var<storage, read> x: array<vec4f>;
@group(1) @binding(2) var<storage, read> codes: array<u32>;
@group(1) @binding(3) var<storage, read> columns: array<Column>;
// the input's column that a cell of the tables is read into
@group(1) @binding(4) var<storage, read> cellColumns: array<u32>;
@group(1) @binding(5) var<storage, read> parameters: array<vec4f>;
// forward: the input; backward: the gradients of the parameters
@group(1) @binding(6) var<storage, read_write> made: array<vec4f>;
@group(1) @binding(7) var<storage, read> delta: array<vec4f>;

@compute @workgroup_size(64)
fn look(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let at = (group.x + group.y * 65535u) * 64u + local;
	let r = at / shape.width;
	let column = at % shape.width;
	if (r >= step.count) {
		return;
	}
	let row = tableRow(r);
	if (column < shape.numbers) {
		made[at] = x[row * shape.numbers + column];
		return;
	}
	let part = columns[column];
	let code = codes[row * shape.tables + part.table];
	made[at] = vec4f();
	if (code < part.categories) {
		made[at] = parameters[part.start + code * part.size];
	}
}

@compute @workgroup_size(64)
fn lookBack(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
	let cell = (group.x + group.y * 65535u) * 64u + local;
	if (cell >= shape.cells) {
		return;
	}
	let column = cellColumns[cell];
	let part = columns[column];
	let code = (shape.start + cell - part.start) / part.size;
	var sum = vec4f();
	for (var r = 0u; r < step.count; r++) {
		if (codes[order[step.start + r] * shape.tables + part.table] == code) {
			sum += delta[r * shape.width + column];
		}
	}
	made[shape.start + cell] = sum;
}
