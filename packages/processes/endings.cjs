/**
 * Calls back where this process ends; what is written then must be synchronous.
 *
 * @param {() => void} listener
 */
const onExit = (listener) => void process.on("exit", listener);

/**
 * Calls back for each promise that is rejected without a handler, which would end this process.
 *
 * @param {(reason: unknown) => void} listener
 */
const onRejection = (listener) => void process.on("unhandledRejection", listener);

module.exports = { onExit, onRejection };
