const languages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** The documents that are analysed: files, and those that were never saved. */
export const documentSelector: { scheme: string; language: string }[] = ['file', 'untitled'].flatMap((scheme) => languages.map((language) => ({ scheme, language })));
