export const languages = ['de', 'en', 'fr'];
export const mirrors = Object.freeze(['one', 'two']);
