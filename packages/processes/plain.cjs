/**
 * Whether output has to be plain: no colours, no line that changes, no frames. It is where a file, a pipe or a CI log gets it,
 * and where a user asks for it. https://no-color.org
 *
 * @param {{ isTTY?: boolean }} stream
 * @param {NodeJS.ProcessEnv} environment
 */
const isPlain = (stream, { NO_COLOR, CI }) =>
  stream.isTTY !== true || Boolean(NO_COLOR) || (Boolean(CI) && CI !== "false");

module.exports = { isPlain };
