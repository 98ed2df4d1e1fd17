import { cardTexts } from '$lib/core/model/texts/card-en';

export const card = {
	...cardTexts,
	menu: 'Save the card',
	html: 'To read and to print (HTML)',
	markdown: 'For a repository (Markdown)',
	json: 'For programs (JSON)',
	words: 'What people say of it',
	edit: 'Edit',
	save: 'Save',
	cancel: 'Cancel',
	hints: {
		intendedUse: 'what it is for, and who decides with it',
		notFor: 'where it would do harm, and for whom',
		considerations: 'how data and settings were chosen, what remains a worry',
		contact: 'a person or a team'
	}
};
