import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

/** Loaded when the first Parquet file is read or written: five megabytes that CSV needs not. */
async function library() {
	const loaded = await import('parquet-wasm/esm');
	await loaded.default({ module_or_path: parquetWasm });
	return loaded;
}

export async function parquetToArrow(parquet: Uint8Array): Promise<Uint8Array> {
	const { readParquet } = await library();
	return readParquet(parquet).intoIPCStream();
}

export async function arrowToParquet(ipc: Uint8Array): Promise<Uint8Array> {
	const { Compression, Table, WriterPropertiesBuilder, writeParquet } = await library();
	const properties = new WriterPropertiesBuilder().setCompression(Compression.ZSTD).build();
	return writeParquet(Table.fromIPCStream(ipc), properties);
}
