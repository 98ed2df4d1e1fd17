export const report = {
	menu: 'Report',
	html: 'To read and to print (HTML)',
	json: 'For programs (JSON)',
	making: (name: string) => `Auditing ${name}`,
	made: (file: string) => `Saved ${file}.`
};
