/**
 * A text as one word of a shell.
 *
 * @param {string} text
 */
const shellQuote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

module.exports = { shellQuote };
