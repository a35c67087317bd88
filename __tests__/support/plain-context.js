const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

const { createContext } = vm;

/**
 * Jest's environment for Node.js, with a sandbox whose global object is an ordinary one. Jest puts a proxy in its place, which
 * each use of `Object` or `JSON` goes through: an eighth of the CPU time of the tests.
 * https://nodejs.org/docs/latest-v22.x/api/vm.html#when-contextobject-is-vmconstantsdont_contextify (from 20.18 and 22.8;
 * before, an empty object is the global one)
 */
class PlainContext extends TestEnvironment {
  /** @param {ConstructorParameters<typeof TestEnvironment>} args */
  constructor(...args) {
    vm.createContext = () => createContext(vm.constants?.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
  }
}

module.exports = PlainContext;
