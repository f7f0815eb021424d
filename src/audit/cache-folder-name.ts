/** The folder in which results are kept between runs. */
export const cacheFolderName = '.async-pitfalls-cache';
