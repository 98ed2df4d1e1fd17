import { Compression, readParquet, Table, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm/node';

/** Arrow IPC crosses to native DuckDB as Parquet: its Node package speaks no Arrow, and Parquet keeps the types. */
export function arrowToParquet(ipc: Uint8Array): Uint8Array {
	const properties = new WriterPropertiesBuilder().setCompression(Compression.UNCOMPRESSED).build();
	return writeParquet(Table.fromIPCStream(ipc), properties);
}

export function parquetToArrow(parquet: Uint8Array): Uint8Array {
	return readParquet(parquet).intoIPCStream();
}
