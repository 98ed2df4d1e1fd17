import { strToU8, Zip, ZipDeflate } from 'fflate';
import { cellAt, type Column, type Columns } from '$lib/core/table/columns';
import { isTemporalType } from '$lib/core/table/schema';
import { checkSheet, sheetLimit } from '$lib/core/table/sheet-limit';

/** Of a cell ("Excel specifications and limits"). */
const mostCharacters = 32_767;
/** A worksheet keeps 15 digits of a number: a whole number with more is written as text. */
const mostExact = 999_999_999_999_999;
const rowsAtOnce = 2000;
const dayMs = 86_400_000;
/** Excel counts days from here; its calendar is right from March 1900 on. */
const dayZero = Date.UTC(1899, 11, 30);
const firstDay = Date.UTC(1900, 2, 1);

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const parts: Readonly<Record<string, string>> = {
	'[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
	'_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
	// styles: 0 plain, 1 date, 2 date and time, 3 the header
	'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`
};

/**
 * A workbook of one sheet, its header frozen: numbers, dates, booleans and text as such, missing cells empty. Numbers that are not
 * finite, whole numbers of more than 15 digits and times before March 1900 are text. Refuses with table/sheet-limit what does not fit.
 */
export function writeExcelSheet({ rows, columns }: Columns): Uint8Array {
	checkSheet(rows, columns.length);
	const chunks: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		chunks.push(chunk);
	});
	const entry = (name: string) => {
		const made = new ZipDeflate(name, { level: 6 });
		// equal tables give equal bytes
		made.mtime = new Date(1980, 0, 1);
		zip.add(made);
		return made;
	};
	for (const [name, text] of Object.entries(parts)) entry(name).push(strToU8(text), true);
	const sheet = entry('xl/worksheets/sheet1.xml');
	sheet.push(
		strToU8(
			`${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData><row r="1">${columns.map(({ name }, place) => `<c r="${letters(place)}1"${textCell(name, 3)}`).join('')}</row>`
		)
	);
	const writers = columns.map((column, place) => ({ write: cellWriter(column), letters: letters(place) }));
	for (let from = 0; from < rows; from += rowsAtOnce) {
		let text = '';
		for (let row = from; row < Math.min(rows, from + rowsAtOnce); row++) {
			text += `<row r="${row + 2}">`;
			for (const { write, letters: place } of writers) {
				const cell = write(row);
				if (cell !== '') text += `<c r="${place}${row + 2}"${cell}`;
			}
			text += '</row>';
		}
		sheet.push(strToU8(text));
	}
	sheet.push(strToU8('</sheetData></worksheet>'), true);
	zip.end();
	return joined(chunks);
}

/** How a column writes its cell of a row, behind the cell's address; an empty one not at all. */
function cellWriter({ type, vector }: Column): (row: number) => string {
	if (vector.kind === 'text') {
		const texts = vector.dictionary.map((text) => textCell(text, 0));
		return (row) => texts[vector.codes[row] ?? -1] ?? '';
	}
	return (row) => {
		const cell = cellAt(vector, row);
		if (typeof cell !== 'number') return '';
		if (type === 'BOOLEAN') return ` t="b"><v>${cell}</v></c>`;
		if (isTemporalType(type)) {
			const iso = new Date(cell).toISOString();
			if (cell < firstDay) return textCell(type === 'DATE' ? iso.slice(0, 10) : iso, 0);
			return ` s="${type === 'DATE' ? 1 : 2}"><v>${(cell - dayZero) / dayMs}</v></c>`;
		}
		const fits = Number.isFinite(cell) && (type === 'DOUBLE' || Math.abs(cell) <= mostExact);
		return fits ? `><v>${cell}</v></c>` : textCell(String(cell), 0);
	};
}

function textCell(text: string, style: number): string {
	if (text.length > mostCharacters) throw sheetLimit('characters', text.length, mostCharacters);
	return ` t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Text for XML; what XML has no way to say is written as Excel does: `_x0007_`, and that itself with its underscore so. */
function escaped(text: string): string {
	return text
		.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(controls, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** Control characters, and halves of a pair that stand alone. */
const controls = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;

/** The letters of a column: A to Z, AA ... */
function letters(place: number): string {
	const last = String.fromCharCode(65 + (place % 26));
	return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}
