/** How often the time is shown, in seconds: in a terminal in one line that changes, elsewhere in a line each time. */
const INTERVAL = { terminal: 1, elsewhere: 10 };

/**
 * Shows for how long something has gone on, until the function that is returned is called.
 * @param {Pick<NodeJS.WriteStream, "isTTY" | "write">} out
 * @param {string} what
 */
function showElapsed(out, what) {
  const start = Date.now();
  const clear = () => out.isTTY && out.write("\r\x1b[2K");
  const timer = setInterval(
    () => {
      const line = `${what}: ${Math.round((Date.now() - start) / 1000)} s`;
      clear();
      out.write(out.isTTY ? line : `${line}\n`);
    },
    (out.isTTY ? INTERVAL.terminal : INTERVAL.elsewhere) * 1000,
  );
  return () => {
    clearInterval(timer);
    clear();
  };
}

module.exports = { showElapsed };
